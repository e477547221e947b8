# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Shared places as a report."""

from builders import fallback, needs, service, system
from classified import classified

from dijkwacht.findings.capacity import Place, Share, divided
from dijkwacht.findings.classes import Class
from dijkwacht.graph.build import build
from dijkwacht.register.codes import SystemKind
from dijkwacht.reports.capacity import places_report
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import named
from dijkwacht.reports.words import Words

PLACE = system("Centrum", kind=SystemKind.FACILITY, fallback_capacity=10)
OF = service("Dienst")
FALLBACK = fallback("Uitwijk", OF)


def test_what_is_unknown_stays_unknown_in_every_column() -> None:
    found = classified(OF, PLACE, FALLBACK, needs(OF, PLACE), needs(FALLBACK, PLACE))
    graph = build(found.register, found.rules)
    numbers = {id: node for (_, id), node in graph.index.items()}
    one = Share(numbers[FALLBACK.id], numbers[OF.id], Class.V, None, None)
    places = [
        Place(numbers[PLACE.id], capacity, divided(capacity, [one])) for capacity in (None, 10)
    ]
    report = places_report("x", found, graph, places, Names(found.register, "en"))
    words = Words("en")
    rows = [named(report.tables[0], row, words) for row in report.tables[0].rows]
    assert [(row["capacity"], row["claimed_share"], row["over"]) for row in rows] == [
        (None, None, "over.unknown"),
        (10, 0, "over.unknown"),
    ]
    assert [row["empty_handed"] for row in rows] == [None, 0]
    shares = [named(report.tables[1], row, words) for row in report.tables[1].rows]
    assert [(row["claim"], row["gets"]) for row in shares] == [(None, None)] * 2
    assert words.say(report.before[2]).startswith("Shared places: 2. Over-subscribed: 0.")
