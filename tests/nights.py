# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small state that changes, and rankings of it that are kept."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from builders import (
    POLDER,
    ZILVERLIJN,
    Rows,
    delivery,
    fallback,
    graph_of,
    needs,
    service,
    supplier,
)

from dijkwacht.base.units import Hours
from dijkwacht.engine.answer import Graphs
from dijkwacht.engine.rank import each_supplier, rank
from dijkwacht.engine.scenario import Choice
from dijkwacht.engine.survey import Starts, Survey, Tally
from dijkwacht.engine.sweep import plain
from dijkwacht.register.codes import Confidence
from dijkwacht.reports.kept import Kept, keep

CHOICE, HORIZONS = Choice(Hours(100)), (1, 100)
FROM_POLDER, FROM_ZILVERLIJN = delivery(POLDER), delivery(ZILVERLIJN)
MEENT = supplier("Meent")
FROM_MEENT = delivery(MEENT)
SUPPLIERS = POLDER, FROM_POLDER, ZILVERLIJN, FROM_ZILVERLIJN, MEENT, FROM_MEENT
TAX, COURT = service("Belasting", users=900), service("Rechtspraak", users=50)
NEED = needs(TAX, FROM_POLDER)
STATE = SUPPLIERS, TAX, COURT, NEED, needs(COURT, FROM_ZILVERLIJN)


def known(*rows: Rows) -> Graphs:
    every, sure = graph_of(rows), graph_of(rows, estimates=False)
    return Graphs(every, sure if len(sure.groups) != len(every.groups) else every)


class Watched:
    """The plain way to count, and how many it was asked; it stops after some."""

    def __init__(self, stops_after: int = 10**9) -> None:
        self.asked, self.left = 0, stops_after

    def __call__(self, survey: Survey, starts: Starts) -> Iterator[Tally]:
        for tally in plain(survey, starts):
            if not self.left:
                raise KeyboardInterrupt
            self.left -= 1
            self.asked += 1
            yield tally


def night(
    folder: Path,
    graphs: Graphs,
    sweep: Any = plain,
    choice: Choice = CHOICE,
    name: str = "state",
    **asked: Any,
) -> Kept:
    heads = asked or {str(node): (node,) for node in each_supplier(graphs)}
    wanted = {int(head): nodes for head, nodes in heads.items()}
    survey = Survey(graphs, choice, HORIZONS)
    question = {"hours": choice.duration}
    about = {"revision": 7, "of": {"register": name}}
    return keep(folder, survey, wanted, question, about, sweep, lambda done, of: None)


def whole(graphs: Graphs) -> list[Any]:
    return rank(graphs, {node: (node,) for node in each_supplier(graphs)}, CHOICE, HORIZONS)


CHANGES: dict[str, Rows] = {
    "a buffer": (SUPPLIERS, TAX, COURT, needs(TAX, FROM_POLDER, buffer_hours=5), STATE[-1]),
    "a need that is gone": (SUPPLIERS, TAX, COURT, STATE[-1]),
    "another need": (SUPPLIERS, TAX, COURT, needs(TAX, FROM_MEENT), STATE[-1]),
    "users": (SUPPLIERS, service("Belasting", users=901), COURT, NEED, STATE[-1]),
    "a fallback": (STATE, fallback("Papier", NEED[0])),
    "a service that is gone": (SUPPLIERS, COURT, STATE[-1]),
    "a supplier that is gone": (SUPPLIERS[:4], STATE[1:]),
    "a supplier more": (STATE, supplier("Dijk")),
    "only estimated": (
        SUPPLIERS,
        TAX,
        COURT,
        needs(TAX, FROM_POLDER, confidence=Confidence.ESTIMATED),
        STATE[-1],
    ),
    "a circle": (STATE, needs(TAX, COURT), needs(COURT, TAX)),
}
