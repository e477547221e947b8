# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The course of an outage for a browser to draw: the numbers of the table, and each moment in
words."""

from collections.abc import Iterator, Sequence
from typing import Any

from dijkwacht.base.message import Message
from dijkwacht.reports.words import Lasting, Words
from dijkwacht.web.outages.picture import Moment, moments
from dijkwacht.web.outages.rows import KINDS
from dijkwacht.web.outages.scene import Scene
from dijkwacht.web.outages.shown import beside_says


def chart(scene: Scene) -> dict[str, Any]:
    """Services lost by class, the same with other fallbacks, and persons, from each hour on at
    which something changes until the end of the run."""
    seen, words = scene.seen, scene.reading.words
    made = moments(seen.course, seen.course_beside)
    beside = words.say(beside_says(seen))
    says = Message.of(
        "outage-chart.says",
        hours=Lasting(scene.horizon),
        services=max((moment.total for moment in made), default=0),
        persons=max((moment.persons for moment in made), default=0),
    )
    return {
        "end": scene.horizon,
        "hours": [moment.hour for moment in made],
        "series": list(_series(made, words)),
        "beside": {"name": beside, "values": [moment.beside for moment in made]},
        "persons": {
            "name": words.text("column.persons"),
            "values": [moment.persons for moment in made],
        },
        "told": [list(_told(moment, beside, words)) for moment in made],
        "says": words.say(says),
        "hour": words.text("column.hour"),
        "services": words.text("outage-chart.services"),
    }


def _series(made: Sequence[Moment], words: Words) -> Iterator[dict[str, Any]]:
    """The services of each class of which any is lost, the highest class first."""
    for kind in KINDS:
        values = [moment.services[kind.name] for moment in made]
        if any(values):
            name = words.text(f"class.{kind.name.lower()}")
            yield {"class": kind.name, "name": name, "values": values}


def _told(moment: Moment, beside: str, words: Words) -> Iterator[str]:
    """One row of the table in words."""
    yield f"{words.text('column.hour')}: {words.hours(moment.hour)}"
    for letter, count in moment.services.items():
        yield f"{letter}: {words.number(count)}"
    yield f"{words.text('outage-course.total')}: {words.number(moment.total)}"
    yield f"{beside}: {words.number(moment.beside)}"
    yield f"{words.text('column.persons')}: {words.number(moment.persons)}"
