# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Open-PSA files as they should be read: every connective, nested formulas, house events,
components, and what hostile files get."""

import pytest

from dijkwacht.base.errors import Unreadable
from dijkwacht.engine.published.cut_sets import cut_sets
from dijkwacht.engine.published.fault_tree import FaultTree, Gate
from dijkwacht.engine.published.open_psa import read

NEST = 300


def tree(inside: str, top: str | None = None) -> FaultTree:
    text = f'<opsa-mef><define-fault-tree name="t">{inside}</define-fault-tree></opsa-mef>'
    return read(text.encode(), "t.xml").tree(top)


def gate(name: str, formula: str) -> str:
    return f'<define-gate name="{name}"><label>Poort</label>{formula}</define-gate>'


def sets(found: FaultTree) -> set[frozenset[str]]:
    made = cut_sets(found)
    return {frozenset(one) for order in made.counts for one in made.sets(order)}


def parts(*names: str) -> str:
    return "".join(f'<basic-event name="{name}"/>' for name in names)


@pytest.mark.parametrize(
    ("formula", "least"),
    [
        (f"<and>{parts('a', 'b', 'c')}</and>", 3),
        (f"<or>{parts('a', 'b', 'c')}</or>", 1),
        (f'<atleast min="2">{parts("a", "b", "c")}</atleast>', 2),
    ],
)
def test_each_connective_is_at_least_so_many(formula: str, least: int) -> None:
    assert tree(gate("top", formula)).gates == {"top": Gate(least, ("a", "b", "c"))}


def test_a_gate_may_be_another_name_for_a_part() -> None:
    assert sets(tree(gate("top", '<event name="x"/>'))) == {frozenset("x")}


def test_formulas_may_lie_within_formulas() -> None:
    inner = f"<and>{parts('a', 'b')}</and>"
    found = tree(gate("top", f"<or>{inner}<and>{parts('c')}{inner}</and>{parts('d')}</or>"))
    assert sets(found) == {frozenset("ab"), frozenset("d")}


def test_house_events_and_constants_are_known() -> None:
    found = tree(
        gate("top", '<and><gate name="one"/><house-event name="on"/><constant value="true"/></and>')
        + gate("one", f'<or><house-event name="off"/><event name="silent"/>{parts("a")}</or>')
        + '<define-house-event name="on"><constant value="true"/></define-house-event>'
        + '<define-house-event name="off"><constant value="false"/></define-house-event>'
        + '<define-house-event name="silent"/>'
    )
    assert sets(found) == {frozenset("a")}


def test_probabilities_are_plain_numbers_and_others_are_unknown() -> None:
    text = (
        '<opsa-mef><define-fault-tree name="t">'
        + gate("top", f"<or>{parts('a', 'b', 'c')}</or>")
        + '<define-basic-event name="a"><float value="1e-3"/></define-basic-event>'
        + '</define-fault-tree><model-data><define-basic-event name="b"><exponential>'
        + '<float value="0.1"/><float value="8"/></exponential></define-basic-event>'
        + "</model-data></opsa-mef>"
    )
    assert read(text.encode(), "t.xml").tree().probabilities == {"a": 0.001}


def test_private_names_of_a_component_are_its_own() -> None:
    inside = gate("g", f"<and>{parts('a', 'b')}</and>")
    found = tree(
        gate("top", '<or><gate name="g"/><gate name="k.g"/></or>')
        + inside
        + '<define-component name="k" role="private">'
        + gate("g", f"<or>{parts('a')}</or>")
        + '<define-basic-event name="a"><float value="0.5"/></define-basic-event>'
        + "</define-component>"
    )
    assert found.gates["k.g"] == Gate(1, ("k.a",))
    assert sets(found) == {frozenset("ab"), frozenset(["k.a"])}
    assert found.probabilities == {"k.a": 0.5}


def test_public_names_of_a_component_are_everybodys() -> None:
    inside = gate("g", f"<or>{parts('a')}</or>")
    component = f'<define-component name="k">{inside}</define-component>'
    for name in ("g", "k.g"):
        assert sets(tree(gate("top", f'<gate name="{name}"/>') + component)) == {frozenset("a")}


def refused(text: str | bytes) -> tuple[str, dict[str, object]]:
    content = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(Unreadable) as told:
        read(content, "t.xml").tree()
    return told.value.what.code, dict(told.value.what.params)


def wrapped(inside: str) -> str:
    return f"<opsa-mef>\n<define-fault-tree>\n{inside}</define-fault-tree></opsa-mef>"


def test_a_fault_is_told_with_its_line() -> None:
    code, said = refused(wrapped(gate("top", "\n<or>\n<gate name='weg'/></or>")))
    assert (code, said) == (
        "fault-tree-undefined",
        {"where": "t.xml:5", "gate": "top", "part": "weg"},
    )


@pytest.mark.parametrize("word", ["not", "xor", "nand", "nor", "iff", "imply", "cardinality"])
def test_what_is_not_monotone_is_refused_by_name(word: str) -> None:
    code, said = refused(wrapped(gate("top", f"<{word}>{parts('a', 'b')}</{word}>")))
    assert (code, said["word"]) == ("fault-tree-connective", word)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (wrapped(gate("top", "")), "fault-tree-formulas"),
        (wrapped(gate("top", parts("a", "b"))), "fault-tree-formulas"),
        (wrapped(gate("", parts("a"))), "fault-tree-nameless"),
        (
            wrapped(gate("top", f'<atleast min="veel">{parts("a")}</atleast>')),
            "fault-tree-least-number",
        ),
        (wrapped(gate("top", f'<atleast min="3">{parts("a")}</atleast>')), "fault-tree-least"),
        (wrapped(gate("top", "<or></or>")), "fault-tree-least"),
        (wrapped(gate("top", '<or><constant value="1"/></or>')), "fault-tree-constant"),
        (wrapped(gate("a", parts("x")) + gate("a", parts("y"))), "fault-tree-twice"),
        (
            wrapped('<define-basic-event name="a"><float value="kans"/></define-basic-event>'),
            "fault-tree-probability",
        ),
        ("<html></html>", "fault-tree-root"),
        ("<opsa-mef></opsa-mef>", "fault-tree-empty"),
        ("<opsa-mef>", "fault-tree-xml"),
        ("", "fault-tree-xml"),
        (b"<opsa-mef>\xff</opsa-mef>", "fault-tree-xml"),
        (b'<?xml version="1.0" encoding="klingon"?><opsa-mef/>', "fault-tree-xml"),
        (wrapped(gate("top", "<or>" * NEST + "</or>" * NEST)), "fault-tree-deep"),
    ],
)
def test_what_cannot_be_used_is_told(text: str | bytes, code: str) -> None:
    found, said = refused(text)
    assert found == code
    assert str(said.get("where", "t.xml:0")).startswith("t.xml:")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_before_an_entity_can_grow(encoding: str) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    text = f'<!DOCTYPE x [<!ENTITY e0 "ha">{entities}]><opsa-mef>&e11;</opsa-mef>'
    assert refused(text.encode(encoding))[0] == "fault-tree-doctype"


def test_a_file_of_this_machine_cannot_be_drawn_in() -> None:
    text = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><opsa-mef>&e;</opsa-mef>'
    assert refused(text)[0] == "fault-tree-doctype"
