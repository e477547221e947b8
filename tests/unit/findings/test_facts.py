# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The facts that the program says it can compute are those of the tables that come along."""

from datetime import date

import pytest

from dijkwacht.findings.facts import ASKED, FACTS
from dijkwacht.rules.condition import UNITS
from dijkwacht.rules.rulebook import Rulebook


@pytest.mark.parametrize("name", FACTS)
def test_every_table_of_ours_compares_what_can_be_computed(name: str) -> None:
    table = Rulebook.read().on(date(2026, 6, 1)).table(name)
    compared = {fact.name: fact.unit for fact in table.facts.values()}
    assert compared.items() <= FACTS[name].items()
    assert set(FACTS[name].values()) <= UNITS


def test_every_parameter_that_names_parts_of_a_table_is_there() -> None:
    rules = Rulebook.read().on(date(2026, 6, 1))
    for naming in ASKED.namings:
        assert naming.parameter in rules.parameters(naming.rule).entries
    assert all(rules.table(name).hit is hit for name, hit in ASKED.hits.items())
