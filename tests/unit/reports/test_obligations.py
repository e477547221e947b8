# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is missing, as a report."""

from assessing import harmless
from builders import register, rules, service
from classified import classified
from covering import covered

from dijkwacht.findings.obligations import obligations
from dijkwacht.reports.names import Names
from dijkwacht.reports.obligations import obligations_report
from dijkwacht.reports.report import named
from dijkwacht.reports.words import Words

OF, OTHER = service("Dienst"), service("Andere", organisation_id="org-b")
ROWS = (OF, OTHER, harmless(OF), harmless(OTHER))


def test_every_missing_obligation_has_its_words_its_tag_and_its_rule() -> None:
    found = classified(*ROWS)
    held = obligations(register(*ROWS), rules(), covered(*ROWS, level=found.classes.level[0]))
    names, words = Names(found.register, "nl"), Words("nl")
    report = obligations_report("x", found, held, set(), names)
    rows = [named(report.tables[1], row, words) for row in report.tables[1].rows]
    assert [row["obligation"] for row in rows] == [
        "obligation.rto",
        "obligation.signal-watch",
        "obligation.class-review",
        "obligation.chain",
    ] * 2
    assert all(row["because"][0].isupper() and "{" not in row["because"] for row in rows)
    assert {row["tag"].partition(".")[0] for row in rows} == {"tag"}
    assert all(row["rule"].count("(") == 1 and "@" in row["rule"] for row in rows)
    some = obligations_report("x", found, held, {"org-b"}, names)
    assert len(some.tables[1].rows) == 4
    assert [row[1] for row in some.tables[0].rows] == ["org-b"]


def test_a_service_of_nobody_is_counted_too() -> None:
    alone = service("Alleen", organisation_id=None)
    found = classified(alone, harmless(alone))
    cover = covered(alone, harmless(alone), level=found.classes.level[0])
    held = obligations(found.register, found.rules, cover)
    report = obligations_report("x", found, held, set(), Names(found.register, "en"))
    (row,) = report.tables[0].rows
    assert list(row[:3]) == [None, None, 1]
