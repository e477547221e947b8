# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The accounts of one supplier and what published models, metrics and indices make of them: each
figure with its parts, its limits, and how those are known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dijkwacht.base.message import Message
from dijkwacht.base.units import ONE
from dijkwacht.distress.dossier import Distance, Dossier, Judged
from dijkwacht.distress.fvra import NUMBERS, Metric
from dijkwacht.distress.published import Score
from dijkwacht.distress.years import ITEMS, LAGS
from dijkwacht.register.codes import Noun
from dijkwacht.reports.names import Names
from dijkwacht.reports.policy_words import known
from dijkwacht.reports.report import Cell, Column, Report, Table
from dijkwacht.reports.words import Words
from dijkwacht.rules.rulebook import Rules

DIGITS: Final = 6  # as far as every machine computes the same
YEARS: Final = 5  # columns of years that fit on a screen

SCORES: Final = (
    Column("model"),
    Column("score", Cell.DECIMAL),
    Column("tangible_score", Cell.DECIMAL),
    Column("probability", Cell.LEVEL),
    Column("band", Cell.CODE),
    Column("private", Cell.CODE),
    Column("services", Cell.CODE),
    Column("listed", Cell.CODE),
    Column("missing"),
    Column("tag"),
    Column("rule", shown=False),
)
TERMS: Final = (
    Column("model"),
    Column("ratio", Cell.CODE),
    Column("ratio_value", Cell.DECIMAL),
    Column("coefficient", Cell.DECIMAL),
    Column("contribution", Cell.DECIMAL),
)
LIMITS: Final = (
    Column("model"),
    Column("band", Cell.CODE),
    Column("below", Cell.LIMIT),
    Column("upto", Cell.LIMIT),
)
METRICS: Final = (
    Column("number"),
    Column("metric", Cell.CODE),
    Column("ratio_value", Cell.DECIMAL),
    Column("side", Cell.CODE),
    Column("limit", Cell.LIMIT),
    Column("verdict", Cell.CODE),
    Column("because", Cell.CODE),
    Column("missing"),
)
INDICES: Final = (
    Column("index", Cell.CODE),
    Column("ratio_value", Cell.DECIMAL),
    Column("side", Cell.CODE),
    Column("limit", Cell.LIMIT),
    Column("beyond", Cell.FLAG),
    Column("missing"),
)
DISTANCES: Final = (
    Column("form", Cell.CODE),
    Column("distance", Cell.DECIMAL),
    Column("probability", Cell.LEVEL),
    Column("missing"),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is reported: the dossier, in which register, by which rules."""

    register: str
    found: Dossier
    rules: Rules


def ratios_report(shown: Shown, names: Names) -> Report:
    """The dossier of one supplier."""
    found = shown.found
    name = names.of(Noun.SUPPLIER, found.supplier)
    return Report(
        title=Message.of("ratios.title", name=name, ends=found.ends_on),
        before=(
            Message.of(
                "ratios.basis",
                basis=Message(f"statements.basis.{found.basis}"),
                currency=found.years["currency"][0],
            ),
            Message("ratios.explains"),
            Message.of("ratios.alert", outcome=Message(f"alert.{found.alert.outcome}")),
        ),
        tables=(_accounts(found), *_judged(found, Words(names.language))),
        after=tuple(_applies(found, names.language)),
        made={
            "register": shown.register,
            "on": shown.rules.on,
            "supplier": found.supplier,
            "basis": found.basis.value,
            "ends_on": found.ends_on,
            "rules": [one.model.rule.version for one in found.judged],
        },
    )


def _judged(found: Dossier, words: Words) -> Iterator[Table]:
    """The tables of what is made of the newest year; the scores last, since those are saved."""
    distances = [_distance(one, words) for one in found.distances]
    yield Table("distances", Message("ratios.table.distances"), DISTANCES, distances)
    yield Table("indices", Message("ratios.table.indices"), INDICES, _indices(found, words))
    metrics = [_metric(one, words) for one in found.metrics]
    yield Table("metrics", Message("ratios.table.metrics"), METRICS, metrics)
    yield Table("limits", Message("ratios.table.limits"), LIMITS, list(_limits(found, words)))
    yield Table("terms", Message("ratios.table.terms"), TERMS, list(_terms(found, words)))
    scores = [_score(one, words) for one in found.judged]
    yield Table("scores", Message("ratios.table.scores"), SCORES, scores)


def _accounts(found: Dossier) -> Table:
    """The items of which any year knows."""
    held = found.years.head(YEARS)
    columns = [
        Column(str(day), Cell.COUNT, head=Message.of("ratios.year", ends=day))
        for day in held["ends_on"].to_list()
    ]
    rows = [
        [f"field.{item}", *held[item].to_list()]
        for item in ITEMS
        if held[item].null_count() < held.height
    ]
    heads = (Column("item", Cell.CODE), *columns)
    return Table("accounts", Message("ratios.table.accounts"), heads, rows)


def _score(one: Judged, words: Words) -> list[Any]:
    band = one.score.band
    return [
        _title(one, words.language),
        _round(one.score.value),
        _round(one.tangible.value),
        _share(one.score.probability),
        None if band is None else f"band.{band}",
        *(f"applies.{one.model.applies[key]}" for key in ("private", "services", "listed")),
        _lacking(one.score, words),
        known(one.model.tags, words),
        one.model.rule.version,
    ]


def _terms(found: Dossier, words: Words) -> Iterator[list[Any]]:
    for one in found.judged:
        for term in one.score.terms:
            told = (term.value, term.coefficient, term.contribution)
            yield [_title(one, words.language), f"ratio.{term.ratio}", *map(_round, told)]


def _limits(found: Dossier, words: Words) -> Iterator[list[Any]]:
    for one in found.judged:
        for band in one.model.bands:
            name = f"band.{band.name}"
            yield [_title(one, words.language), name, band.below, band.upto]


def _metric(one: Metric, words: Words) -> list[Any]:
    return [
        NUMBERS[one.name],
        f"metric.{one.name}",
        _round(one.value),
        None if one.side is None else f"side.{one.side}",
        one.level,
        f"metric.verdict.{one.verdict}",
        one.why,
        _items(one.missing, words),
    ]


def _indices(found: Dossier, words: Words) -> list[list[Any]]:
    return [
        [
            f"index.{one.name}",
            _round(one.value),
            f"side.{one.part}",
            one.level,
            one.beyond,
            _items(one.missing, words),
        ]
        for one in found.alert.indices
    ]


def _distance(one: Distance, words: Words) -> list[Any]:
    missing = _items(one.missing, words)
    return [f"distance.{one.form}", _round(one.value), _share(one.probability), missing]


def _applies(found: Dossier, language: str) -> Iterator[Message]:
    """For which companies each model was made."""
    for one in found.judged:
        says = one.model.says[language]
        yield Message.of("ratios.applies", model=_title(one, language), says=says)


def _title(one: Judged, language: str) -> str:
    return one.model.rule.title[language]


def _lacking(score: Score, words: Words) -> str | None:
    """Why there is no score: items that are unknown, ratios that divide by nothing."""
    undefined = ", ".join(words.text(f"ratio.{ratio}") for ratio in score.undefined)
    said = [_items(score.missing, words), undefined]
    return "; ".join(part for part in said if part) or None


def _items(names: Sequence[str], words: Words) -> str | None:
    return ", ".join(_item(name, words) for name in names) or None


def _item(name: str, words: Words) -> str:
    word, dot, item = name.rpartition(".")
    said = Message(f"field.{item}")
    return words.say(Message.of(f"ratios.{word}", item=said) if dot and word in LAGS else said)


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)


def _share(probability: float | None) -> int | None:
    """Basis points."""
    return None if probability is None else round(probability * ONE)
