# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
from dataclasses import replace

import polars as pl
from builders import register, rules
from sector import body, standing

from dijkwacht.base.units import NOT_APPLICABLE
from dijkwacht.findings.population import of_table
from dijkwacht.findings.standings import Wanted, counted, groups_of, members_as_facts
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
    return members_as_facts(TABLE, groups, counted(groups, USE).row(0, named=True))


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
    assert groups.members.rows() == [("g_sii", OTHER.id, True, None)]


def of_groups(wanted: Wanted, *rows: Row, use: pl.DataFrame = USE) -> dict[str, Known]:
    """The facts of a table whose groups are `infrastructure` and `others`."""
    held = register(*rows)
    groups = groups_of(held, of_table(held).kinds, wanted)
    table = rules().table("systemic/financial-infrastructure")
    return members_as_facts(table, groups, counted(groups, use).row(0, named=True))


CLEARING = body("Clearing", "central-counterparty")
BY_KIND = {"infrastructure": {"kinds": ["central-counterparty"]}, "others": {}}
NOT_BANKS = {
    "infrastructure": {"kinds": ["central-counterparty"]},
    "others": {"standings": ["other-systemic"], "except_kinds": ["credit-institution"]},
}


def test_an_organisation_of_unknown_kind_may_be_in_a_group_of_a_kind() -> None:
    stray = replace(BANK, kind=None)
    assert of_groups(BY_KIND, CLEARING, stray)["infrastructure"] == Between(0, 1)
    assert of_groups(BY_KIND, CLEARING, BANK)["infrastructure"] == 0
    both = replace(CLEARING, id=OTHER.id)
    assert of_groups(BY_KIND, CLEARING, stray, both)["infrastructure"] == Between(1, 2)


def test_an_organisation_of_unknown_kind_may_be_of_a_kind_that_does_not_count() -> None:
    stray = replace(BANK, kind=None)
    rows = (CLEARING, stray, standing(stray, StandingKind.OTHER_SYSTEMIC))
    assert of_groups(NOT_BANKS, *rows)["others"] == Between(0, 1)
    known = replace(BANK, kind="insurance-undertaking")
    assert of_groups(NOT_BANKS, CLEARING, known, rows[2])["others"] == 1
    assert of_groups(NOT_BANKS, CLEARING, BANK, rows[2])["others"] == 0


def test_an_organisation_that_is_not_named_may_be_in_every_group() -> None:
    use = USE.with_columns(organisation=pl.lit(None, pl.String))
    assert of_groups(NOT_BANKS, CLEARING, use=use) == {
        "infrastructure": Between(0, 2),
        "others": Between(0, 2),
    }


def test_of_a_group_that_may_have_more_members_the_number_is_not_known() -> None:
    held = register(CLEARING, replace(BANK, kind=None))
    groups = groups_of(held, of_table(held).kinds, BY_KIND)
    assert (groups.size("infrastructure"), groups.total("infrastructure")) == (1, None)
