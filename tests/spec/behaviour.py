# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""One behaviour of the engine as text tables, held against both engines."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from spec.tables import spans, steps, table
from spec.world import World, world

from dijkwacht.engine import reference
from dijkwacht.engine.outage import levels, outage
from dijkwacht.engine.scenario import Steps
from dijkwacht.engine.steps import changes

HORIZON: Final = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Behaviour:
    """The tables of one behaviour: what needs what, what fails, and what is to happen."""

    needs: str
    fails: str
    expect: str
    nodes: str = ""
    fallbacks: str = ""
    horizon: int = HORIZON
    permanent: bool = False
    mode: str = "declared"  # which fallbacks count

    def world(self) -> World:
        """Its graph and scenario."""
        return world(
            self.needs,
            self.fails,
            nodes=self.nodes,
            fallbacks=self.fallbacks,
            horizon=self.horizon,
            permanent=self.permanent,
            mode=self.mode,
        )


@cache
def check(behaviour: Behaviour) -> None:
    """Both engines say what is expected of each service and system, at every hour."""
    made = behaviour.world()
    walked = reference.simulate(made.graph, made.scenario)
    jumped = outage(made.graph, made.scenario)
    assert (levels(jumped, behaviour.horizon) == walked).all(), "the engines differ"
    rows = {row["who"]: row for row in table(behaviour.expect)}
    assert made.told <= rows.keys(), f"nothing is told of {made.told - rows.keys()}"
    expected: dict[str, Steps] = {who: steps(row["level"]) for who, row in rows.items()}
    found = {who: changes(list(enumerate(walked[made.nodes[who]].tolist()))) for who in rows}
    assert found == expected
    lost = {who: spans(row["lost"]) for who, row in rows.items() if "lost" in row}
    assert {who: jumped.lost_spans(made.nodes[who]) for who in lost} == lost


class Recorder:
    """Checks each behaviour it is given, and keeps it."""

    def __init__(self) -> None:
        self.kept: list[Behaviour] = []

    def __call__(self, needs: str, fails: str, expect: str, **more: object) -> None:
        """Check the behaviour of these tables."""
        made = Behaviour(needs=needs, fails=fails, expect=expect, **more)  # type: ignore[arg-type]
        check(made)
        self.kept.append(made)
