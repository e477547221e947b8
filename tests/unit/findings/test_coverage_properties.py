# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What holds of cover for every world: the engine says the same, and more is never less."""

from collections.abc import Sequence
from typing import Any

from builders import Rows, delivery, helped, needs, service, supplier
from covering import covered, option
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.base.units import FOREVER, ONE
from dijkwacht.engine.network import Network
from dijkwacht.engine.scenario import FallbackMode, stops
from dijkwacht.engine.simulate import simulate
from dijkwacht.engine.steps import level_at
from dijkwacht.findings.classes import Class
from dijkwacht.findings.coverage import Coverage, Line
from dijkwacht.graph.graph import NodeNoun
from dijkwacht.register.codes import Answer, Mode
from dijkwacht.register.records import Service

HOURS = st.sampled_from([0, 1, 12, 24, 72, 700, 719, 720, 721, FOREVER])
LEVELS = st.sampled_from([0, 2_500, 5_000, 7_500, ONE])


@st.composite
def worlds(draw: st.DrawFn, *, adding: bool = True) -> tuple[Service, list[Rows]]:
    """A service with one to three requirements and some fallbacks, by hand and tested."""
    of = service("Dienst", mbco=draw(LEVELS))
    rows: list[Rows] = [of]
    targets: list[Any] = [of]
    for number in range(draw(st.integers(1, 3))):
        part = supplier(f"S{number}")
        thing = delivery(part)
        degrading = draw(st.booleans()) and number > 0
        more = {
            "id": f"req-{number}",
            "buffer_hours": draw(st.sampled_from([0, 6, 48])),
            "tolerance": draw(st.sampled_from([0, 0, 1_000, ONE])),
            "mode": draw(st.sampled_from(list(Mode))),
        }
        kind = helped if degrading else needs
        requirement = kind(of, thing, **more, **({"share": 4_000} if degrading else {}))
        targets.append(requirement[0])
        rows += [part, thing, requirement]
    for number in range(draw(st.integers(0, 4))):
        rows.append(
            option(
                f"F{number}",
                draw(LEVELS),
                draw(HOURS),
                draw(HOURS),
                of=draw(st.sampled_from(targets)),
                proven_level=draw(LEVELS),
                proven_activation_hours=draw(HOURS),
                combinable=draw(st.sampled_from([None, Answer.YES])) if adding else None,
            )
        )
    return of, rows


def by_hour(found: Coverage, line: str) -> list[int]:
    """The level at each hour."""
    at = 2 if line == "declared" else 3
    return [span[at] for span in found.spans(0) for _ in range(span[0], span[1])]


@given(worlds(adding=False), st.sampled_from([FallbackMode.DECLARED, FallbackMode.PROVEN]))
def test_the_engine_says_the_same_when_all_that_a_service_requires_is_gone(
    world: tuple[Service, list[Rows]], mode: FallbackMode
) -> None:
    of, rows = world
    found = covered(rows, level=Class.K)
    graph = found.graph
    gone = [node for (noun, _), node in graph.index.items() if noun is NodeNoun.DELIVERY]
    levels = simulate(Network(graph, mode, False), stops(gone, 720, fallbacks=mode))
    steps = levels.get(graph.node(NodeNoun.SERVICE, of.id), ())
    assert by_hour(found, mode.value) == [level_at(steps, hour) for hour in range(720)]


@given(worlds(), st.sampled_from([0, 4, 24, 700, 719]))
def test_gaps_and_what_is_covered_make_up_what_is_asked(
    world: tuple[Service, list[Rows]], mtpd: int
) -> None:
    found = covered(world[1], level=Class.K, mtpd=mtpd)
    for name, line in (("declared", found.declared), ("proven", found.proven)):
        short = [
            hour
            for hour, level in enumerate(by_hour(found, name))
            if hour >= mtpd and level < found.mbco[0]
        ]
        assert [hour for gap in line.of(0) for hour in range(gap.start, gap.end)] == short
        assert line.gap_hours[0] == len(short)
        assert line.share[0] == (720 - mtpd - len(short)) * ONE // (720 - mtpd)


@given(worlds(), LEVELS, HOURS, HOURS)
def test_one_more_independent_tested_fallback_never_lowers_cover_and_a_dependent_one_changes_none(
    world: tuple[Service, list[Rows]], level: int, start: int, lasts: int
) -> None:
    of, rows = world
    before = covered(rows, level=Class.K)
    extra = option("extra", level, start, lasts, of=of)
    more = covered(rows, extra, level=Class.K)
    for name in ("declared", "proven"):
        pairs = zip(by_hour(more, name), by_hour(before, name), strict=True)
        assert all(now >= then for now, then in pairs)
    first = next(row[0] for row in rows if isinstance(row, tuple))
    hanging = needs(extra, delivery(supplier("S0")))
    same = covered(rows, extra, hanging, level=Class.K)
    assert first.owner_id == of.id
    assert by_hour(same, "declared") == by_hour(before, "declared")
    assert by_hour(same, "proven") == by_hour(before, "proven")


def lines(found: Coverage) -> list[Sequence[Any]]:
    """Everything that is said of gaps."""

    def of(line: Line) -> Sequence[Any]:
        return line.level.tolist(), line.share.tolist(), line.gaps.tolist()

    return [of(found.declared), of(found.proven), found.options.declared, found.options.proven]


@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(world: tuple[Service, list[Rows]], random: Any) -> None:
    flat = [row for rows in world[1] for row in (rows if isinstance(rows, tuple) else (rows,))]
    turned = list(flat)
    random.shuffle(turned)
    assert lines(covered(flat, level=Class.K)) == lines(covered(turned, level=Class.K))
