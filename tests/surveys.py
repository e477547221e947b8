# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small fictional state to be counted in every way there is, and whether two tallies agree."""

from dataclasses import astuple
from datetime import date
from functools import cache

import numpy as np

from dijkwacht import verbs
from dijkwacht.base.units import Hours
from dijkwacht.engine.answer import Graphs
from dijkwacht.engine.rank import each_supplier
from dijkwacht.engine.scenario import Choice, FallbackMode
from dijkwacht.engine.survey import Tally
from dijkwacht.graph.build import build
from dijkwacht.rules.rulebook import Rulebook

DAY = date(2026, 6, 1)
CHOICES = [
    Choice(Hours(4380), Hours(72)),
    Choice(Hours(4380), permanent=True),
    Choice(Hours(720), Hours(24), fallbacks=FallbackMode.NONE),
    Choice(Hours(720), fallbacks=FallbackMode.PROVEN),
]
HORIZONS = 1, 24, 72, 168, 720


@cache
def state() -> tuple[Graphs, list[tuple[int, ...]]]:
    """A small fictional state, and its suppliers one by one and in pairs."""
    register, rules = verbs.generate(4, 1, DAY).at(DAY), Rulebook.read().on(DAY)
    known = Graphs(build(register, rules), build(register, rules, estimates=False))
    alone = [(node,) for node in each_supplier(known)]
    return known, alone + [(a, b) for (a,), (b,) in zip(alone, alone[7:], strict=False)]


def same(one: Tally, other: Tally) -> bool:
    return all(
        np.array_equal(a, b) and a.dtype == b.dtype
        for a, b in zip(astuple(one), astuple(other), strict=True)
    )
