# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first page: what waits for whom, what changed, how things stand."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from django.test import Client
from web.conftest import LogIn

from dijkwacht.findings.classes import Class
from dijkwacht.register.assessments import Harm
from dijkwacht.register.codes import HarmKind
from dijkwacht.register.records import Contract, Delivery, Organisation, Service
from dijkwacht.register.register import History
from dijkwacht.register.row import Row
from dijkwacht.reports.words import Words
from dijkwacht.web.access import Reach, Sight, Viewer
from dijkwacht.web.accounts.models import Grant, User
from dijkwacht.web.home.changed import changed
from dijkwacht.web.home.standing import Covered, drawn, standing
from dijkwacht.web.home.tasks import OF, choose, mine, sectors, tallies
from dijkwacht.web.home.telling import Telling
from dijkwacht.web.home.waiting import Kind, policy, waiting
from dijkwacht.web.reasoning import REASONING, Reasoned
from dijkwacht.web.record.links import Links
from dijkwacht.web.roles import Role
from dijkwacht.web.store.snapshot import Held

ON = date(2026, 11, 24)
YEAR_LATER = date(2027, 10, 24)
STALE = ("con-licenties", "svc-afval", "svc-paspoorten", "con-werkplek", "svc-bibliotheek")

pytestmark = pytest.mark.django_db


def viewer(role: Role, *own: str, reach: Reach = Reach.OWN) -> Viewer:
    return Viewer(1, "somebody", role, own[0] if own else None, reach, frozenset(own))


def rows_of(reasoned: Reasoned) -> pl.DataFrame:
    return waiting(reasoned, sight_of(reasoned, viewer(Role.AUDITOR, reach=Reach.NAMED)).owners)


def sight_of(reasoned: Reasoned, who: Viewer) -> Sight:
    return reasoned.sight(who)


def asked(on: date, role: Role, *own: str) -> list[tuple[str, str]]:
    """Kind and id of the tasks of somebody in the example."""
    reasoned = REASONING.on(on)
    found = mine(rows_of(reasoned), viewer(role, *own), policy(reasoned))
    return [(kind, id) for kind, id in found.select("kind", "id").iter_rows()]


def made(*rows: Row, on: date = ON) -> dict[tuple[str, str], dict[str, Any]]:
    """What waits in a register of these rows, by kind and id."""
    held = Held(1, "made", History.from_records(rows))
    reasoned = Reasoned(held, on, 1, REASONING.rulebook.on(on))
    found = rows_of(reasoned).iter_rows(named=True)
    return {(row["kind"], row["id"]): row for row in found}


BODY = Organisation(id="org", name="Gemeente Waterdam")


def contract(id: str, **facts: Any) -> Contract:
    return Contract(id=id, organisation_id="org", supplier_id="sup", **facts)


def delivery(of: str, **facts: Any) -> Delivery:
    return Delivery(id=f"del-{of}", contract_id=of, supplier_id="sup", **facts)


@pytest.mark.parametrize(
    ("on", "role", "own", "expected"),
    [
        (ON, Role.SERVICE_OWNER, "org-waterdam", [("gap", "svc-paspoorten")]),
        (ON, Role.CONTRACT_MANAGER, "org-waterdam", []),
        (
            YEAR_LATER,
            Role.CONTRACT_MANAGER,
            "org-waterdam",
            [("contract-ends", "con-werkplek"), *(("stale", id) for id in STALE)],
        ),
        (
            ON,
            Role.CONTRACT_MANAGER,
            "org-ijmeer",
            [("contract-ends", "con-nimbus"), ("problem", "")],
        ),
        (
            ON,
            Role.SERVICE_OWNER,
            "org-uitkeringen",
            [("fallback-unproven", "fal-uitkeringen"), ("gap", "svc-uitkeringen")],
        ),
        (ON, Role.REVIEWER, "org-duinwijk", [("class-provisional", "svc-vergunningen")]),
    ],
)
def test_in_the_example_each_is_asked_what_their_role_can_do(
    on: date, role: Role, own: str, expected: list[tuple[str, str]]
) -> None:
    assert asked(on, role, own) == expected


@pytest.mark.parametrize("role", Role)
def test_of_another_organisation_nothing_is_asked(role: Role) -> None:
    reasoned = REASONING.on(YEAR_LATER)
    found = mine(rows_of(reasoned), viewer(role, "org-waterdam"), policy(reasoned))
    assert set(found["owner"]) <= {"org-waterdam"}
    assert set(found["kind"]) <= {kind.value for kind in OF[role]}


def test_a_contract_is_a_task_from_the_day_that_notice_and_exit_need() -> None:
    rows = (
        BODY,
        contract("now", ends_on=date(2027, 5, 23), notice_days=90),  # in 180 days
        delivery("now", exit_days=90),
        contract("later", ends_on=date(2027, 5, 24), notice_days=90),  # a day more
        delivery("later", exit_days=90),
    )
    found = made(*rows)
    assert ("contract-ends", "now") in found
    assert found["contract-ends", "now"]["lead"] == 180
    assert ("contract-ends", "later") not in found


def test_an_unknown_period_of_notice_warns_a_year_ahead_and_an_unknown_end_at_once() -> None:
    found = made(
        BODY,
        contract("year", ends_on=date(2027, 11, 24)),
        contract("more", ends_on=date(2027, 11, 25)),
        contract("open"),
        contract("over", ends_on=date(2026, 11, 23)),
        contract("never", ends_on=date.max),
    )
    kinds = {id: kind for kind, id in found if kind.startswith("contract")}
    assert kinds == {"year": "contract-ends", "open": "contract-end", "over": "contract-over"}


def test_an_empty_register_asks_nothing() -> None:
    assert made(BODY) == {}


def test_harm_that_nobody_assessed_or_signed_is_a_task() -> None:
    def harm(of: str, approved: str | None) -> Harm:
        said = {"kind": HarmKind.LAW, "after_hours": 4320, "value": 0}
        return Harm(id=f"h-{of}", service_id=of, assessed_by="Roos", approved_by=approved, **said)

    services = [Service(id=id, organisation_id="org") for id in ("none", "one", "same", "two")]
    found = made(BODY, *services, harm("one", None), harm("same", "Roos"), harm("two", "Noor"))
    unsigned = {id for kind, id in found if kind == Kind.HARM_UNSIGNED}
    assert unsigned == {"one", "same"}
    assert {id for kind, id in found if kind == Kind.HARM_NONE} == {"none"}
    assert ("class-provisional", "two") in found  # of the other kinds of harm nothing is known


def test_what_averts_most_harm_per_minute_stands_first_and_no_kind_crowds_out_another() -> None:
    rule = policy(REASONING.on(ON))
    rows = pl.concat(
        [_rows("contract-end", 30, Class.O), _rows("gap", 5, Class.V), _rows("harm-none", 1, "K")]
    )
    asked = mine(rows, viewer(Role.ANALYST, "org", reach=Reach.OWN), rule)
    chosen = choose(asked, rule)
    told = chosen.shown["kind"].to_list()
    # 1 / 3 minutes before 8 / 30 before 2 / 45
    assert told == ["contract-end", "contract-end", "gap", "gap", "harm-none"]
    assert chosen.rest == {Kind.CONTRACT_END: 28, Kind.GAP: 3}
    assert chosen.count == 36


def _rows(kind: str, count: int, level: Class | str) -> pl.DataFrame:
    level = Class[level] if isinstance(level, str) else level
    empty = rows_of(REASONING.on(ON)).clear()
    values = [{"kind": kind, "id": f"{kind}-{at:02}", "owner": "org"} for at in range(count)]
    rows = pl.DataFrame(values).with_columns(level=pl.lit(int(level), pl.Int64))
    return pl.concat([empty, rows], how="diagonal")


def test_what_is_wrong_in_rows_is_one_task() -> None:
    rule = policy(REASONING.on(ON))
    rows = _rows("problem", 12, Class.O).with_columns(first=pl.lit(2), length=pl.lit(1))
    found = mine(rows, viewer(Role.CONTRACT_MANAGER, "org"), rule)
    assert found.select("first", "length").rows() == [(24, 12)]


def test_the_centre_counts_and_of_few_organisations_says_that_they_are_few() -> None:
    reasoned = REASONING.on(ON)
    central = sight_of(reasoned, viewer(Role.ANALYST, reach=Reach.CENTRAL))
    named = sight_of(reasoned, viewer(Role.AUDITOR, reach=Reach.NAMED))
    told = {one.kind: one.organisations for one in tallies(rows_of(reasoned), central)}
    known = {one.kind: one.organisations for one in tallies(rows_of(reasoned), named)}
    assert (told[Kind.GAP], known[Kind.GAP]) == (7, 7)
    assert (told[Kind.CONTRACT_ENDS], known[Kind.CONTRACT_ENDS]) == (None, 1)
    for sector in sectors(central):
        assert all(one.things for one in tallies(rows_of(reasoned), central, sector))


def test_the_strip_counts_every_service_once_and_the_picture_shows_the_same() -> None:
    reasoned = REASONING.on(ON)
    named = sight_of(reasoned, viewer(Role.AUDITOR, reach=Reach.NAMED))
    lines = standing(reasoned, named)
    assert sum(line.total for line in lines) == named.table("services").height
    assert [line.of for line in lines] == [Class.V, Class.C, Class.K, Class.O]
    shown = str(drawn(lines, Words("en")))
    for line in lines:
        for cover, count in zip(Covered, line.counts, strict=True):
            told = f"{line.of.name}: {Words('en').say(cover.says)}, {count}<"
            assert (told in shown) is bool(count)


def test_changes_are_those_of_what_one_sees() -> None:
    held, rule = REASONING.newest().history, REASONING.rulebook.on(ON)
    before = Reasoned(Held(0, "before", held), ON, 0, rule)
    now = REASONING.on(ON)

    def told(*own: str) -> list[tuple[str, int, int, int]]:
        who = viewer(Role.CONTRACT_MANAGER, *own)
        found = changed(held, 0, before.sight(who), now.sight(who))
        return [(one.table, one.new, one.changed, one.ended) for one in found]

    assert told("org-ijmeer") == [("contracts", 0, 1, 0)]
    assert told("org-waterdam") == []


def test_the_page_answers_first_and_leads_on(
    log_in: LogIn, django_assert_max_num_queries: Any
) -> None:
    client = log_in(Role.SERVICE_OWNER)
    client.get("/?on=2026-11-24")
    with django_assert_max_num_queries(12):
        answer = client.get("/?on=2026-11-24")
    assert "One thing waits for you: about 30 minutes of work." in answer.text
    assert "Passports stands without cover from 7 d on" in answer.text
    assert 'href="/coverage/svc-paspoorten/?on=2026-11-24"' in answer.text


def test_who_has_nothing_yet_reads_what_would_be_here(log_in: LogIn) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    user = User.objects.get(email="roos.de.wit@waterdam.example")
    user.grants.update(organisation="org-new")
    assert "no services and no contracts that you may see" in client.get("/").text


def test_another_role_of_the_same_person_is_not_forgotten(log_in: LogIn) -> None:
    client = log_in(Role.CONTRACT_MANAGER)
    user = User.objects.get(email="roos.de.wit@waterdam.example")
    role = Role.SERVICE_OWNER
    Grant.objects.create(user=user, role=role, organisation="org-waterdam", valid_from=ON)
    answer = client.get("/?on=2026-11-24")
    assert "Nothing waits for you today." in answer.text
    assert "As service owner: 1 more." in answer.text


def test_the_last_visit_is_the_log_in_before_this_one(client: Client) -> None:
    person = User.objects.get(email="roos.de.wit@waterdam.example")
    client.post("/demo/", {"person": person.pk})
    assert "Sinds u hier het laatst was" not in client.get("/").text
    client.post("/demo/", {"person": person.pk})
    assert "Sinds u hier het laatst was" in client.get("/").text


def test_the_centre_reads_counts_and_no_names(log_in: LogIn) -> None:
    answer = log_in(Role.ANALYST).get("/?on=2026-11-24")
    assert "things wait over all organisations" in answer.text
    assert "Services with a gap in their cover" in answer.text
    assert "Passports" not in answer.text


def test_what_nobody_confirmed_for_a_year_is_asked_about_once_more() -> None:
    old, new = date(2025, 11, 24), date(2026, 3, 1)
    body = Organisation(id="org-a", name="A", recorded_on=new)
    contracts = [
        Contract(id=f"con-{name}", name=name, organisation_id="org-a", recorded_on=day)
        for name, day in (("old", old), ("new", new), ("unsaid", None))
    ]
    stale = {id for kind, id in made(body, *contracts) if kind == "stale"}
    assert stale == {"con-old", "con-unsaid"}


def test_who_may_edit_confirms_with_one_press_on_the_day_itself(log_in: LogIn) -> None:
    reasoned = REASONING.on(YEAR_LATER)

    def confirms(role: Role, kept: dict[str, str]) -> set[str | None]:
        who = viewer(role, "org-waterdam")
        sight, rule = sight_of(reasoned, who), policy(reasoned)
        found = choose(mine(rows_of(reasoned), who, rule), rule)
        teller = Telling(sight, reasoned.names("en"), Links(kept), rule)
        return {task.confirm for task in teller.tasks(found) if task.kind is Kind.STALE}

    here = "/register/contracts/con-licenties/confirm/"
    assert here in confirms(Role.CONTRACT_MANAGER, {})
    assert confirms(Role.CONTRACT_MANAGER, {"on": "2027-10-24"}) == {None}
    answer = log_in(Role.CONTRACT_MANAGER).post(here, {"next": "/"})
    assert (answer.status_code, answer["location"]) == (302, "/")
