# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""One table everywhere: what is asked in the address is what is shown, counted and taken along, and
nothing of another organisation is in it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import polars as pl
import pytest
from web.listed import ON, found, lists

from dijkwacht.register.records import TABLES
from dijkwacht.web.access import Reach
from dijkwacht.web.ownership import COMMON
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.tables.asked import HIDDEN, UNKNOWN
from dijkwacht.web.tables.kept import Kept
from dijkwacht.web.tables.listing import LISTED, Listing, listing
from dijkwacht.web.tables.lists import Lists
from dijkwacht.web.tables.warming import warm

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", LISTED)
@pytest.mark.parametrize("reach", Reach)
def test_every_list_sorts_on_every_column_both_ways_and_loses_no_row(
    name: str, reach: Reach
) -> None:
    seen = lists(reach, "org-waterdam")
    for column in listing(name).by_name:
        for way in ("", "-"):
            answer = found(name, f"sort={way}{column}&size=500", seen)
            assert answer.faults == ()
            ids = answer.shown["id"].to_list()
            assert ids == answer.every["id"].to_list()[:500]
            assert sorted(ids) == sorted(answer.rows["id"].to_list())[:500] or answer.count > 500


def test_sorting_is_by_what_is_read_and_unknown_stands_last() -> None:
    by_supplier = found("contracts", "sort=supplier_id").every
    names = dict(lists().names("suppliers").iter_rows())
    said = [names[id].lower() for id in by_supplier["supplier_id"] if id]
    assert said == sorted(said)
    for way in ("", "-"):
        ends = found("contracts", f"sort={way}ends_on").every["ends_on"].to_list()
        known = [day for day in ends if day]
        assert known == sorted(known, reverse=way == "-")
        assert ends[: len(known)] == known
    letters = found("services", "sort=letter").every["letter"].to_list()
    assert [letter for letter in letters if letter] == sorted(
        filter(None, letters), key=["v", "c", "k", "o"].index
    )


def test_pages_together_are_the_whole_list_once() -> None:
    whole = found("services", "sort=organisation_id").every["id"].to_list()
    size = 7
    last = found("services", f"size={size}").pages
    pages = [
        found("services", f"sort=organisation_id&size={size}&page={page}").shown["id"].to_list()
        for page in range(1, last + 1)
    ]
    assert [id for page in pages for id in page] == whole


@pytest.mark.parametrize("name", [name for name in LISTED if listing(name).facets])
def test_a_facet_counts_what_choosing_it_brings(name: str) -> None:
    for facet in found(name).facets():
        assert sum(count for _, count in facet.values) <= found(name).count
        for value, count in facet.values:
            assert found(name, f"facet.{facet.column.name}={value}").count == count


def test_facets_narrow_each_other_but_not_themselves() -> None:
    row = found("services").rows.row(0, named=True)
    one, sector = row["letter"], row["sector"]
    asked = found("services", f"facet.letter={one}&facet.sector={sector}")
    by_name = {facet.column.name: facet for facet in asked.facets()}
    alone = {f.column.name: f for f in found("services", f"facet.sector={sector}").facets()}
    assert by_name["letter"].values == alone["letter"].values
    assert dict(by_name["sector"].values)[sector] == asked.count > 0
    assert asked.count < found("services").count


def test_two_values_of_a_facet_are_one_or_the_other_and_unknown_is_a_value() -> None:
    kinds = found("systems").rows["kind"].value_counts().iter_rows()
    counts = {kind or UNKNOWN: count for kind, count in kinds}
    first, second = list(counts)[:2]
    both = found("systems", f"facet.kind={first}&facet.kind={second}")
    assert both.count == counts[first] + counts[second]
    unknown = found("contracts", "facet.ends_on=~unknown")
    assert unknown.count == unknown.rows["ends_on"].null_count()
    assert unknown.facets()[-1].column.name == "ends_on"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("paspoorten", "svc-paspoorten"),
        ("PÁSPOORT", "svc-paspoorten"),
        ("svc-paspo", "svc-paspoorten"),
    ],
)
def test_text_is_found_without_capitals_and_accents(text: str, expected: str) -> None:
    assert expected in found("services", f"q={text}").shown["id"].to_list()


def test_a_row_is_found_by_the_name_of_what_it_refers_to() -> None:
    of_nimbus = found("contracts", "q=nimbus")
    assert of_nimbus.count >= found("contracts", "facet.supplier_id=sup-nimbus").count > 0
    assert found("contracts", "q=nimbus+nothingofthekind").count == 0


def test_classes_and_cover_stand_beside_services() -> None:
    reasoned = REASONING.on(ON)
    classes = reasoned.classification.classes
    rows = {row["id"]: row for row in found("services").rows.iter_rows(named=True)}
    for at, id in enumerate(classes.ids):
        assert rows[id]["letter"] == "okcv"[classes.level[at]]
        assert rows[id]["mtpd"] == classes.mtpd[at]
        assert f"{rows[id]['letter'].upper()}/{rows[id]['band']}" == reasoned.classification.code(
            at
        )
    assert rows[classes.ids[0]]["proven_state"] is not None


def test_the_centre_gets_the_same_judgements_under_other_names() -> None:
    def judged(seen: Lists) -> list[Any]:
        rows = found("services", "", seen).rows
        return sorted(rows.select("letter", "band", "mtpd", "proven_state").rows(), key=str)

    assert judged(lists(Reach.CENTRAL)) == judged(lists())


def test_until_classes_are_known_a_list_is_shown_without_them() -> None:
    seen = lists()
    waiting = Lists(seen.rows, None, seen.sight, "en")
    answer = found("services", "", waiting)
    assert answer.count == found("services").count
    assert answer.rows["letter"].null_count() == answer.count
    assert found("suppliers", "", waiting).rows["services"].null_count() > 0


def test_suppliers_count_what_hangs_on_them_and_groups_on_all_of_theirs() -> None:
    rows = {row["id"]: row for row in found("suppliers").rows.iter_rows(named=True)}
    contracts = REASONING.on(ON).opened.register.table("contracts")
    nimbus = contracts.filter(pl.col("supplier_id") == "sup-nimbus").height
    assert rows["sup-nimbus"]["contracts"] == nimbus > 0
    assert rows["sup-nimbus"]["services"] > 0
    for group in found("groups").rows.iter_rows(named=True):
        members = [row for row in rows.values() if row["group_id"] == group["id"]]
        assert group["entities"] == len(members) > 1
        assert group["contracts"] == sum(row["contracts"] for row in members)
        assert group["services"] <= sum(row["services"] for row in members)
        assert group["services"] >= max(row["services"] for row in members)


@pytest.mark.parametrize("name", LISTED)
def test_an_organisation_gets_only_its_own_rows_and_no_id_of_another(name: str) -> None:
    seen = lists(Reach.OWN, "org-duinwijk")
    others = {
        id
        for table in TABLES
        if table not in COMMON
        for id in REASONING.on(ON).opened.register.table(table)["id"]
        if not seen.sight.sees(table, id)
    }
    rows = found(name, "", seen).rows
    told = {value for row in rows.rows() for value in row if isinstance(value, str)}
    assert not told & others
    counted = {value for f in found(name, "", seen).facets() for value, _ in f.values}
    assert not counted & others


def test_what_is_at_the_other_end_of_a_reference_is_put_away() -> None:
    seen = lists(Reach.OWN, "org-duinwijk")
    members = found("members", "", seen).rows
    assert HIDDEN in members["member_id"].to_list()
    assert members.height == found("members", "", lists(Reach.OWN, "org-duinwijk")).count


def test_counts_of_a_supplier_are_of_what_one_may_see() -> None:
    seen = lists(Reach.OWN, "org-duinwijk")
    rows = found("suppliers", "", seen).rows
    assert rows["contracts"].sum() <= seen.sight.table("contracts").height
    assert rows["services"].max() <= seen.sight.table("services").height  # type: ignore[operator]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("sort=colour", "tables.fault-sort"),
        ("facet.colour=red", "tables.fault-facet"),
        ("columns=name,colour", "tables.fault-column"),
        ("colour=red", "tables.fault-parameter"),
        ("page=-1", "tables.fault-number"),
        ("page=¹", "tables.fault-number"),
        ("size=9999", "tables.fault-size"),
        ("size=" + "9" * 5000, "tables.fault-number"),
        ("page=999", "tables.fault-page"),
    ],
)
def test_what_is_wrong_in_an_address_is_told_and_left_out(query: str, code: str) -> None:
    answer = found("services", query)
    assert [fault.code for fault in answer.faults] == [code]
    assert answer.count == found("services").count
    assert answer.shown.height > 0


def test_answers_are_made_once_and_the_oldest_go() -> None:
    kept, made = Kept(2), []

    def make(name: str) -> Callable[[], str]:
        return lambda: made.append(name) or name  # type: ignore[func-returns-value]

    for name in ("a", "b", "a", "c", "a", "b"):
        assert kept.get(name, make(name)) == name
    assert made == ["a", "b", "c", "b"]


def test_hand_made_lists_name_columns_that_are_there() -> None:
    for name in LISTED:
        made: Listing = listing(name)
        assert {*made.first, *made.facets, made.sort} <= set(made.by_name), name


def test_names_that_an_organisation_may_know_are_not_put_away() -> None:
    own = lists(Reach.OWN, "org-duinwijk")
    member = found("members", "", own).rows.filter(pl.col("member_id") == HIDDEN)
    assert member.height
    told = replace(
        own.sight.viewer, named=frozenset(own.sight.register.table("organisations")["id"])
    )
    named = Lists(own.rows, own.reasoned, own.rows.sight(told), "en")
    assert HIDDEN not in found("members", "", named).rows["member_id"].to_list()


def test_a_language_does_not_change_what_is_there() -> None:
    dutch, english = lists(language="nl"), lists(language="en")
    assert (
        dutch.names("services").sort("id")["id"].equals(english.names("services").sort("id")["id"])
    )
    called = dict(dutch.names("services").iter_rows())
    assert called["svc-paspoorten"] == "Paspoorten"


def test_what_is_dear_is_made_before_it_is_asked_for_and_is_for_every_role_that_looks_so() -> None:
    warm(REASONING.on(ON))
    for reach in (Reach.CENTRAL, Reach.NAMED):
        seen = lists(reach, language="nl")
        for name in LISTED:
            usual = listing(name).sort.removeprefix("-")
            assert len(seen.ranks(name, usual, never)) == seen.frame(name).height


def never() -> pl.Series:
    raise AssertionError("it had been made")
