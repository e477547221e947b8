# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The failure model as functions: score, explain, train, evaluate, and whether it still fits."""

import json
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from dijkwacht.base.errors import NotInRegister, Unreadable
from dijkwacht.base.files import read_bytes
from dijkwacht.base.problem import Problem
from dijkwacht.distress import drift as moved
from dijkwacht.distress import evaluation, fitting, probability, training
from dijkwacht.distress.evaluation import Evaluated, Scored
from dijkwacht.distress.firm_years import read
from dijkwacht.distress.hazard_model import LEADS, TRAINED, file_name, to_bytes, trained
from dijkwacht.distress.training_rows import folder_rows

CARD: Final = "card.json"
LIBRARIES: Final = ("lightgbm", "scikit-learn")


def score(
    file: Path, *, accounts_only: bool = False, lead: int = 1, model: Path | None = None
) -> Scored:
    """The probability that each firm of a table fails within `lead` fiscal years."""
    table = read(file)
    folder = model or TRAINED
    chances = probability.hazards(
        table.frame, accounts_only=accounts_only, lead=lead, folder=folder
    )
    return Scored(chances, table.problems)


def as_csv(scored: Scored) -> str:
    """One line for each firm, in the order of its first row, the probability in six decimals."""
    told = scored.chances.select("firm", "probability")
    return told.write_csv(float_precision=6)


def explained(
    file: Path, firm: str, *, accounts_only: bool = False, model: Path | None = None
) -> probability.Explained:
    """Why one firm of a table has its probability; NotInRegister where the table lacks it."""
    table = read(file)
    if firm not in table.firms:
        raise NotInRegister("firm-not-there", firm=firm, file=str(file))
    return probability.explained(
        table.frame, firm, accounts_only=accounts_only, folder=model or TRAINED
    )


def train(
    data: Path, seed: int, told: Callable[[int, int], None] = lambda done, of: None
) -> dict[str, bytes]:
    """The files of a trained model, by name. Unreadable where a library of the extra is missing."""
    for library in ("lightgbm", "sklearn.linear_model"):
        fitting.needed(library)
    rows = folder_rows(data)
    found = training.train(rows, seed, told)
    versions = {name: version(name) for name in (*LIBRARIES, "numpy")}
    card = evaluation.card(rows, found, seed, versions)
    files = {file_name(market=one.market, lead=one.lead): to_bytes(one) for one in found.models}
    return files | {CARD: (json.dumps(card, indent=1) + "\n").encode()}


def evaluate(data: Path, model: Path | None = None) -> Evaluated:
    """The figures of the training, and of the model and published scores on these files now."""
    rows = folder_rows(data)
    card = kept_card(model or TRAINED)
    models = [
        trained(market=market, lead=lead, folder=model or TRAINED)
        for market in (True, False)
        for lead in LEADS
    ]
    seed = int(card["seed"])
    figures = (*evaluation.learned(rows, models, seed), *evaluation.published(rows, seed))
    return Evaluated(card, figures)


def drift(file: Path, model: Path | None = None) -> tuple[list[moved.Moved], tuple[Problem, ...]]:
    """How far the ratios of the firms in a table lie from those of the training."""
    table = read(file)
    return moved.drift(table.frame, kept_card(model or TRAINED)["spread"]), table.problems


@cache
def kept_card(folder: Path = TRAINED) -> dict[str, Any]:
    """What was kept of a training; Unreadable where it is not there or none of ours."""
    file = folder / CARD
    try:
        content: dict[str, Any] = json.loads(read_bytes(file))
        return content if content["spread"] is not None else {}
    except (ValueError, KeyError, TypeError) as fault:
        raise Unreadable("no-failure-model", file=str(file)) from fault
