# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""An outage as a chart: services lost, and their persons, over time, as a Vega-Lite specification.

Format: https://vega.github.io/vega-lite/docs/. Nothing is told by colour alone: each panel has its
own named axis and its highest point in figures, and the description says the same in words.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any, Final

from dijkwacht.base.message import Message
from dijkwacht.engine.outage import Outage
from dijkwacht.reports.asked import title
from dijkwacht.reports.names import Names
from dijkwacht.reports.outage import Told, summary
from dijkwacht.reports.words import DAY, Lasting, Words

SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v5.json"
INK: Final = "#1d4f78"  # 8.6 to 1 on white
WIDTH, HEIGHT, LINE = 640, 140, 90  # pixels; characters in a line of text
TICKS: Final = 12
WEEK: Final = 7 * DAY
HOURLY: Final = 96  # up to so many hours the axis counts hours, then days
STEPS: Final = (1, 2, 4, 6, 12, *(DAY * days for days in (1, 2, 7, 14, 30, 60, 120)))
FIELDS: Final = {
    "hour": "column.hour",
    "services": "chart.services",
    "persons": "chart.persons",  # as far as known
}
"""What each moment holds, and what it is called."""
DUTCH: Final = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€ ", ""]}


@dataclass(frozen=True, slots=True)
class Moment:
    """What is lost from this hour on."""

    hour: int
    services: int
    persons: int  # over the services of which the number is known


def moments(found: Outage) -> list[Moment]:
    """What is lost at each hour at which that changes, from hour 0; nothing before it."""
    services: Counter[int] = Counter({0: 0})
    persons: Counter[int] = Counter()
    for loss in found.lost:
        for start, end in found.lost_spans(loss.node):
            for hour, sign in ((start, 1), (end, -1)):
                services[hour] += sign
                persons[hour] += sign * (loss.users or 0)
    made = [Moment(0, 0, 0)]
    for hour in sorted(services):
        last = made[-1]
        made.append(Moment(hour, last.services + services[hour], last.persons + persons[hour]))
    return [moment for moment in made[1:] if moment.hour < found.scenario.horizon]


def chart(told: Told, names: Names, words: Words) -> dict[str, Any]:
    """The chart: a panel of services lost, and one of persons where any number is known."""
    found = told.found
    every = moments(found)
    end = _end(every, found.scenario.horizon)
    drawn = [*every, Moment(end, every[-1].services, every[-1].persons)]
    fields = ["services", *(["persons"] if any(moment.persons for moment in every) else [])]
    called = words.say(title(found.graph, told.selection, told.choice, names))
    says = [words.say(message) for message in (*summary(told, names), _worst(every))]
    lines = [line for sentence in says for line in wrap(sentence, LINE)]
    return {
        "$schema": SCHEMA,
        "title": {"text": wrap(called, LINE), "subtitle": lines, "anchor": "start", "offset": 16},
        "description": " ".join([called, *says]),
        "data": {"values": [{field: getattr(at, field) for field in FIELDS} for at in drawn]},
        "vconcat": [_panel(field, every, end, words) for field in fields],
        "config": _config(words),
    }


def _worst(every: Sequence[Moment]) -> Message:
    most = max(every, key=lambda moment: (moment.services, moment.persons, -moment.hour))
    hour, services = Lasting(most.hour), most.services
    if not any(moment.persons for moment in every):
        return Message.of("chart.worst", hour=hour, services=services)
    return Message.of("chart.worst-persons", hour=hour, services=services, persons=most.persons)


def _end(every: Sequence[Moment], horizon: int) -> int:
    """The last hour drawn: a little after all is well again; else enough to see that it is not."""
    last = every[-1].hour
    seen = max(2 * last, WEEK) if every[-1].services else last + max(last // 20, 4)
    return min(horizon, seen)


def _panel(field: str, every: Sequence[Moment], end: int, words: Words) -> dict[str, Any]:
    """One measure over time, with its highest point in figures."""
    peak = max(every, key=lambda moment: (getattr(moment, field), -moment.hour))
    y = {
        "field": field,
        "type": "quantitative",
        "title": words.text(FIELDS[field]),
        "axis": {"format": ",d", "tickMinStep": 1},
        "scale": {"domainMin": 0, "nice": True},
    }
    label = {"type": "text", "align": "left", "dx": 4, "dy": -8, "fontWeight": "bold"}
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "encoding": {"x": _hours(end, words), "y": y, "tooltip": _tooltip(words)},
        "layer": [
            {"mark": {"type": "area", "interpolate": "step-after", "opacity": 0.2}},
            {"mark": {"type": "line", "interpolate": "step-after", "point": True}},
            {
                "transform": [{"filter": {"field": "hour", "equal": peak.hour}}],
                "mark": label,
                "encoding": {"text": {"field": field, "format": ",d"}},
            },
        ],
    }


def _hours(end: int, words: Words) -> dict[str, Any]:
    """The axis of time, in hours or in days, with a tick at whole ones."""
    daily = end > HOURLY
    fitting = (step for step in STEPS if end // step <= TICKS and (step >= DAY or not daily))
    labels = {"labelExpr": f"datum.value / {DAY}"} if daily else {}
    step = next(fitting, max(end // TICKS // DAY, 1) * DAY)
    return {
        "field": "hour",
        "type": "quantitative",
        "title": words.text("chart.days" if daily else "chart.hours"),
        "scale": {"domain": [0, end], "nice": False},
        "axis": {"values": list(range(0, end + 1, step)), **labels},
    }


def _tooltip(words: Words) -> list[dict[str, Any]]:
    return [
        {"field": field, "type": "quantitative", "format": ",d", "title": words.text(called)}
        for field, called in FIELDS.items()
    ]


def _config(words: Words) -> Mapping[str, Any]:
    look = {
        "background": "white",
        "mark": {"color": INK},
        "axis": {"labelFontSize": 13, "titleFontSize": 13, "labelColor": "#222"},
        "title": {"fontSize": 16, "subtitleFontSize": 13, "subtitleColor": "#222"},
        "text": {"color": "#222", "fontSize": 14},
    }
    return look | ({"locale": {"number": DUTCH}} if words.language == "nl" else {})
