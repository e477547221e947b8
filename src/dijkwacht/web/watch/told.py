# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The bulletin of a night as one reader may have it."""

from collections.abc import Mapping
from dataclasses import replace

from dijkwacht.engine.rank import Place
from dijkwacht.findings.signals import Night
from dijkwacht.reports.bulletin import Told, bulletin
from dijkwacht.reports.report import Report
from dijkwacht.verbs.nights import linked_on, outages
from dijkwacht.web.outages.ranked import told as seen
from dijkwacht.web.watch.models import Night as Kept
from dijkwacht.web.watch.seen import Watch


def told(of: Watch, name: str) -> Report:
    """The bulletin, with levels and alerts as its reader has them; the outages that it counts are
    those of all, so only who sees all reads them."""
    found = of.night()
    opened = of.reasoned.opened
    linked = linked_on(opened.history, found.on, opened.register.revision)
    whole = Told(
        name=name,
        night=found,
        register=of.register,
        rules=of.rules,
        hanging=of.hanging,
        places={} if of.is_own else _places(of, found, linked),
        linked=linked if not of.is_own else frozenset(),
        first=not Kept.objects.filter(day__lt=of.row.day).exists(),
    )
    report = bulletin(whole, of.held.names, found.ids)
    made = {**(report.made or {}), "reach": of.held.viewer.reach.value}
    return of.held.redaction.report(replace(report, made=made))


def _places(of: Watch, found: Night, linked: frozenset[str]) -> Mapping[str, Place]:
    """The outage of each supplier whose level or links changed, as the reader may know it."""
    moved = {found.ids[row] for up in (True, False) for row in found.moved(up)}
    opened = of.reasoned.opened
    places = of.reasoned.once("watch-places", lambda: outages(opened, moved | linked))
    by_node = {one.node: id for id, one in places.items()}
    return {by_node[one.node]: one for one in seen(places.values(), of.sight)}
