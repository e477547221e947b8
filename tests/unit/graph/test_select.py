# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a scenario chooses: by name, group, country, facility and technology, and all together."""

from typing import Any

import pytest
from builders import (
    NIMBUS,
    PASPOORTEN,
    POLDER,
    Rows,
    delivery,
    graph_of,
    owned,
    register,
    supplier,
    system,
)

from dijkwacht.base.errors import NotInRegister, WrongQuestion
from dijkwacht.graph.graph import NodeNoun
from dijkwacht.graph.select import Selection, Selector, select
from dijkwacht.register.codes import SystemKind

HOLDING = supplier("Nimbus Holding", country="US")
NIMBUS_NL = supplier("Nimbus", country="NL")
TERP = supplier("Terp", country="NL")
KADE = supplier("Kade", country=None)
OWNED = owned(NIMBUS_NL, HOLDING)
OOST = system("Oost", kind=SystemKind.FACILITY, country="NL")
WEST = system("West", kind=SystemKind.FACILITY, country="IE")
STROOM = system("Stroom", kind=SystemKind.CAUSE, country=None)
RUNNING = delivery(TERP, country="IE")
ROWS: Rows = (HOLDING, NIMBUS_NL, TERP, KADE, OWNED, OOST, WEST, STROOM, RUNNING, PASPOORTEN)


def chosen(*rows: Rows, nouns: Any = tuple(NodeNoun), **what: Any) -> Selection:
    """What is selected in a register."""
    held = rows or (ROWS,)
    return select(graph_of(*held), register(*held), Selector(**what), nouns)


def ids(*rows: Rows, **what: Any) -> list[str]:
    """The ids of all that fails."""
    graph = graph_of(*(rows or (ROWS,)))
    return [graph.nodes.ids[node] for node in chosen(*rows, **what).failing]


def refused(code: str, **what: Any) -> dict[str, object]:
    """The values of the error of this code."""
    with pytest.raises((WrongQuestion, NotInRegister)) as caught:
        chosen(**what)
    assert caught.value.what.code == code
    return dict(caught.value.what.params)


def test_things_are_chosen_by_name_or_id_each_once() -> None:
    found = chosen(things=("Terp", "sup-nimbus", "sup-terp"))
    assert ids(things=("Terp", "sup-nimbus", "sup-terp")) == ["sup-nimbus", "sup-terp"]
    graph = graph_of(ROWS)
    assert [graph.nodes.ids[node] for node in found.causes] == ["sup-terp", "sup-nimbus"]


def test_a_group_is_chosen_by_any_of_its_companies() -> None:
    assert ids(groups=("Nimbus",)) == ["sup-nimbus", "sup-nimbus-holding"]
    assert ids(groups=("Nimbus Holding",)) == ["sup-nimbus", "sup-nimbus-holding"]
    assert len(chosen(groups=("Nimbus",)).causes) == 1


def test_a_country_controls_its_own_suppliers_and_those_with_a_parent_there() -> None:
    assert ids(control=("US",)) == ["sup-nimbus", "sup-nimbus-holding"]
    assert ids(control=("NL",)) == ["sup-nimbus", "sup-terp"]


def test_a_share_of_no_more_than_half_is_no_control() -> None:
    half = owned(NIMBUS_NL, HOLDING, share=5_000)
    assert ids(HOLDING, NIMBUS_NL, half, control=("US",)) == ["sup-nimbus-holding"]


def test_control_is_that_of_the_ultimate_parent_not_of_those_between() -> None:
    between = supplier("Tussen", country="IE")
    rows = (HOLDING, NIMBUS_NL, between, owned(NIMBUS_NL, between), owned(between, HOLDING))
    assert ids(*rows, control=("US",)) == ["sup-nimbus", "sup-nimbus-holding", "sup-tussen"]
    assert ids(*rows, control=("IE",)) == ["sup-tussen"]


def test_a_supplier_whose_country_is_unknown_is_counted_and_not_chosen() -> None:
    found = chosen(control=("US",))
    assert (found.unknown_control, found.unknown_location) == (1, 0)


def test_a_parent_whose_country_is_unknown_may_control_from_anywhere() -> None:
    parent = supplier("Moeder", country=None)
    found = chosen(NIMBUS_NL, parent, owned(NIMBUS_NL, parent), TERP, control=("NL",))
    assert found.unknown_control == 1  # the parent; its child is chosen by its own country
    other = supplier("Elders", country="US")
    rows = (NIMBUS_NL, parent, owned(NIMBUS_NL, parent), other)
    assert chosen(*rows, control=("US",)).unknown_control == 2


def test_a_parent_that_is_not_in_the_register_is_unknown() -> None:
    absent = owned(NIMBUS_NL, HOLDING)
    assert chosen(NIMBUS_NL, TERP, absent, control=("NL",)).unknown_control == 0
    other = supplier("Elders", country="US")
    assert chosen(NIMBUS_NL, other, absent, control=("US",)).unknown_control == 1


def test_a_country_holds_the_systems_and_deliveries_that_are_there() -> None:
    assert ids(location=("IE",)) == ["sys-west", "del-terp"]
    found = chosen(location=("IE",))
    assert (found.causes, found.location, found.unknown_location) == ((), ("IE",), 1)


def test_several_countries_and_things_are_taken_together() -> None:
    assert ids(control=("US",), location=("IE",), things=("Kade",), facilities=("Oost",)) == [
        *("sys-oost", "sys-west", "del-terp"),
        *("sup-kade", "sup-nimbus", "sup-nimbus-holding"),
    ]


@pytest.mark.parametrize("written", ["NL", "nl", " Nl "])
def test_a_country_may_be_written_small(written: str) -> None:
    assert chosen(location=(written,)).location == ("NL",)


def test_the_european_code_of_greece_is_greece() -> None:
    athens = system("Athene", country="GR")
    assert ids(athens, location=("EL", "GR")) == ["sys-athene"]
    assert chosen(athens, location=("EL", "GR")).location == ("GR",)


def test_facilities_and_technologies_are_systems() -> None:
    assert ids(facilities=("Oost",)) == ["sys-oost"]
    assert ids(technologies=("Stroom", "sys-west")) == ["sys-west", "sys-stroom"] or ids(
        technologies=("Stroom", "sys-west")
    ) == ["sys-stroom", "sys-west"]
    assert refused("not-a-facility", facilities=("Stroom",))["kind"] == SystemKind.CAUSE
    assert refused("not-a-system", technologies=("sup-terp",))["name"] == "sup-terp"
    assert refused("not-a-system", facilities=("Paspoorten",))["name"] == "Paspoorten"


def test_a_system_goes_before_a_supplier_of_the_same_name_where_a_system_is_meant() -> None:
    same = supplier("Oost")
    assert ids(OOST, same, technologies=("Oost",)) == ["sys-oost"]
    assert ids(OOST, same, things=("Oost",)) == ["sup-oost"]


def test_nothing_chosen_is_a_wrong_question() -> None:
    refused("nothing-chosen")


@pytest.mark.parametrize("written", ["QQ", "Nederland", "", "N"])
def test_what_is_no_country_is_refused(written: str) -> None:
    assert refused("no-such-country", control=(written,))["value"] == written


def test_a_country_without_anything_is_told_with_those_that_have_something() -> None:
    told = refused("no-control-from", control=("US", "BE"))
    assert (told["country"], told["known"], told["unknown"]) == ("BE", "NL, US", 1)
    told = refused("nothing-located-in", location=("US",))
    assert (told["country"], told["known"], told["unknown"]) == ("US", "IE, NL", 1)


def test_what_the_scenario_is_not_about_is_refused() -> None:
    only = (NodeNoun.SUPPLIER, NodeNoun.DELIVERY)
    assert chosen(nouns=only, things=("Terp",)).failing
    told = refused("not-of-this-scenario", nouns=only, things=("Terp", "Paspoorten"))
    assert told["name"] == "service:svc-paspoorten"
    assert told["allowed"] == "supplier, delivery"
    refused("not-of-this-scenario", nouns=only, location=("NL",))


def test_what_a_scenario_file_names_is_added_to_what_a_person_names() -> None:
    typed = Selector(things=("a",), control=("NL",))
    both = typed.joined({"things": ("b",), "facilities": ("c",)})
    assert both == Selector(things=("a", "b"), control=("NL",), facilities=("c",))
    assert typed.joined({}) == typed
    assert not both.is_empty
    assert Selector().joined({}).is_empty


def test_two_rows_of_one_supplier_count_once() -> None:
    twice = supplier("Nimbus", country="US", valid_from=None)
    assert ids(NIMBUS_NL, POLDER, twice, control=("NL",)) == [NIMBUS.id]
