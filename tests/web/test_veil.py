# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows under other names tell no number and no day by which somebody knows whose they are: not as
they stand, not by their order, not by what they are filtered or added up by."""

import json
from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from web.conftest import LogIn
from web.outage_leaks import body

from dijkwacht.base.units import NEVER_DAY, NOT_APPLICABLE
from dijkwacht.register.records import TABLES
from dijkwacht.register.schema import columns
from dijkwacht.rules.condition import Between, Known
from dijkwacht.web.access import OPEN_TEXT, Reach, Sight, Viewer
from dijkwacht.web.accounts.asking import told_to
from dijkwacht.web.accounts.models import Naming, User
from dijkwacht.web.accounts.naming import State
from dijkwacht.web.coarse import ENDS, coarse, is_told_coarsely, upper
from dijkwacht.web.ownership import CENTRE, COMMON, EVERYBODY
from dijkwacht.web.pages.jobs import seen as jobs_of
from dijkwacht.web.queue.models import Job
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.roles import Role
from dijkwacht.web.tokens.keeping import seen_by
from dijkwacht.web.tokens.models import Token
from dijkwacht.web.veil import FEWEST
from dijkwacht.web.veiled_record import told

ON = date(2026, 11, 24)
pytestmark = pytest.mark.django_db


def central(*named: str) -> Sight:
    looks = Viewer(1, "Anna", Role.ANALYST, None, Reach.CENTRAL, frozenset(named))
    return REASONING.on(ON).sight(looks)


@pytest.mark.parametrize(
    ("value", "end"),
    [(0, 0), (1, 1), (3, 5), (5, 5), (6, 10), (62_000, 100_000), (100_000, 100_000), (-1, -1)],
)
def test_a_number_is_told_as_the_end_of_its_class(value: int, end: int) -> None:
    assert upper(value) == end


ROWS = st.lists(
    st.tuples(st.none() | st.integers(-1, 10**6), st.none() | st.sampled_from("abcdefg")),
    max_size=30,
)


@given(ROWS)
def test_what_is_told_is_an_upper_bound_that_enough_organisations_share(
    rows: list[tuple[int | None, str | None]],
) -> None:
    values = pl.Series([value for value, _ in rows], dtype=pl.Int64)
    owner = pl.Series([one for _, one in rows], dtype=pl.String)
    shown = coarse(values, owner, FEWEST).to_list()
    sharing: dict[int, set[str]] = {}
    for value, one, end in zip(values, owner, shown, strict=True):
        if end is None or end == NOT_APPLICABLE:
            continue
        assert value is not None and value <= end
        assert end in ENDS
        if one is not None:
            sharing.setdefault(end, set()).add(one)
    assert all(len(whose) >= FEWEST for whose in sharing.values())
    pairs = sorted((v, e) for v, e in zip(values, shown, strict=True) if e is not None and v >= 0)
    assert [end for _, end in pairs] == sorted(end for _, end in pairs)


def test_days_are_told_by_month_and_words_stay() -> None:
    days = pl.Series([date(2028, 3, 17), NEVER_DAY, None], dtype=pl.Date)
    told_days = coarse(days, pl.Series(["a", "a", "a"]), FEWEST).to_list()
    assert told_days == [date(2028, 3, 1), NEVER_DAY, None]


@pytest.mark.parametrize("table", [name for name in TABLES if name not in COMMON])
def test_no_exact_number_or_day_of_a_veiled_row_is_in_its_table(table: str) -> None:
    sight = central()
    rows, real = sight.table(table), sight.register.table(table)
    whose = dict(zip(real["id"], sight.owners.frame(table)["owner"], strict=True))
    back = {
        shown: id for id, shown in zip(real["id"], map(sight.pseudonym, real["id"]), strict=True)
    }
    for column in columns(table):
        if not is_told_coarsely(column) or column.name not in rows.columns:
            continue
        sharing: dict[object, set[str | None]] = {}
        for id, value in rows.select("id", column.name).iter_rows():
            owner = whose[back.get(id, id)]
            if owner not in (EVERYBODY, CENTRE) and value is not None and value != NOT_APPLICABLE:
                sharing.setdefault(value, set()).add(owner)
        if rows[column.name].dtype == pl.Date:
            assert all(day.day == 1 or day == NEVER_DAY for day in sharing), column.name  # type: ignore[attr-defined]
        else:
            assert all(len(bodies) >= FEWEST for bodies in sharing.values()), column.name


def test_the_order_of_veiled_rows_says_nothing() -> None:
    for table in ("organisations", "services", "contracts"):
        ids = central().table(table)["id"].to_list()
        assert ids == sorted(ids)


@pytest.mark.parametrize("name", ["services", "classes", "coverage", "obligations", "contracts"])
def test_no_list_of_the_api_stands_in_the_order_of_the_register(log_in: LogIn, name: str) -> None:
    items = log_in(Role.ANALYST).get(f"/api/v1/{name}?pageSize=1000").json()["items"]
    ids = [one.get("serviceId") or one["id"] for one in items]
    assert ids == sorted(ids)
    assert len(set(ids)) > 2


@pytest.mark.parametrize("page", ["classes", "coverage"])
def test_equals_in_a_list_stand_in_the_order_of_their_other_names(log_in: LogIn, page: str) -> None:
    answer = log_in(Role.ANALYST).get(f"/{page}/?on={ON}&form=json")
    rows = next(part for part in json.loads(body(answer)).values() if isinstance(part, list))
    pairs = [(row["class_code"][0], row["service_id"]) for row in rows]
    assert pairs == sorted(pairs, key=lambda one: ("VCKO".index(one[0]), one[1]))


def test_of_who_is_named_the_numbers_are_exact_and_of_the_others_not() -> None:
    named = central("org-waterdam").table("services").filter(pl.col("id") == "svc-paspoorten")
    assert named["users"].to_list() == [62_000]
    assert 80_000 not in central("org-waterdam").table("services")["users"].to_list()


def test_by_no_filter_or_order_is_an_exact_number_found(log_in: LogIn) -> None:
    client = log_in(Role.ANALYST)
    assert client.get("/api/v1/services?users=62000").json()["total"] == 0
    narrow = client.get("/api/v1/services?usersMin=61999&usersMax=62001").json()
    assert narrow["total"] == 0
    page = client.get("/register/services/?facet.users=62000&columns=id,users").text
    assert "62,000" not in page.replace("users: 62000", "")
    users = [one["users"] for one in client.get("/api/v1/services?sort=-users").json()["items"]]
    assert users == sorted((one for one in users if one is not None), reverse=True) + [None] * (
        users.count(None)
    )


def test_a_page_of_a_veiled_service_tells_no_exact_amount(log_in: LogIn) -> None:
    shown = central().pseudonym("svc-afval")
    client = log_in(Role.ANALYST)
    text = client.get(f"/register/services/{shown}/?on={ON}").text
    for exact in ("62,000", "62000", "58,400", "58400"):
        assert exact not in text
    assert "their numbers in classes" in text
    court = central().pseudonym("svc-zittingen")
    assert "justice" not in client.get(f"/register/services/{court}/?on={ON}").text
    record = client.get(f"/api/v1/services/{shown}/class?on={ON}").json()
    amounts = [
        value[end]
        for row in (*record["fired"], *record["open"])
        for value in row["values"]
        for end in ("low", "high")
        if value[end] is not None and value[end] > 10
    ]
    assert set(amounts) <= set(ENDS)


def test_persons_of_an_outage_add_up_from_what_rows_tell(log_in: LogIn) -> None:
    client = log_in(Role.ANALYST)
    answer = client.get("/api/v1/outages?fail=sup-nimbus").json()
    users = [one["users"] for one in answer["lost"]]
    assert answer["within"][-1]["own"]["persons"] == sum(one or 0 for one in users)
    exact = log_in(Role.AUDITOR).get("/api/v1/outages?fail=sup-nimbus").json()
    assert {one["users"] for one in exact["lost"]} - {None} - set(ENDS)
    assert set(users) - {None} <= set(ENDS)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (3, 3),
        (62_000, 100_000),
        (True, True),
        ("x", "x"),
        (None, None),
        (Between(7_000, 62_000), Between(5_000, 100_000)),
        (Between(0, None), Between(0, None)),
    ],
)
def test_amounts_of_a_record_are_told_in_classes(value: Known, shown: Known) -> None:
    assert told(value) == shown


def test_a_text_that_few_organisations_have_is_not_told() -> None:
    sight = central()
    for table in ("organisations", "services", "contracts", "systems"):
        rows, real = sight.table(table), sight.register.table(table)
        owners = sight.owners.frame(table)["owner"]
        whose = dict(zip(map(sight.pseudonym, real["id"]), owners, strict=True))
        for name in OPEN_TEXT & set(rows.columns):
            sharing: dict[str, set[str | None]] = {}
            for id, value in rows.select("id", name).drop_nulls(name).iter_rows():
                sharing.setdefault(value, set()).add(whose.get(id, EVERYBODY))
            few = {value for value, of in sharing.items() if len(of - {EVERYBODY}) < FEWEST}
            assert all(EVERYBODY in sharing[value] for value in few), (table, name, few)
    assert "justice" not in sight.table("services")["sector"]
    assert "public administration" in sight.table("services")["sector"]


def test_the_centre_shares_no_work_of_those_it_may_name_for_a_while(
    log_in: LogIn,
) -> None:
    roos = log_in(Role.CONTRACT_MANAGER)
    roos.post("/jobs/start/", {"kind": "export", "table": "services", "form": "csv"})
    job = Job.objects.latest("made_at")
    anna = User.objects.get(email="anna.smit@waterdam.example")
    looks = Viewer(anna.pk, "Anna", Role.ANALYST, None, Reach.CENTRAL, frozenset({"org-waterdam"}))
    maker = User.objects.get(email="roos.de.wit@waterdam.example")
    token = Token.objects.create(
        name="of Roos",
        digest="0" * 64,
        maker=maker,
        role=Role.CONTRACT_MANAGER,
        organisation="org-waterdam",
        scope="read",
        valid_until=timezone.now() + timedelta(days=1),
    )
    Naming.objects.create(
        by=maker,
        reason="x" * 20,
        suppliers=["sup-nimbus"],
        hours=1,
        state=State.APPROVED,
        organisations=["org-waterdam"],
        tell_at=timezone.now() - timedelta(hours=1),
        ends_at=timezone.now() + timedelta(hours=1),
        decided_at=timezone.now(),
    )
    own = replace(looks, reach=Reach.OWN, node="org-waterdam")
    assert (list(jobs_of(looks)), list(jobs_of(own))) == ([], [job])
    assert (seen_by(looks), seen_by(own)) == ([], [token])
    assert (told_to(looks), len(told_to(own))) == ([], 1)
