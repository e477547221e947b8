# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The failure model in words: how a table was scored, why one firm has its probability, what the
model was worth, and how far its inputs have moved."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from babel.numbers import format_decimal

from dijkwacht.base.message import Message
from dijkwacht.base.problem import Grade, Problem
from dijkwacht.distress.drift import Moved
from dijkwacht.distress.evaluation import Evaluated, Figures, Scored
from dijkwacht.distress.odds import MICRO
from dijkwacht.distress.probability import Contribution, Explained
from dijkwacht.reports.problems import problems_table
from dijkwacht.reports.report import Cell, Column, Report, Table

MILLIONS: Final = ("size", "sales", "market_value")
PLAIN: Final = ("interest_cover", "years_of_debt", "runway", "distance")
MOST: Final = 12
ADDS: Final = (
    Column("ratio", shown=False),
    Column("because"),
    Column("effect", Cell.CODE),
    Column("adds"),
    Column("micro", shown=False),
)
MOVED: Final = (
    Column("ratio"),
    Column("stability"),
    Column("drift", Cell.CODE),
    Column("unknown_firms", Cell.COUNT),
)
MEASURES: Final = (
    "area",
    "average_precision",
    "recall",
    "alerts",
    "brier",
    "calibration_error",
)
FIGURES: Final = (
    Column("score", Cell.CODE),
    Column("tried", Cell.CODE),
    Column("set", Cell.CODE),
    Column("lead", Cell.COUNT),
    Column("history", Cell.COUNT),
    Column("firms", Cell.COUNT),
    Column("failures", Cell.COUNT),
    *(Column(name) for name in MEASURES),
    *(Column(f"{name}_{end}", shown=False) for name in MEASURES for end in ("low", "high")),
)


def scored_report(scored: Scored, lead: int, file: str) -> Report:
    """How many firms were scored, by what, and what was wrong with the table."""
    chances = scored.chances
    market = int((chances["model"] == "market").sum())
    mean = float(chances["probability"].mean() or 0)  # type: ignore[arg-type]  # a column of floats
    return Report(
        title=Message.of("distress.scored", firms=chances.height, file=file),
        before=(
            Message.of("distress.models", market=market, accounts=chances.height - market),
            Message.of("distress.mean", lead=lead, mean=round(mean * 10_000)),
        ),
        tables=tuple(_problems(scored.problems)),
        after=(Message("distress.meaning"),),
        made={"lead": lead, "firms": chances.height, "market": market},
    )


def _problems(problems: Sequence[Problem]) -> Iterator[Table]:
    for grade in Grade:
        found = [one for one in problems if one.grade is grade]
        if found:
            yield problems_table(found, grade)


def explained_report(found: Explained, language: str) -> Report:
    """The probability of one firm and what each ratio adds to it, the most first."""
    rows = [_added(one, language) for one in found.contributions if one.added]
    return Report(
        title=Message.of(
            "distress.explained", firm=found.firm, chance=_percent(found.probability, language)
        ),
        before=(
            Message("distress.market" if found.model.market else "distress.accounts"),
            Message.of(
                "distress.ordinary",
                ordinary=_decimal(found.ordinary / MICRO, language),
                total=_decimal(found.log_odds / MICRO, language),
            ),
        ),
        tables=(Table("adds", Message("distress.adds"), ADDS, rows, MOST),),
        after=(Message("distress.meaning"),),
        made={"log_odds": found.log_odds, "ordinary": found.ordinary},
    )


def _added(one: Contribution, language: str) -> tuple[Any, ...]:
    effect = "distress.raises" if one.added > 0 else "distress.lowers"
    return one.ratio, said(one, language), effect, _signed(one.added, language), one.added


def said(one: Contribution, language: str) -> Message:
    """A ratio and its value as a sentence: `debts are 97 % of assets`."""
    if one.now != one.now:
        return Message.of("distress.unknown", ratio=Message.of(f"distress.{one.ratio}", value="?"))
    return Message.of(f"distress.{one.ratio}", value=_value(one, language))


def _value(one: Contribution, language: str) -> str:
    if one.ratio in MILLIONS:
        return str(format_decimal(one.now, format="#,##0.#", locale=language))
    if one.ratio in PLAIN:
        return str(format_decimal(one.now, format="#,##0.#", locale=language))
    return f"{format_decimal(one.now * 100, format='#,##0', locale=language)} %"


def _percent(chance: float, language: str) -> str:
    return f"{format_decimal(chance * 100, format='#,##0.00', locale=language)} %"


def _decimal(number: float, language: str) -> str:
    return str(format_decimal(number, format="0.00", locale=language))


def _signed(added: int, language: str) -> str:
    return str(format_decimal(added / MICRO, format="+0.00;-0.00", locale=language))


def drift_report(moved: Sequence[Moved], problems: Sequence[Problem]) -> Report:
    """How far each ratio lies from the training."""
    rows = [
        (
            Message.of(f"distress.{one.ratio}", value="…"),
            None if one.index is None else f"{one.index:.3f}",
            f"distress.drift-{one.level}",
            one.unknown,
        )
        for one in moved
    ]
    shifted = sum(one.level == "shifted" for one in moved)
    return Report(
        title=Message("distress.drift"),
        before=(Message.of("distress.shifted", count=shifted, of=len(moved)),),
        tables=(
            Table("drift", Message("distress.drift-table"), MOVED, rows, MOST),
            *_problems(problems),
        ),
        after=(Message("distress.drift-meaning"),),
    )


def evaluation_report(found: Evaluated) -> Report:
    """The figures that count, then those on the firms that the model was trained on."""
    kept = [_figures(one) for one in found.card["figures"]]
    now = [_row(one) for one in found.figures]
    return Report(
        title=Message("distress.evaluated"),
        before=(
            Message.of(
                "distress.trained-on",
                firms=int(found.card["firms"]),
                years=int(found.card["firm_years"]),
                failures=int(found.card["failures"]),
            ),
            Message("distress.intervals"),
        ),
        tables=(
            Table("learned", Message("distress.now-table"), FIGURES, now),
            Table("kept", Message("distress.kept-table"), FIGURES, kept),
        ),
        after=(Message("distress.learned"),),
        made={"seed": found.card["seed"], "versions": found.card["versions"]},
    )


def _figures(one: dict[str, Any]) -> tuple[Any, ...]:
    return _row(Figures(**one))


def _row(one: Figures) -> tuple[Any, ...]:
    told = [one.measures.get(name) for name in MEASURES]
    return (
        f"distress.by-{one.model}",
        f"distress.tried-{one.tried}",
        f"distress.on-{one.rows}",
        one.lead,
        one.history,
        one.firms,
        one.failures,
        *(None if value is None else f"{value[0]:.4f}" for value in told),
        *(end for value in told for end in (value[1:] if value is not None else (None, None))),
    )
