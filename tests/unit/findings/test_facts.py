# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The facts that the program says it can compute are those of the tables that come along."""

from datetime import date

import pytest

from dijkwacht.findings.facts import FACTS
from dijkwacht.rules.condition import UNITS
from dijkwacht.rules.rulebook import Rulebook


@pytest.mark.parametrize("name", FACTS)
def test_every_table_of_ours_compares_what_can_be_computed(name: str) -> None:
    table = Rulebook.read().on(date(2026, 6, 1)).table(name)
    assert {fact.name: fact.unit for fact in table.facts.values()} == dict(FACTS[name])
    assert set(FACTS[name].values()) <= UNITS
