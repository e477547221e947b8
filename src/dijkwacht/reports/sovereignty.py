# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""How suppliers stand against the EU Cloud Sovereignty Framework, and which foreign law reaches
them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from dijkwacht.base.message import Message
from dijkwacht.findings.classes import Class
from dijkwacht.findings.classification import Classification
from dijkwacht.findings.foreign_law import Exposed, Exposure, ForeignLaw
from dijkwacht.findings.hanging import Hanging
from dijkwacht.findings.sovereignty import Below, Sovereignty, Standing, Verdict
from dijkwacht.graph.graph import NodeNoun
from dijkwacht.register.codes import Noun
from dijkwacht.reports.classes import of_register
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import Cell, Column, Report, Table
from dijkwacht.rules.rule import Rule

MOST: Final = 30
SUPPLIERS: Final = (
    Column("supplier"),
    Column("supplier_id", shown=False),
    Column("hanging_class"),
    Column("sovereign_verdict", Cell.CODE),
    Column("score_low", Cell.LEVEL),
    Column("score_high", Cell.LEVEL),
    Column("below_minimum"),
    Column("minimum_open"),
    Column("not_scored", shown=False),
)
EXPOSURES: Final = (
    Column("supplier"),
    Column("supplier_id", shown=False),
    Column("jurisdiction", Cell.MARK),
    Column("exposure", Cell.CODE),
    Column("exposure_path"),
    Column("exposure_ids", shown=False),
    Column("exposure_because"),
)
OBJECTIVES: Final = (
    Column("objective"),
    Column("objective_says"),
    Column("objective_weight", Cell.LEVEL),
    Column("seal"),
    Column("seal_least"),
    Column("points", Cell.COUNT),
    Column("max_points", Cell.COUNT),
    Column("points_share", Cell.LEVEL),
    Column("assessed_by"),
    Column("assessed_on"),
    Column("document", shown=False),
    Column("tag", Cell.CODE, shown=False),
    Column("source", shown=False),
)
VERDICTS: Final = {verdict: rank for rank, verdict in enumerate(Verdict)}
WAYS: Final = {exposure: rank for rank, exposure in enumerate(Exposure)}


class Sovereigns:
    """Every supplier by the framework and by foreign law, ready to be told."""

    def __init__(
        self, framework: Sovereignty, law: ForeignLaw, hanging: Hanging, names: Names
    ) -> None:
        self.framework, self.law, self.hanging, self.names = framework, law, hanging, names

    def level(self, supplier: str) -> Class | None:
        """The highest class that hangs on a supplier."""
        node = self.hanging.graph.index.get((NodeNoun.SUPPLIER, supplier))
        return None if node is None else self.hanging.highest([node])

    def standing(self, supplier: str, level: Class | None = None) -> Standing:
        """How it stands for a class; by default that of what hangs on it."""
        return self.framework.of(supplier, level or self.level(supplier))

    def standings(self, suppliers: Iterable[str]) -> list[Standing]:
        """All of them: the highest class first, in it who is rejected, then the lowest score."""
        found = [self.standing(supplier) for supplier in suppliers]
        return sorted(found, key=_order)

    def exposures(self, suppliers: Iterable[str]) -> list[Exposed]:
        """All of them, the nearest way first."""
        found = [one for supplier in suppliers for one in self.law.of(supplier)]
        return sorted(found, key=lambda one: (WAYS[one.exposure], one.supplier, one.jurisdiction))

    def row(self, one: Standing) -> tuple[Any, ...]:
        """One supplier by the framework."""
        return (
            self.names.of(Noun.SUPPLIER, one.supplier),
            one.supplier,
            None if one.level is None else one.level.name,
            f"sovereign-verdict.{one.verdict.value}",
            one.low,
            one.high,
            below(one.below),
            below(one.open),
            " ".join(one.unknown) or None,
        )

    def exposed(self, one: Exposed) -> tuple[Any, ...]:
        """How one jurisdiction reaches one supplier."""
        called = [str(self.names.of(Noun.SUPPLIER, id)) for id in one.path]
        return (
            self.names.of(Noun.SUPPLIER, one.supplier),
            one.supplier,
            one.jurisdiction,
            f"exposure.{one.exposure.value}",
            " → ".join(called) or None,
            " ".join(one.path) or None,
            because(one, self.law.jurisdictions[one.jurisdiction]),
        )

    def objectives(self, one: Standing) -> Iterator[tuple[Any, ...]]:
        """One supplier, objective by objective."""
        card = self.framework.card
        floor = None if one.level is None else card.floors.get(one.level.name)
        whole = sum(item.weight for item in card.items)
        for item in card.items:
            score, least = one.scores[item.id], floor.items.get(item.id) if floor else None
            share = score.share
            yield (
                item.id,
                item.says[self.names.language],
                item.weight * 10_000 // whole,
                None if score.seal is None else f"SEAL-{score.seal}",
                least,
                *(score.points, score.most),
                None if share is None else int(share * 10_000),
                *(score.assessed_by, score.assessed_on, score.document),
                f"tag.{item.tag.lower()}",
                item.source,
            )


def sovereignty_report(
    name: str, found: Classification, held: Sovereigns, suppliers: Sequence[str]
) -> Report:
    """Every supplier: which law reaches it, and how it stands."""
    exposures, standings = held.exposures(suppliers), held.standings(suppliers)
    return Report(
        title=Message("sovereignty.title"),
        before=(
            of_register(name, found),
            lead(one.verdict for one in standings),
            lead_law(one.exposure for one in exposures),
        ),
        tables=(
            Table(
                "exposures",
                Message("sovereignty.exposures"),
                EXPOSURES,
                [held.exposed(one) for one in exposures],
                MOST,
            ),
            Table(
                "suppliers",
                Message("sovereignty.suppliers"),
                SUPPLIERS,
                [held.row(one) for one in standings],
                MOST,
            ),
        ),
        after=told(held),
        made=made(name, found, held),
    )


def supplier_report(name: str, found: Classification, held: Sovereigns, supplier: str) -> Report:
    """One supplier: the law that reaches it, and its objectives one by one."""
    one, exposures = held.standing(supplier), held.exposures([supplier])
    called = held.names.of(Noun.SUPPLIER, supplier)
    return Report(
        title=Message.of("sovereignty.one", name=called),
        before=(of_register(name, found), *stands(one)),
        tables=(
            Table(
                "exposures",
                Message("sovereignty.exposures"),
                EXPOSURES,
                [held.exposed(way) for way in exposures],
            ),
            Table(
                "objectives",
                Message("sovereignty.objectives"),
                OBJECTIVES,
                list(held.objectives(one)),
            ),
        ),
        after=told(held),
        made={**made(name, found, held), "supplier": supplier},
    )


def lead(verdicts: Iterable[Verdict]) -> Message:
    """How many suppliers stand how."""
    found = Counter(verdicts)
    counts = {one.value.replace("-", "_"): found[one] for one in Verdict}
    return Message.of("sovereignty.lead", count=found.total(), **counts)


def lead_law(ways: Iterable[Exposure]) -> Message:
    """How many suppliers are reached by which way."""
    found = Counter(ways)
    counts = {one.value.replace("-", "_"): found[one] for one in Exposure}
    return Message.of("sovereignty.law", count=found.total(), **counts)


def stands(one: Standing) -> Iterator[Message]:
    """How one supplier stands, in sentences."""
    yield Message(f"sovereignty.stands.{one.verdict.value}", _said(one))
    code = "score" if one.low == one.high else "bounds"
    yield Message.of(
        f"sovereignty.{code}",
        low=_percent(one.low),
        high=_percent(one.high),
        count=len(one.unknown),
    )


def below(held: Sequence[Below]) -> str | None:
    """Objectives with the level found and the one asked: `SOV-1 SEAL-1 < SEAL-2`."""
    return ", ".join(f"{one.objective} {one.seal or '?'} < {one.least}" for one in held) or None


def because(one: Exposed, law: str) -> Message:
    """Why it is so: the law, or what is not known."""
    if one.missing is not None:
        return Message.of(f"exposure-missing.{one.missing.value}")
    code = "placed" if one.country is not None else one.exposure.value
    return Message(f"exposure-because.{code}", {"law": law, "country": one.jurisdiction})


def told(held: Sovereigns) -> tuple[Message, ...]:
    """How it is reckoned, and by which rules."""
    rules = ", ".join(f"{rule.version} ({rule.digest})" for rule in _rules(held))
    return (
        Message("sovereignty.how"),
        Message("sovereignty.how-law"),
        Message.of("sovereignty.rules", rules=rules),
    )


def made(name: str, found: Classification, held: Sovereigns) -> Mapping[str, Any]:
    """How the answer was made, for whoever makes it again."""
    return {
        "register": name,
        "on": found.register.on.isoformat(),
        "revision": found.register.revision,
        "rules": {rule.version: rule.digest for rule in _rules(held)},
    }


def _rules(held: Sovereigns) -> tuple[Rule, ...]:
    return held.framework.card, held.law.rule


def _said(one: Standing) -> dict[str, Any]:
    letter = None if one.level is None else one.level.name
    return {"level": letter, "below": below(one.below), "open": below(one.open)}


def _percent(score: int) -> str:
    whole, rest = divmod(score, 100)
    return f"{whole}.{rest:02}"


def _order(one: Standing) -> tuple[Any, ...]:
    level = -1 if one.level is None else int(one.level)
    return -level, VERDICTS[one.verdict], one.low, one.supplier
