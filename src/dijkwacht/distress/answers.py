# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is answered about a table of accounts, and about a model."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from dijkwacht.base.problem import Problem
from dijkwacht.distress.evaluation import Figures


@dataclass(frozen=True, slots=True)
class Scored:
    """A probability for each firm, and what was wrong with the table."""

    chances: pl.DataFrame
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The figures kept of the training, and those reckoned now on the firms it was trained on."""

    card: dict[str, Any]
    figures: tuple[Figures, ...]
