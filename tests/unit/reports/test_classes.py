# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Classes, what inherits them, and what moves, as tables in words."""

import pytest
from assessing import designated, harm, harmless, override
from builders import DAY, needs, service, system
from classified import TIMES, classified

from dijkwacht.engine.spread import gross, spread
from dijkwacht.findings.classification import Classification
from dijkwacht.findings.inheritance import inherit
from dijkwacht.findings.moves import moves
from dijkwacht.findings.owners import Heirs, nodes_of
from dijkwacht.graph.build import build
from dijkwacht.register.codes import DesignationKind, Direction, HarmKind
from dijkwacht.reports.class_moves import moves_report
from dijkwacht.reports.classes import classes_report, inherited_report, tags_told
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import Report, named
from dijkwacht.reports.words import Words
from dijkwacht.rules.rule import Tag

PASPOORTEN = service("Paspoorten", users=62_000)
AFVAL = service("Afval", users=10, recorded_on=DAY)
IDENTITEIT = service("Identiteit", users=500)
PLATFORM = system("Zaakplatform")
ROWS = (
    *(PASPOORTEN, AFVAL, IDENTITEIT, PLATFORM),
    *harmless(PASPOORTEN, HarmKind.PHYSICAL),
    *harm(PASPOORTEN, HarmKind.PHYSICAL, {4: 1_000, 4_320: 1_000}),
    *harmless(IDENTITEIT),
    designated(IDENTITEIT, DesignationKind.CRITICAL_ENTITY),
    *needs(PASPOORTEN, PLATFORM),
)


def names(found: Classification) -> Names:
    return Names(found.register, "en")


def rows(report: Report) -> list[dict[str, object]]:
    table = report.tables[-1]
    return [named(table, row, Words("en")) for row in table.rows]


def said(report: Report, language: str = "en") -> str:
    words = Words(language)
    return " ".join(words.say(part) for part in (*report.before, *report.after))


def test_the_highest_class_comes_first_then_the_soonest() -> None:
    found = classified(*ROWS)
    told = rows(classes_report("waterdam", found, names(found)))
    assert [(row["class_code"], row["service_id"]) for row in told] == [
        ("V/T1", "svc-paspoorten"),
        ("V/T8", "svc-identiteit"),
        ("K/T1-T8", "svc-afval"),
    ]
    assert [row["class_label"] for row in told] == ["class.candidate", "class.v", "class.k"]
    assert [row["rows"] for row in told] == ["F-V", "D-V-entity", "A3"]
    assert [row["rests_on"] for row in told] == ["unverified", "published", None]
    assert [row["possible_class"] for row in told] == ["", "", "V"]
    assert [row["mtpd"] for row in told] == [4, None, None]


def test_the_counts_and_what_they_rest_on_are_said() -> None:
    found = classified(*ROWS)
    report = classes_report("waterdam", found, names(found))
    assert "3 services: 2 vital (V), 0 crucial (C), 1 critical" in said(report)
    assert "1 are candidates" in said(report) and "1 of 3 classes are provisional" in said(report)
    assert f"({found.table.digest})" in said(report)
    assert report.made and found.table.version in report.made["rules"]
    assert "voorlopig" in said(report, "nl") and "{" not in said(report, "nl")


def test_overdue_and_refused_overrides_are_told() -> None:
    late = service("Afval", recorded_on=DAY.replace(year=2025))
    found = classified(late, override(late, Direction.UP, reason=None))
    report = classes_report("waterdam", found, names(found))
    assert "Of 1 services that has lasted too long" in said(report)
    assert "1 overrides do not count" in said(report)
    assert rows(report)[0]["overdue"] is True


@pytest.mark.parametrize("heirs", [Heirs.SYSTEMS, Heirs.SUPPLIERS])
def test_what_no_service_needs_is_counted_not_listed(heirs: Heirs) -> None:
    found = classified(*ROWS)
    graph = build(found.register, found.rules)
    nodes = nodes_of(found.register, graph, heirs)
    causes = sorted({node for held in nodes.values() for node in held})
    things = inherit(found, nodes, spread(graph, causes, gross(TIMES[-1])))
    report = inherited_report("waterdam", found, heirs, things, names(found))
    if heirs is Heirs.SUPPLIERS:
        assert rows(report) == []
        return
    (row,) = rows(report)
    assert (row["class_code"], row["inherited_class"], row["collective_class"]) == ("V", "V", "")
    assert (row["thing"], row["because_id"]) == ("Zaakplatform", "svc-paspoorten")


def test_moves_are_told_in_words() -> None:
    before = classified(*ROWS)
    after = classified(*ROWS, override(AFVAL, Direction.UP))
    found = moves(before, after)
    report = moves_report("waterdam", before, after, found, names(after))
    assert "1 of 3 services move: 1 to a higher class" in said(report)
    (row,) = rows(report)
    assert (row["before"], row["after"], row["why"]) == (
        *("K/T1-T8", "C/T1-T8"),
        "two people signed for another class (A4)",
    )
    assert moves_report("waterdam", after, after, [], names(after)).tables == ()


def test_of_rows_that_each_decide_the_best_known_is_told() -> None:
    assert tags_told([Tag.OUR, Tag.SRC]).code == "tag.src"
    assert tags_told([Tag.OUR, Tag.MEM]).code == "tag.mem"
