# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which assumptions matter most, on a screen and for a program."""

from dijkwacht.engine.sensitivity import Measure, Sway
from dijkwacht.graph.graph import Assumed
from dijkwacht.reports.report import as_csv
from dijkwacht.reports.sensitivity import sensitivity_table
from dijkwacht.reports.words import Words

SWAYS = [
    Sway(Assumed.BUFFER, 3, Measure(1, 900), Measure(2, 12_345), Measure(2, 12_345)),
    Sway(None, 4, Measure(0, 0), Measure(2, 12_345), Measure(9, 99_999)),
]


def test_better_assumed_and_worse_stand_side_by_side() -> None:
    table = sensitivity_table(SWAYS, "nl")
    words = Words("nl")
    shown = [
        [words.value(row[at]) for at, column in enumerate(table.columns) if column.shown]
        for row in table.rows
    ]
    assert shown == [
        ["buffer", "3", "1 / 2 / 2", "900 / 12.345 / 12.345"],
        ["alle samen", "4", "0 / 2 / 9", "0 / 12.345 / 99.999"],
    ]


def test_a_program_gets_numbers() -> None:
    table = sensitivity_table(SWAYS, "en")
    head, first, last = as_csv(table, Words("en")).splitlines()
    assert head.startswith("assumption,unknown_values,services_optimistic,services,")
    assert first == "buffer,3,1,2,2,900,12345,12345"
    assert last == "all together,4,0,2,9,0,12345,99999"
