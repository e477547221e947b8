# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""From what a person types to a node, and from a supplier to its corporate group."""

import polars as pl
import pytest
from builders import (
    FACTS,
    HOSTING,
    IDENTITEIT,
    NIMBUS,
    PASPOORTEN,
    POLDER,
    ZILVERLIJN,
    delivery,
    fallback,
    flat,
    graph_of,
    identifier,
    needs,
    node_of,
    organisation,
    owned,
    register,
    service,
    supplier,
    system,
)

from dijkwacht.base.errors import ExitCode, NotInRegister
from dijkwacht.graph.find import find, with_group
from dijkwacht.register.records import Contract
from dijkwacht.register.register import History, Register
from dijkwacht.register.row import Row
from dijkwacht.reports.words import Words

NEED = needs(PASPOORTEN, IDENTITEIT)
PAPIER = fallback("Papier", NEED[0])
ROWS = (NIMBUS, POLDER, HOSTING, IDENTITEIT, PASPOORTEN, *NEED, PAPIER)


def found(text: str, *rows: Row) -> str:
    """The noun and id of what is found."""
    graph = graph_of(rows or ROWS)
    node = find(graph, register(rows or ROWS), text)
    return f"{graph.noun_of(node).word} {graph.nodes.ids[node]}"


def refused(text: str, *rows: Row) -> NotInRegister:
    with pytest.raises(NotInRegister) as caught:
        found(text, *rows)
    assert caught.value.exit_code is ExitCode.NOT_IN_REGISTER
    return caught.value


@pytest.mark.parametrize("row", [NIMBUS, HOSTING, IDENTITEIT, PAPIER])
def test_an_id_is_found_with_and_without_its_noun(row: Row) -> None:
    word = type(row).__name__.lower()
    assert found(row.id) == f"{word} {row.id}"
    assert found(f"{word}:{row.id}") == f"{word} {row.id}"


def test_an_id_under_another_noun_is_not_found() -> None:
    assert refused(f"service:{NIMBUS.id}").what.code.startswith("nothing-called")


def test_an_outside_identifier_is_found_by_its_scheme() -> None:
    rows = (*ROWS, identifier(POLDER, "kvk", "00000027"), identifier(IDENTITEIT, "oin", "1"))
    assert found("kvk:00000027", *rows) == "supplier sup-polder-ict"
    assert found("KVK:00000027", *rows) == "supplier sup-polder-ict"
    assert found("oin:1", *rows) == "service svc-identiteit"
    for wrong in ("kvk:00000019", "oin:00000027", "00000027"):
        assert refused(wrong, *rows).what.code.startswith("nothing-called")


def test_one_outside_identifier_of_two_things_is_ambiguous() -> None:
    rows = (*ROWS, identifier(POLDER, "kvk", "00000027"), identifier(NIMBUS, "kvk", "00000027"))
    fault = refused("kvk:00000027", *rows)
    assert fault.what.code == "several-called"
    assert fault.what.params["found"] == "supplier:sup-nimbus, supplier:sup-polder-ict"


def test_two_identifiers_of_one_thing_are_one_thing() -> None:
    twice = identifier(NIMBUS, "kvk", "1"), identifier(NIMBUS, "kvk", "1")
    assert found("kvk:1", NIMBUS, *twice) == "supplier sup-nimbus"


@pytest.mark.parametrize("text", ["Polder ICT", "polder ict", " POLDER ICT "])
def test_a_name_is_found_in_any_case(text: str) -> None:
    assert found(text) == "supplier sup-polder-ict"


@pytest.mark.parametrize("text", ["Identiteit", "identity", "Inloggen"])
def test_a_name_is_found_in_every_language(text: str) -> None:
    plain = History.from_records(flat([IDENTITEIT, NIMBUS]))
    names = {"name_nl": "Inloggen", "name_en": "Identity"}
    services = plain.table("services").with_columns(**{k: pl.lit(v) for k, v in names.items()})
    history = History.of({**plain.frames, "services": services})
    rows = history.at(register().on)
    graph = graph_of(IDENTITEIT, NIMBUS)
    assert find(graph, rows, text) == node_of(graph, IDENTITEIT)


def test_a_supplier_goes_before_anything_else_of_the_same_name() -> None:
    rows = service("Nimbus"), system("Nimbus")
    assert found("Nimbus", *rows, NIMBUS) == "supplier sup-nimbus"
    assert found("Nimbus", *rows) == "service svc-nimbus"
    assert found("Nimbus", rows[1]) == "system sys-nimbus"


def test_one_name_of_two_suppliers_is_ambiguous_and_both_are_named() -> None:
    fault = refused("nimbus", NIMBUS, supplier("Nimbus", id="sup-2"))
    assert fault.what.code == "several-called"
    assert fault.what.params["found"] == "supplier:sup-2, supplier:sup-nimbus"


def test_of_many_things_of_one_name_the_first_ten_are_named_and_all_counted() -> None:
    fault = refused("Nimbus", *(supplier("Nimbus", id=f"sup-{at:02d}") for at in range(12)))
    assert fault.what.params["count"] == 12
    assert str(fault.what.params["found"]).split(", ")[-1] == "supplier:sup-09"


def test_one_id_under_two_nouns_is_ambiguous_until_the_noun_is_said() -> None:
    rows = supplier("A", id="x"), service("B", id="x")
    assert refused("x", *rows).what.params["found"] == "supplier:x, service:x"
    assert found("service:x", *rows) == "service x"


def test_an_id_goes_before_a_name() -> None:
    assert found("A", supplier("A", id="1"), system("B", id="A")) == "system A"


@pytest.mark.parametrize(
    ("text", "near"),
    [("Nimbsu", "Nimbus"), ("polder", "Polder ICT"), ("sup-nimbos", "sup-nimbus")],
)
def test_what_is_not_there_is_answered_with_what_comes_near(text: str, near: str) -> None:
    fault = refused(text)
    assert (fault.what.code, fault.what.params["name"]) == ("nothing-called", text)
    assert near in str(fault.what.params["near"]).split(", ")


@pytest.mark.parametrize("text", ["", "zzzzzzzzzz", "kvk:"])
def test_where_nothing_comes_near_nothing_near_is_told(text: str) -> None:
    fault = refused(text)
    assert fault.what.code == "nothing-called-or-near"
    assert "near" not in Words("en").say(fault.mend).lower()


@pytest.mark.parametrize(
    ("text", "says", "mend"),
    [
        ("org-ijmeer", "org-ijmeer is an organisation,", "system:sys-zaken"),
        ("organisation:org-ijmeer", "organisation:org-ijmeer is", "system:sys-zaken"),
        ("ijmeer", "ijmeer is an organisation,", "system:sys-zaken"),
        ("org-duinwijk", "org-duinwijk is an organisation,", "nothing in this register"),
        ("con-1", "con-1 is a contract,", "delivery:del-polder-ict"),
        ("contract:con-1", "contract:con-1 is a contract,", "delivery:del-polder-ict"),
    ],
)
def test_an_organisation_or_contract_is_there_but_does_not_stop(
    text: str, says: str, mend: str
) -> None:
    ijmeer = organisation("IJmeer")
    rows = (
        *ROWS,
        ijmeer,
        organisation("Duinwijk"),
        system("Zaken", organisation_id=ijmeer.id),
        Contract(id="con-1", supplier_id=POLDER.id, **FACTS),
        delivery(POLDER, contract_id="con-1"),
    )
    fault = refused(text, *rows)
    assert Words("en").say(fault.what).startswith(says)
    assert mend in Words("en").say(fault.mend)


def test_no_more_than_three_near_things_are_named() -> None:
    rows = [supplier(f"Nimbus {number}") for number in range(9)]
    assert str(refused("Nimbus", *rows).what.params["near"]).count(", ") == 2


def group(rows: Register, *shown: Row) -> tuple[str, list[str]]:
    graph = graph_of(shown)
    head, held = with_group(graph, rows, node_of(graph, NIMBUS))
    return graph.nodes.ids[head], [graph.nodes.ids[node] for node in held]


def test_the_group_of_a_supplier_has_its_parent_first() -> None:
    rows = NIMBUS, POLDER, ZILVERLIJN, owned(NIMBUS, ZILVERLIJN), owned(POLDER, ZILVERLIJN)
    whole = ("sup-zilverlijn", ["sup-zilverlijn", "sup-nimbus", "sup-polder-ict"])
    assert group(register(rows), *rows) == whole


def test_a_parent_outside_the_register_stops_with_nobody() -> None:
    rows = NIMBUS, POLDER, owned(NIMBUS, ZILVERLIJN), owned(POLDER, ZILVERLIJN)
    assert group(register(rows), *rows) == ("sup-nimbus", ["sup-nimbus", "sup-polder-ict"])


def test_a_supplier_without_owners_is_its_own_group() -> None:
    assert group(register(NIMBUS), NIMBUS) == ("sup-nimbus", ["sup-nimbus"])


def test_what_is_no_supplier_has_no_group() -> None:
    graph = graph_of(ROWS)
    with pytest.raises(NotInRegister) as caught:
        with_group(graph, register(ROWS), node_of(graph, PASPOORTEN))
    assert caught.value.what.code == "no-group"
    assert caught.value.what.params["name"] == "service:svc-paspoorten"


def test_capitals_beyond_ascii_are_read_as_the_register_writes_them() -> None:
    street = supplier("Straße Öst", id="sup-oest")
    assert found("STRAßE ÖST", street) == "supplier sup-oest"


def test_whatever_is_suggested_can_be_found() -> None:
    near = str(refused("papie").what.params["near"]).split(", ")
    assert near == ["Papier", PAPIER.id]
    assert {found(text) for text in near} == {f"fallback {PAPIER.id}"}


def test_of_many_things_the_first_ten_are_named_and_all_counted() -> None:
    many = [service("Post", id=f"svc-{number:02d}") for number in range(12)]
    params = refused("post", *many).what.params
    assert params["count"] == 12
    assert str(params["found"]).count("service:svc-") == 10
