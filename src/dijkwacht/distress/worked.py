# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Runs the worked cases of published models: each gives the items of a year and of those before it,
and what the score has to be. It is computed by the same functions as every register."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from dijkwacht.distress.published import FOLDER, MODELS, Model
from dijkwacht.distress.years import of_items
from dijkwacht.rules.rulebook import Rules
from dijkwacht.rules.worked_cases import Runner

Case = Mapping[str, Any]
DIGITS: Final = 4


def run_score_case(model: str, rules: Rules, case: Case) -> dict[str, Any]:
    """What the model says of the described year, for all that the case expects; figures with four
    decimals, as text."""
    given = dict(case["given"])
    prior, before = given.pop("prior", None), given.pop("before", None)
    years = of_items(rules, given, prior, before)
    found = Model.of(rules, model).explain(years)
    told: dict[str, Any] = {
        "score": _shown(found.value),
        "probability": _shown(found.probability),
        "band": found.band,
        "missing": list(found.missing),
        "undefined": list(found.undefined),
    }
    return {name: told[name] for name in case["expect"]}


def _shown(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.{DIGITS}f}"


RUNNERS: Final[Mapping[str, Runner]] = {
    f"{FOLDER}/{name}": partial(run_score_case, name) for name in MODELS
}
"""What runs the cases of each model."""
