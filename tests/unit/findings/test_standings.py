# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
from dataclasses import replace

import polars as pl
from builders import register, rules
from sector import body, standing

from dijkwacht.base.units import NOT_APPLICABLE
from dijkwacht.findings.population import of_table
from dijkwacht.findings.standings import counted, facts_of, groups_of
from dijkwacht.register.codes import StandingKind
from dijkwacht.register.row import Row
from dijkwacht.rules.condition import Between, Known

BANK, OTHER = body("Bank A"), body("Bank B")
TABLE = rules().table("systemic/financial-institutions")
GROUPS = rules().parameters("systemic/financial")["groups"]
USE = pl.DataFrame(
    {"level": ["chain"] * 2, "provider": [0, 0], "organisation": [BANK.id, OTHER.id]}
)


def facts(*rows: Row) -> dict[str, Known]:
    held = register(BANK, OTHER, *rows)
    groups = groups_of(held, of_table(held).kinds, GROUPS)
    return facts_of(TABLE, groups, counted(groups, USE).row(0, named=True))


def test_members_are_counted_once_with_their_highest_score() -> None:
    twice = [standing(BANK, StandingKind.O_SII, 900), standing(OTHER, StandingKind.O_SII, 3_100)]
    again = replace(twice[0], id="sta-again", score=1_000)
    found = facts(*twice, again)
    assert found == {"g_sii": 0, "o_sii": 2, "o_sii_score": 3_100}


def test_a_score_that_is_not_known_is_anything_from_the_highest_known() -> None:
    known, none = standing(BANK, StandingKind.O_SII, 900), standing(OTHER, StandingKind.O_SII)
    assert facts(known, none)["o_sii_score"] == Between(900, None)
    blank = standing(OTHER, StandingKind.O_SII, NOT_APPLICABLE)
    assert facts(known, blank)["o_sii_score"] == Between(900, None)


def test_a_register_that_ranks_nobody_in_these_groups_says_nothing() -> None:
    assert facts() == {"g_sii": None, "o_sii": None, "o_sii_score": None}
    assert facts(standing(BANK, StandingKind.G_SII)) == {"g_sii": 1, "o_sii": 0, "o_sii_score": 0}


def test_an_organisation_outside_the_register_can_have_a_standing() -> None:
    held = register(BANK, standing(OTHER, StandingKind.G_SII))
    groups = groups_of(held, of_table(held).kinds, GROUPS)
    assert groups.members.rows() == [("g_sii", OTHER.id, None)]
