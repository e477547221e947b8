# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked of the engine about some things: outages, weaknesses, fuses, fault trees."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dijkwacht.engine.answer import Answer, answer
from dijkwacht.engine.failing_sets import FailingSet, failing_sets
from dijkwacht.engine.fuses import Fuse, shortest_fuses
from dijkwacht.engine.kind import Kind, Things
from dijkwacht.engine.load import Engine
from dijkwacht.engine.outage import Outage
from dijkwacht.engine.published.cut_sets import CutSets, cut_sets
from dijkwacht.engine.published.read_fault_tree import read_fault_tree
from dijkwacht.engine.rank import Progress
from dijkwacht.engine.scenario import Choice
from dijkwacht.engine.sensitivity import Sway, ranges_of, sensitivity
from dijkwacht.graph.select import Selection, Selector, select
from dijkwacht.verbs.opening import Opened, nouns_of, service_node, silent, things_for


@dataclass(frozen=True, slots=True)
class Question:
    """What stops, as a person says it, and how."""

    what: Selector
    choice: Choice


@dataclass(frozen=True, slots=True)
class Asked:
    """The answer to a question: what stops, as nodes, and what happens."""

    question: Question
    selection: Selection
    answer: Answer


@dataclass(frozen=True, slots=True)
class Weaknesses:
    """The smallest sets of things that bring one service down, out of those that were tried."""

    service: int
    things: Things
    sets: tuple[FailingSet, ...]


@dataclass(frozen=True, slots=True)
class Fuses:
    """The shortest fuse of every service, out of the things that were tried."""

    things: Things
    of: tuple[Fuse, ...]


def outage(opened: Opened, question: Question, engine: Engine | None = None) -> Asked:
    """What happens when these things stop, and those that the scenario itself names.

    An `engine` runs a large register compiled; the answer is the same. Raises NotInRegister for a
    name or country that is not in the register, WrongQuestion when the scenario is not about such
    things.
    """
    graph, profile = opened.graphs.every, question.choice.profile
    what = question.what.joined(profile.rule.fails) if profile else question.what
    selection = select(graph, opened.register, what, nouns_of(question.choice))
    found = answer(opened.graphs, question.choice.of(selection.failing), engine=engine)
    return Asked(question, selection, found)


def sways(opened: Opened, found: Outage) -> list[Sway]:
    """Which of policy's assumptions matter most in an outage. RuleNotInForce when policy has no
    ranges for the day."""
    return sensitivity(found, ranges_of(opened.rules.parameters("outage/ranges")))


def weaknesses(
    opened: Opened,
    service: str,
    choice: Choice,
    *,
    kinds: Sequence[Kind] = (Kind.SUPPLIERS,),
    order: int = 2,
    progress: Progress | None = None,
) -> Weaknesses:
    """What brings one service down, alone and (`order` 2) in pairs. NotInRegister for a name that
    is no service of the register, WrongQuestion for a scenario that is not about these kinds."""
    node = service_node(opened, service)
    tried = things_for(opened, choice, kinds)
    found = failing_sets(opened.graphs, node, tried, choice, order, progress or silent)
    return Weaknesses(node, tried, tuple(found))


def fuses(
    opened: Opened,
    choice: Choice,
    *,
    kinds: Sequence[Kind] = (Kind.SUPPLIERS,),
    progress: Progress | None = None,
) -> Fuses:
    """For every service how soon one thing that stops can bring it down, the shortest first."""
    tried = things_for(opened, choice, kinds)
    found = shortest_fuses(opened.graphs, tried, choice, progress or silent)
    return Fuses(tried, tuple(found))


def fault_tree(path: Path, gate: str | None = None) -> CutSets:
    """The minimal cut sets of the fault tree in a file, under one gate of it (default: the top)."""
    return cut_sets(read_fault_tree(path, gate))
