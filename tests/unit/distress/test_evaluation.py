# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is answered about a table, as a program asks it: without a command line."""

from pathlib import Path

import pytest
from accounts import firm_years

from dijkwacht.base.errors import NotInRegister
from dijkwacht.distress.evaluation import Scored
from dijkwacht.verbs import distress


def test_a_table_is_scored_and_written_in_six_decimals(tmp_path: Path) -> None:
    file = tmp_path / "accounts.csv"
    firm_years(4).write_csv(file)
    scored = distress.score(file)
    assert isinstance(scored, Scored)
    head, *lines = distress.as_csv(scored).splitlines()
    assert head == "firm,probability"
    told = dict(line.split(",") for line in lines)
    chances = dict(scored.chances.select("firm", "probability").iter_rows())
    assert told == {firm: f"{chance:.6f}" for firm, chance in chances.items()}
    with pytest.raises(NotInRegister):
        distress.explained(file, "4")


def test_what_was_kept_of_the_training_names_no_firm() -> None:
    card = distress.kept_card()
    assert (card["firm_years"], card["firms"], card["failures"]) == (16_133, 3_528, 428)
    assert {len(one["measures"]) for one in card["figures"]} <= {4, 6}
    assert not any("firm" in key and key not in ("firm_years", "firms") for key in card)
