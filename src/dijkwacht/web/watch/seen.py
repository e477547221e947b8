# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A night as one reader may know it. Who sees all sees the levels by what hangs on a supplier with
all; who sees one organisation, by what hangs on it with that one alone (decision note 0057)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final

import polars as pl

from dijkwacht import verbs
from dijkwacht.findings.alerts import acted
from dijkwacht.findings.classes import NONE, Class
from dijkwacht.findings.fusion import Fused
from dijkwacht.findings.hazards import hazards
from dijkwacht.findings.levels import LevelPolicy, Levels, blind
from dijkwacht.findings.own_levels import Own, only, own_levels
from dijkwacht.findings.signals import Hanging, Night, Standing, night
from dijkwacht.graph.graph import NodeNoun
from dijkwacht.register.register import Register
from dijkwacht.reports import nights
from dijkwacht.rules.rulebook import Rules
from dijkwacht.verbs.nights import judge
from dijkwacht.web.access import Reach, Sight
from dijkwacht.web.judged import Judged
from dijkwacht.web.reasoning import CACHE, REASONING, Reasoned
from dijkwacht.web.record.around import resting_on
from dijkwacht.web.watch import facts
from dijkwacht.web.watch.models import Night as Kept

CHAIN: Final = 92  # nights that an organisation's own watch looks back
CHAIN_OF_ALL: Final = 14  # the same, where it looks at every supplier
NOTHING: Final = Hanging({}, {}, {})


def last_night(held: Judged) -> Kept | None:
    """The newest night that is kept, as of the day and revision that the reader looks at."""
    rows = Kept.objects.filter(day__lte=held.reasoned.on)
    if held.reasoned.revision < REASONING.newest().number:
        rows = rows.filter(revision__lte=held.reasoned.revision)
    return rows.first()


@dataclass(frozen=True, eq=False)
class Watch:
    """One night with the eyes of one reader."""

    held: Judged
    row: Kept
    rows: Reasoned  # the register as it is known now: acts count at once

    @property
    def is_own(self) -> bool:
        """Whether levels are those of one organisation."""
        return self.held.viewer.reach is Reach.OWN

    @cached_property
    def reasoned(self) -> Reasoned:
        """The register that the night was made of."""
        return REASONING.on(self.row.day, self.row.revision)

    @property
    def register(self) -> Register:
        """Its rows."""
        return self.reasoned.opened.register

    @property
    def rules(self) -> Rules:
        """The policy of its day."""
        return self.reasoned.opened.rules

    @cached_property
    def policy(self) -> LevelPolicy:
        """How levels are made."""
        return LevelPolicy.of(self.rules)

    @cached_property
    def sight(self) -> Sight:
        """That register as the reader sees it."""
        return self.reasoned.sight(self.held.viewer)

    @cached_property
    def standing(self) -> Standing:
        """What is kept of the night."""
        return nights.from_bytes(bytes(self.row.content))

    @cached_property
    def fused(self) -> Fused:
        """What was put together, with every term."""
        return self.reasoned.once("watch-fused", self._fuse)

    def _fuse(self) -> Fused:
        register, rules = of_centre(self.register), self.rules
        return night(None, register, rules, hazards(register, rules), NOTHING).fused

    @cached_property
    def blind(self) -> tuple[str, ...]:
        """Feeds of which there is no good reading of late."""
        return blind(self.register.table("readings"), self.policy, self.row.day)

    @cached_property
    def touching(self) -> Mapping[str, int]:
        """The suppliers that touch the reader's services, each with the class of what cannot do
        without it; NONE where all can."""
        key = f"watch-touching {sorted(self.held.viewer.own)}"
        return self.reasoned.once(key, self._touching)

    def _touching(self) -> Mapping[str, int]:
        graph = self.reasoned.opened.graphs.every
        services = self.sight.table("services")["id"].unique()
        starts = [graph.index[NodeNoun.SERVICE, id] for id in services]
        found = {graph.nodes.ids[node] for node in resting_on(graph, *starts)}
        found |= set(self.sight.table("contracts")["supplier_id"].drop_nulls())
        highest = self.resting(found).group_by("id").agg(pl.col("level").max())
        held = dict(highest.iter_rows())
        return {id: held.get(id, NONE) for id in sorted(found)}

    def resting(self, suppliers: Collection[str]) -> pl.DataFrame:
        """Each of these suppliers with the services in the reader's sight that cannot do without
        it."""
        opened, classes = self.reasoned.opened, self.reasoned.classification
        pairs = verbs.resting(opened, classes, suppliers, CACHE)
        services = self.sight.table("services")["id"].unique()
        return (
            pairs.filter(pl.col("service_id").is_in(services.implode())) if self.is_own else pairs
        )

    def night(self, *, everything: bool = False) -> Night:
        """The night for this reader; with `everything` also suppliers that do not touch them."""
        return self._of_one(everything) if self.is_own else self._of_all()

    def _of_all(self) -> Night:
        row = Kept.objects.filter(day__lt=self.row.day).first()
        before = Levels.none() if row is None else nights.from_bytes(bytes(row.content)).levels
        ids, standing = self.fused.ids, self.standing
        critical = facts.from_bytes(bytes(self.row.known)).rows["critical"].to_numpy()
        acts = self.acts(None)
        book = acted(standing.book, acts, self.held.reasoned.on)
        return Night(
            replace(standing, book=book),
            self.fused,
            critical,
            self.blind,
            before.on_rows(ids, self.row.day),
            self.row.rules,
        )

    def _of_one(self, everything: bool) -> Night:
        own = self._chain(everything)
        ids = own.levels.ids
        book = own.book if not everything else self._chain(False).book
        book = acted(book, self.acts(self.held.viewer.node), self.held.reasoned.on)
        held = self.standing
        standing = Standing(held.on, held.revision, own.levels, held.cuts, held.cuts_on, book)
        fused = only(self.fused, frozenset(ids))
        return Night(standing, fused, own.critical, self.blind, own.before, self.row.rules)

    def _chain(self, everything: bool) -> Own:
        """The organisation's own watch over the nights that are kept."""
        viewer = self.held.viewer
        key = f"watch-own {everything} {viewer.node} {sorted(viewer.own)} {self.row.digest}"
        return self.reasoned.once(key, lambda: self._chained(everything))

    def _chained(self, everything: bool) -> Own:
        most = CHAIN_OF_ALL if everything else CHAIN
        rows = list(Kept.objects.filter(day__lte=self.row.day)[:most])
        known = [facts.from_bytes(bytes(row.known)) for row in reversed(rows)]
        hanging = self.touching
        if everything:
            hanging = {**dict.fromkeys(self.fused.ids, NONE), **hanging}
        acts = self.acts(self.held.viewer.node)
        return own_levels(known, hanging, acts, lambda day: LevelPolicy.of(_rules(day)))

    def acts(self, node: str | None) -> pl.DataFrame:
        """What was done by an organisation, or by the centre, as the register knows it now."""
        rows = self.rows.opened.register.table("alert_acts")
        mine = pl.col("organisation_id").is_null()
        return rows.filter(mine if node is None else pl.col("organisation_id") == node)

    @property
    def budget(self) -> int:
        """How many alerts there are a month."""
        return self.policy.budget

    @cached_property
    def hanging(self) -> Hanging:
        """What hangs on suppliers, for the bulletin: with the reader alone, or with all."""
        if not self.is_own:
            opened = self.reasoned.opened
            return self.reasoned.once("watch-hanging", lambda: judge(opened, CACHE).hanging)
        mine = {id: Class(level) for id, level in self.touching.items() if level != NONE}
        pairs = self.resting(frozenset(mine)).join(self._whose, on="service_id", how="left")
        counts = pairs.group_by("id").agg(
            pl.col("service_id").n_unique(), pl.col("organisation_id").n_unique()
        )
        services = dict(counts.select("id", "service_id").iter_rows())
        organisations = dict(counts.select("id", "organisation_id").iter_rows())
        return Hanging(mine, services, organisations)

    @property
    def _whose(self) -> pl.DataFrame:
        owned = self.register.table("services").select("id", "organisation_id").unique("id")
        return owned.rename({"id": "service_id"})


def of_centre(register: Register) -> Register:
    """The register with only the acts of the centre, which alone say what is over."""
    acts = register.table("alert_acts").filter(pl.col("organisation_id").is_null())
    return replace(register, frames={**register.frames, "alert_acts": acts})


def _rules(day: date) -> Rules:
    return REASONING.rulebook.on(day)
