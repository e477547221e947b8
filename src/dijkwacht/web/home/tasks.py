# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose task what is, and which come first: those that avert most harm per minute."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from dijkwacht.findings.classes import Class
from dijkwacht.rules.rulebook import Parameters
from dijkwacht.web.access import Reach, Sight, Viewer
from dijkwacht.web.home.waiting import Kind
from dijkwacht.web.roles import Role

CONTRACTS: Final = (Kind.CONTRACT_OVER, Kind.CONTRACT_ENDS, Kind.CONTRACT_END)
COVER: Final = (Kind.FALLBACK_UNPROVEN, Kind.GAP)
OF: Final[Mapping[Role, tuple[Kind, ...]]] = {
    Role.CONTRACT_MANAGER: (*CONTRACTS, Kind.STALE, Kind.PROBLEM),
    Role.SERVICE_OWNER: (Kind.HARM_NONE, Kind.CLASS_PROVISIONAL, *COVER, Kind.STALE, Kind.PROBLEM),
    Role.CISO: (Kind.HARM_UNSIGNED, Kind.CLASS_PROVISIONAL, *COVER),
    Role.CIO: (Kind.HARM_UNSIGNED, Kind.CONTRACT_OVER, Kind.CONTRACT_ENDS, Kind.GAP),
    Role.BOARD: (Kind.GAP, Kind.CONTRACT_ENDS),
    Role.REVIEWER: (Kind.CLASS_PROVISIONAL, Kind.FALLBACK_UNPROVEN),
    Role.ANALYST: tuple(Kind),
    Role.AUDITOR: tuple(Kind),
    Role.CRISIS: tuple(Kind),
    Role.ADMINISTRATOR: (),
}
"""What each role is asked; whoever looks at all organisations gets counts of everything."""


@dataclass(frozen=True)
class Chosen:
    """The tasks of one viewer."""

    shown: pl.DataFrame  # the first first
    rest: Mapping[Kind, int]  # how many more of each kind

    @property
    def count(self) -> int:
        """How many there are in all."""
        return self.shown.height + sum(self.rest.values())


def mine(rows: pl.DataFrame, viewer: Viewer, rule: Parameters) -> pl.DataFrame:
    """Of all that waits what this viewer is asked, in order; what is wrong in rows is one task."""
    kinds = [kind.value for kind in OF[viewer.role]]
    asked = rows.filter(pl.col("kind").is_in(kinds) & seen(viewer))
    problems = asked.filter(pl.col("kind") == Kind.PROBLEM)
    one = problems.with_columns(pl.col("first", "length").sum(), id=pl.lit("")).head(1)
    rest = asked.filter(pl.col("kind") != Kind.PROBLEM)
    # what one only confirms takes no time, and averts less than what one mends
    last = pl.col("kind") == Kind.STALE.value
    return pl.concat([rest, one]).sort(
        *(last, _score(rule), "on", "kind", "id"),
        descending=[False, True, False, False, False],
        nulls_last=True,
    )


def choose(rows: pl.DataFrame, rule: Parameters) -> Chosen:
    """The few that are shown, and how many more there are."""
    place = pl.int_range(pl.len()).over("kind")
    shown = rows.filter(place < rule["each"]).head(rule["most"])
    counts = dict(rows.group_by("kind").len().iter_rows())
    here = dict(shown.group_by("kind").len().iter_rows())
    rest = {kind: counts.get(kind.value, 0) - here.get(kind.value, 0) for kind in Kind}
    return Chosen(shown, {kind: count for kind, count in rest.items() if count})


def seen(viewer: Viewer) -> pl.Expr:
    """Whether a row is of an organisation that the viewer sees in full, or they look at all."""
    if viewer.reach is not Reach.OWN:
        return pl.lit(True)
    return pl.col("owner").is_in(sorted(viewer.own)).fill_null(False)


def _score(rule: Parameters) -> pl.Expr:
    """How much harm a minute of it averts, in thousandths."""
    weights = {int(Class[name]): weight for name, weight in rule["weight"].items()}
    weight = pl.col("level").replace_strict(weights, return_dtype=pl.Int64)
    minutes = pl.col("kind").replace_strict(rule["minutes"], return_dtype=pl.Int64)
    return weight * 1000 // minutes


@dataclass(frozen=True, slots=True)
class Tally:
    """How much of one kind waits everywhere."""

    kind: Kind
    things: int
    organisations: int | None  # None where they are too few to tell
    heavy: int  # about something vital or crucial


def tallies(rows: pl.DataFrame, sight: Sight, sector: str = "") -> Iterator[Tally]:
    """What waits over all organisations, or those of one sector; of a few it is only said that
    they are few."""
    bodies = sight.register.once("organisations").select(owner="id", sector="sector")
    asked = rows.join(bodies, on="owner", how="left")
    if sector:
        asked = asked.filter(pl.col("sector") == sector)
    for kind in Kind:
        of = asked.filter(pl.col("kind") == kind.value)
        count = of["owner"].drop_nulls().n_unique()
        told = sight.told(count) if sight.viewer.reach is Reach.CENTRAL else count
        if of.height:
            heavy = of.filter(pl.col("level") >= int(Class.C)).height
            yield Tally(kind, of.height, told, heavy)


def sectors(sight: Sight) -> list[str]:
    """The sectors of which there are enough organisations to tell of them."""
    counts = sight.register.once("organisations").group_by("sector").len().drop_nulls("sector")
    return sorted(sector for sector, count in counts.iter_rows() if sight.told(count))
