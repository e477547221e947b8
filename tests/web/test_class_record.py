# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The record of a class: why, what would change it, and what it does not tell of others."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from web.conftest import LogIn

from dijkwacht import verbs
from dijkwacht.base.errors import PlanRefused
from dijkwacht.register.assessments import Harm
from dijkwacht.register.codes import HarmKind
from dijkwacht.register.row import ServiceId
from dijkwacht.reports.words import Words
from dijkwacht.rules.condition import Between
from dijkwacht.web.access import Reach, Viewer
from dijkwacht.web.consequences import if_stated
from dijkwacht.web.editing import edit
from dijkwacht.web.judged import Judged
from dijkwacht.web.pages.chained import chain_of, coarse, with_told_chain
from dijkwacht.web.pages.class_ahead import ahead
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import Role
from dijkwacht.web.store.apply import Act
from dijkwacht.web.store.models import Revision

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 24)


def held(reach: Reach, *own: str) -> Judged:
    viewer = Viewer(1, "Roos", Role.SERVICE_OWNER, None, reach, frozenset(own))
    return Judged(REASONING.judged(ON), viewer, Words("en"))


def test_the_decision_table_marks_the_rows_that_hold(log_in: LogIn) -> None:
    page = log_in(Role.SERVICE_OWNER).get("/classes/svc-paspoorten/?on=2026-11-24").text
    assert "6 of 29 rows hold" in page
    assert "holds from 14 d" in page
    assert "classification/service-class@2026-01-01" in page
    assert "Some row is reached only after 30 days." in page
    assert "MTPD 7 d" in page


def test_who_may_do_something_finds_how_and_others_do_not(log_in: LogIn) -> None:
    acts = ("Assess harm", "Approve what was assessed", "Sign for another class")
    for role, may in (
        (Role.SERVICE_OWNER, acts[:1]),
        (Role.CISO, acts[1:]),
        (Role.BOARD, ()),
        (Role.AUDITOR, ()),
    ):
        page = log_in(role).get("/classes/svc-paspoorten/").text
        assert tuple(act for act in acts if act in page) == may, role


def test_what_would_change_it_are_the_nearest_rows_of_a_higher_class() -> None:
    of = held(Reach.OWN, "org-waterdam")
    record = verbs.class_record(of.reasoned.opened, of.found, "svc-paspoorten")
    steps = ahead(of, record).steps
    assert steps[0].row == "S-C"
    assert (steps[0].value, steps[0].threshold, steps[0].share) == ("7,000", "≥ 10,000", 7000)
    assert [step.share for step in steps] == sorted((step.share for step in steps), reverse=True)


def test_of_what_falls_with_it_one_reads_own_services_and_a_sum_of_others() -> None:
    of = held(Reach.OWN, "org-ijmeer")
    record = verbs.class_record(of.reasoned.opened, of.found, "svc-identiteit")
    chain = chain_of(of, record)
    seen = {one.id for one in chain.seen}
    assert all(of.sight.sees("services", str(id)) for id in seen)
    hidden = [one for one in record.cascade if one.service_id not in seen]
    bodies = {of.found.organisations[one.service_id] for one in hidden}
    assert chain.others is not None
    assert chain.others.code == ("chain.others" if len(bodies) >= 3 else "chain.few-others")
    everybody = chain_of(held(Reach.NAMED), record)
    assert len(everybody.seen) == len(record.cascade)
    assert everybody.others is None


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0, 0),
        (1, Between(1, 2)),
        (2, Between(1, 2)),
        (3, 3),
        (Between(0, 1), Between(0, 2)),
        (Between(2, None), Between(1, None)),
        (Between(2, 5), Between(1, 5)),
        (Between(3, 5), Between(3, 5)),
    ],
)
def test_small_counts_of_others_are_told_as_such(value: object, told: object) -> None:
    assert coarse(value) == told  # type: ignore[arg-type]


def test_only_what_is_counted_of_others_is_told_coarsely() -> None:
    of = held(Reach.OWN, "org-ijmeer")
    record = verbs.class_record(of.reasoned.opened, of.found, "svc-identiteit")
    told = with_told_chain(record)
    assert told.facts["living"] == record.facts["living"]
    small = {
        value
        for name in ("cascade_organisations", "cascade_vital", "cascade_sectors")
        for value in told.facts[name]
    }
    assert small & {1, 2} == set()


def test_another_day_says_how_the_class_moved(log_in: LogIn) -> None:
    client = log_in(Role.AUDITOR)
    page = client.get("/classes/svc-belastingen/?on=2026-11-24&compare=2026-08-01").text
    assert "On 2026-08-01 it was" in page
    assert "two people signed for another class (A4)" in page
    assert client.get("/classes/svc-belastingen/?compare=soon").status_code == 404


def test_the_centre_reads_no_name_of_who_assessed_or_signed(log_in: LogIn) -> None:
    client = log_in(Role.ANALYST)
    sight = held(Reach.CENTRAL).sight
    for id in ("svc-belastingen", "svc-paspoorten", "svc-identiteit"):
        page = client.get(f"/classes/{sight.pseudonym(id)}/?on=2026-11-24")
        assert page.status_code == 200
        main = page.text.partition("<main")[2]
        for word in ("proceseigenaar", "heffing", "concerncontroller", "aanslagtijd", "svc-"):
            assert word not in main, (id, word)
    assert client.get("/classes/svc-belastingen/").status_code == 404


def test_a_service_that_begins_later_has_no_class_yet(log_in: LogIn) -> None:
    client = log_in(Role.SERVICE_OWNER)
    assert client.get("/classes/svc-bibliotheek/").status_code == 404
    assert client.get("/classes/svc-bibliotheek/?on=2027-10-01").status_code == 200


def harm(id: str, service: str, **said: object) -> Harm:
    values = {"kind": HarmKind.LIVING, "after_hours": 24, "value": 5, "unit": "persons"}
    return Harm(id=id, valid_from=ON, service_id=ServiceId(service), **{**values, **said})  # type: ignore[arg-type]


def test_a_faulty_edit_writes_nothing_and_says_what() -> None:
    before = Revision.objects.count()
    with pytest.raises(PlanRefused, match="edit-refused"):
        edit([harm("hrm-x", "svc-nergens")], {"services": ["svc-nergens"]}, ON, Act())
    assert Revision.objects.count() == before
    revision = edit([harm("hrm-x", "svc-paspoorten")], {"services": ["svc-paspoorten"]}, ON, Act())
    assert revision.counts == {"harms": (1, 0, 0)}


def test_other_services_that_move_with_it_are_named_only_where_they_are_seen() -> None:
    rows = [harm(f"hrm-y-{at}", "svc-afval", after_hours=at, value=2_000_000) for at in (4, 4320)]
    own = if_stated(held(Reach.OWN, "org-waterdam"), "svc-afval", rows, approved=False)
    every = if_stated(held(Reach.NAMED), "svc-afval", rows, approved=False)
    assert own.moves
    assert own.after.code.startswith("V")
    assert own.hidden == (len(every.others) > len(own.others))


def test_a_list_costs_few_questions(log_in: LogIn, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    client = log_in(Role.AUDITOR)
    day = (timezone.localdate() - timedelta(days=1)).isoformat()
    for address in ("/classes/", "/coverage/", "/obligations/", "/problems/", "/policy/"):
        client.get(address)
        with django_assert_max_num_queries(12):
            assert client.get(f"{address}?on={day}").status_code == 200
