# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first line of an outage: how much is lost how soon, of whom, and what that rests on."""

from collections.abc import Iterator

from dijkwacht.base.message import Message
from dijkwacht.base.units import ONE
from dijkwacht.reports.words import Lasting
from dijkwacht.web.access import Reach
from dijkwacht.web.others import Others
from dijkwacht.web.outages.rows import Seen, Within


def first_line(seen: Seen, causes: str, hours: int) -> Iterator[Message]:
    """The sentences about what is lost within so many hours; all numbers are of what the viewer
    sees, but for how many services others lose."""
    within = seen.within(hours)
    yield _lost(seen, causes, hours, within)
    if seen.others is not None:
        yield others(seen.others)
    if within.services:
        yield _first(seen)
        yield _persons(within)
        share = within.resting * int(ONE) // within.services
        yield Message.of("outage-line.resting", share=share // 100, count=within.resting)


def _lost(seen: Seen, causes: str, hours: int, within: Within) -> Message:
    own = seen.sight.viewer.reach is Reach.OWN
    told: dict[str, object] = {"names": causes, "hours": Lasting(hours)}
    if not within.services:
        return Message.of("outage-line.own-none" if own else "outage-line.none", **told)
    told["vital"] = within.vital
    if within.services == 1:
        return Message.of("outage-line.own-one" if own else "outage-line.one", **told)
    told["services"] = within.services
    if own:
        return Message.of("outage-line.own", **told)
    return Message.of("outage-line.all", organisations=within.organisations, **told)


def others(of: Others) -> Message:
    """What of others may be told: over the whole run, rounded, and never of too few of them."""
    if of.organisations is None:
        return Message("outage-line.few-others")
    if not of.organisations:
        return Message("outage-line.no-others")
    if of.persons is None:
        return Message.of(
            "outage-line.others", services=of.services, organisations=of.organisations
        )
    return Message.of(
        "outage-line.others-persons",
        services=of.services,
        organisations=of.organisations,
        persons=of.persons,
    )


def _first(seen: Seen) -> Message:
    row = seen.rows(seen.lost.head(1))[0]
    if row.lost_at == 0:
        return Message.of("outage-line.first-at-once", name=row.service.name)
    return Message.of("outage-line.first", name=row.service.name, hours=Lasting(row.lost_at))


def _persons(within: Within) -> Message:
    if within.persons_unknown == within.services:
        return Message("outage-line.persons-unknown")
    if within.persons_unknown:
        return Message.of(
            "outage-line.persons-some", persons=within.persons, unknown=within.persons_unknown
        )
    return Message.of("outage-line.persons", persons=within.persons)
