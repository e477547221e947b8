# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers about outages of one register, the last few kept: readers move the slider and open one
because after another on the same question."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from dijkwacht import verbs
from dijkwacht.base.errors import DijkwachtError, NotInRegister, WrongQuestion
from dijkwacht.engine.answer import Answer
from dijkwacht.engine.saved import without
from dijkwacht.engine.scenario import Choice, FallbackMode, Start
from dijkwacht.findings.classes import Ints
from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.graph.select import Selector
from dijkwacht.verbs import Stop
from dijkwacht.web.outages.lately import Lately
from dijkwacht.web.reasoning import CACHE, ENGINE, Reasoned

KEPT: Final = 16  # answers; one of a full state takes some megabytes
UNKNOWN: Final = -1  # no class: not a service


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the ids of the register in place of what the reader wrote."""

    selector: Selector
    stop: Stop
    start: Start | None = None
    without: tuple[str, ...] = ()  # fallbacks that do not count

    def choice(self, opened: verbs.Opened) -> Choice:
        """How things stop. WrongQuestion for a scenario that is not in force."""
        name = self.stop.scenario
        known = sorted(rule.called for rule in opened.rules.scenarios)
        if name is not None and name not in known:  # a file is nothing to read for a browser
            raise WrongQuestion("outage-scenario", name=name, known=", ".join(known))
        return replace(self.stop.choice(opened), start=self.start)


def answer(reasoned: Reasoned, asked: Asked) -> verbs.Asked:
    """The answer to a question, from the last ones or anew. NotInRegister and WrongQuestion as
    `verbs.outage`, in words that name nothing."""
    kept = reasoned.once("outages", lambda: Lately[Asked, verbs.Asked](KEPT))
    return kept.of(asked, lambda: answered(reasoned, asked))


def answered(reasoned: Reasoned, asked: Asked) -> verbs.Asked:
    """What happens, asked of the engine; faults name nothing of the register."""
    opened = reasoned.opened
    question = verbs.Question(asked.selector, asked.choice(opened))
    try:
        found = verbs.outage(opened, question, ENGINE)
    except DijkwachtError as fault:
        raise silent(fault) from None
    return replace(found, answer=_lacking(opened, found.answer, asked.without))


def silent(fault: DijkwachtError) -> DijkwachtError:
    """The fault without what it tells of things that the reader may not see."""
    if fault.what.code == "not-of-this-scenario":
        return WrongQuestion("outage-not-of-scenario", allowed=fault.what.params["allowed"])
    if isinstance(fault, NotInRegister):
        return NotInRegister("outage-nothing-there")
    return fault


def _lacking(opened: verbs.Opened, found: Answer, fallbacks: tuple[str, ...]) -> Answer:
    """The same without some fallbacks."""
    index = opened.graphs.every.index
    keys = [(NodeNoun.FALLBACK, id) for id in fallbacks]
    nodes = [index[key] for key in keys if key in index]
    every, sure = found.found, found.sure
    for node in nodes:
        same = sure is every
        every = without(every, node)
        sure = every if same else without(sure, node)
    return Answer(every, sure)


def other(asked: Asked) -> Asked:
    """The same question with what it is set against: proven fallbacks, or declared ones where those
    were asked."""
    mode = FallbackMode.PROVEN
    if asked.stop.fallbacks == mode.value:
        mode = FallbackMode.DECLARED
    return replace(asked, stop=replace(asked.stop, fallbacks=mode.value))


@dataclass(frozen=True, eq=False)
class Levels:
    """Per node of the graph what there is to know of a service; UNKNOWN for what is none."""

    level: Ints  # Class
    provisional: Ints  # 1 where something that decides is not known
    # 0 none, 1 declared, 2 proven: a fallback of the service or of what it needs itself
    fallback: Ints


def levels(reasoned: Reasoned) -> Levels:
    """The classes and fallbacks of all services by node, made once."""
    return reasoned.once("levels", lambda: _levels(reasoned))


def _levels(reasoned: Reasoned) -> Levels:
    graph, classes = reasoned.opened.graphs.every, reasoned.classification.classes
    made = np.full((2, len(graph.nodes)), UNKNOWN)
    rows = [classes.of(graph.nodes.ids[node]) for node in graph.services.tolist()]
    made[0, graph.services] = classes.level[rows]
    made[1, graph.services] = classes.provisional[rows]
    return Levels(made[0], made[1], _fallbacks(graph))


def _fallbacks(graph: DependencyGraph) -> Ints:
    fallbacks = graph.fallbacks
    groups = np.repeat(np.arange(len(graph.groups)), np.diff(fallbacks.first))
    owner = _outer(graph)[graph.groups.owner[groups]]
    found = np.zeros(len(graph.nodes), np.int64)
    declared = (fallbacks.level > 0) & (fallbacks.duration > 0)
    proven = declared & (fallbacks.proven_level > 0)
    found[owner[declared]] = 1
    found[owner[proven]] = 2
    return found


def _outer(graph: DependencyGraph) -> Ints:
    """Per node the node itself; of the inner node of a wrapped service that service."""
    made = np.arange(len(graph.nodes))
    for node in np.flatnonzero(graph.nodes.noun == NodeNoun.WRAPPED).tolist():
        made[node] = graph.index[NodeNoun.SERVICE, graph.nodes.ids[node]]
    return made


def warm(reasoned: Reasoned) -> None:
    """Compute what the first answer of a large register would wait for."""
    verbs.warm(CACHE)
    reasoned.warm()
    levels(reasoned)
