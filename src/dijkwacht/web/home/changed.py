# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changed of what a viewer sees, since a revision."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from dijkwacht.base.message import Message
from dijkwacht.findings.classes import Class
from dijkwacht.register.register import History
from dijkwacht.web.access import Reach, Sight, Viewer
from dijkwacht.web.ownership import COMMON
from dijkwacht.web.reasoning import Reasoned
from dijkwacht.web.store.models import Revision


@dataclass(frozen=True, slots=True)
class Change:
    """How many things of a table are new, changed and ended."""

    table: str
    new: int
    changed: int
    ended: int

    @property
    def says(self) -> Message:
        """The table in words."""
        return Message(f"tables.{self.table}")


@dataclass(frozen=True, slots=True)
class Moved:
    """A service of which the class changed."""

    service: str
    was: str
    now: str


def revision_before(moment: datetime) -> int:
    """The newest revision of that moment; 0 where there was none."""
    found = Revision.objects.filter(applied_at__lte=moment).values_list("number", flat=True)
    return found.order_by("-number").first() or 0


def changed(history: History, since: int, before: Sight, now: Sight) -> Iterator[Change]:
    """The changes by table; of all organisations together where the viewer looks at all, unless
    they are of too few to tell."""
    for table, rows in history.frames.items():
        if table in COMMON or table == "facts":
            continue
        touched = rows.filter((pl.col("known_from") > since) | (pl.col("known_until") > since))
        ids = _seen(touched["id"].unique(), table, before, now)
        if len(ids):
            there, here = (set(sight.register.table(table)["id"]) for sight in (before, now))
            found = set(ids)
            new, ended = found & here - there, found & there - here
            both = found & there & here
            if new or ended or both:
                yield Change(table, len(new), len(both), len(ended))


def _seen(ids: pl.Series, table: str, before: Sight, now: Sight) -> list[str]:
    """Those that are, or were, the viewer's."""
    owners = {**before.owners.by_id(table), **now.owners.by_id(table)}
    viewer = now.viewer
    if viewer.reach is Reach.OWN:
        return [id for id in ids if owners.get(id) in viewer.own]
    known = [id for id in ids if id in owners]
    bodies = {owners[id] for id in known}
    few = viewer.reach is Reach.CENTRAL and now.told(len(bodies)) is None
    return [] if few else known


def moved(before: Reasoned, now: Reasoned, viewer: Viewer) -> Iterator[Moved]:
    """The services of the viewer's own organisation of which the class changed."""
    was, owners = _levels(before), now.sight(viewer).owners.by_id("services")
    for id, level in _levels(now).items():
        own = owners.get(id) in viewer.own if viewer.reach is Reach.OWN else False
        if own and id in was and was[id] != level:
            yield Moved(id, Class(was[id]).name, Class(level).name)


def _levels(reasoned: Reasoned) -> Mapping[str, int]:
    classes = reasoned.classification.classes
    return dict(zip(classes.ids, classes.level.tolist(), strict=True))
