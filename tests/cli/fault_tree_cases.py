# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bad fault trees: the command ends with the place, the fault and the mend."""

from cli.making import Case, alone, nothing

XML, TEXT = "faulttree tree.xml", "faulttree tree.txt"
TOP = '<define-gate name="top"><or><basic-event name="a"/>\n<gate name="g"/></or></define-gate>'


def model(inside: str) -> str:
    """An Open-PSA file."""
    return f"<opsa-mef>\n<define-fault-tree>\n{inside}\n</define-fault-tree></opsa-mef>"


def case(input: str, content: str | bytes, says: str, mend: str, command: str = XML) -> Case:
    """A fault tree that cannot be used."""
    make = alone(command.split()[1], content)
    return Case(input=input, make=make, command=command, says=says, mend=mend, exit_code=3)


FAULT_TREE_CASES = [
    Case(
        input="no fault tree",
        make=nothing,
        command=XML,
        says="tree.xml is not there.",
        mend="Check the path.",
        exit_code=3,
    ),
    case(
        "gates that need each other in a circle",
        model(TOP + '<define-gate name="g"><event name="g"/></define-gate>'),
        "tree.xml:4: these gates need each other in a circle: g → g.",
        "Take one of them out of the other. What really needs each other belongs in a register: "
        "dijkwacht outage handles circles.",
    ),
    case(
        "a gate that is used and not defined",
        model(TOP),
        "tree.xml:4: gate top names g, which is not defined.",
        "Define it, or correct the name.",
    ),
    case(
        "a fault tree with a negation",
        model('<define-gate name="top"><not><basic-event name="a"/></not></define-gate>'),
        "tree.xml:3: not is not read here.",
        "Use and, or and atleast. Minimal cut sets do not exist for a tree with negations.",
    ),
    case(
        "an XML bomb as a fault tree",
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><opsa-mef>&b;</opsa-mef>',
        "tree.xml:1: the file declares a document type.",
        "Remove the DOCTYPE and its entities: a fault tree needs none, and they can do harm.",
    ),
    case(
        "a fault tree that is cut off",
        model(TOP)[:60],
        "tree.xml:3: this is no XML: …",
        "Correct the file there, or export it again.",
    ),
    case(
        "another XML file as a fault tree",
        "<html></html>",
        "tree.xml:1: the file begins with html, so it is no Open-PSA file.",
        "Give a file whose first element is opsa-mef.",
    ),
    case(
        "a fault tree with two tops",
        "a := x | y\nb := x & y\n",
        "tree.txt has 2 gates that no other gate uses: a, b.",
        "Say which one with --gate.",
        TEXT,
    ),
    case(
        "a fault tree in a text with a slip",
        "top := a &\n| b",
        "tree.txt:2: expected a name, found |.",
        "Write gates as top := a & (b | c), with names of letters, digits, _ and dots.",
        TEXT,
    ),
    case(
        "a fault tree with an impossible probability",
        "top := a | b\np(a) = 1.5",
        "tree.txt:2: the probability of a is 1.5, which is no number from 0 to 1.",
        "Write a number from 0 to 1, or leave it out.",
        TEXT,
    ),
    case(
        "a fault tree in another encoding",
        "top := caf\u00e9 | b".encode("latin-1"),
        "tree.txt:1: this is not UTF-8 text.",
        "Save the file as UTF-8.",
        TEXT,
    ),
    case(
        "a register as a fault tree",
        "id,name\nsup-1,Nimbus\n",
        "tree.txt:1: expected a name, found ,.",
        "Write gates as top := a & (b | c), with names of letters, digits, _ and dots.",
        TEXT,
    ),
]
