# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
from unit.rules.tables import table

from dijkwacht.rules.decision_table import Hit
from dijkwacht.rules.names_check import hit_faults

ROWS = [{"if": {"persons": ">= 1"}}]


def test_a_table_is_refused_only_where_the_program_reads_it_in_another_way() -> None:
    first, highest = table(ROWS), table(ROWS, hit="highest")
    wanted = {first.name: Hit.HIGHEST}
    assert [fault.says.code for fault in hit_faults(first, wanted)] == ["policy.hit"]
    assert list(hit_faults(highest, wanted)) == []
    assert list(hit_faults(first, {})) == []
