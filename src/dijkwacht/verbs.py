# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole product as a short list of functions. What is asked comes in as values; the caller
knows what day it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from dijkwacht import __version__
from dijkwacht.base.errors import NotInRegister
from dijkwacht.base.problem import Problem
from dijkwacht.base.units import Hours
from dijkwacht.engine import scale
from dijkwacht.engine.answer import Answer, Graphs, answer
from dijkwacht.engine.detail import detail
from dijkwacht.engine.failing_sets import FailingSet, failing_sets
from dijkwacht.engine.fuses import Fuse, shortest_fuses
from dijkwacht.engine.kind import Kind, Things, asked_for, asked_for_all
from dijkwacht.engine.load import Cache, warm
from dijkwacht.engine.published.cut_sets import CutSets, cut_sets
from dijkwacht.engine.published.read_fault_tree import read_fault_tree
from dijkwacht.engine.rank import Place, Progress, rank
from dijkwacht.engine.scenario import Choice
from dijkwacht.engine.survey import Survey
from dijkwacht.engine.sweep import Sweep, plain, quickest
from dijkwacht.graph.build import build
from dijkwacht.graph.find import find, with_group
from dijkwacht.graph.graph import NodeNoun
from dijkwacht.graph.loops import loops
from dijkwacht.register.checks import check as check_rows
from dijkwacht.register.plan import Ends, Limit, Plan
from dijkwacht.register.plan import plan as plan_rows
from dijkwacht.register.register import History, Register
from dijkwacht.register.store import Store
from dijkwacht.register.tables import Format, read_tables, write_tables
from dijkwacht.reports.kept import keep
from dijkwacht.rules.rulebook import Rulebook, Rules
from dijkwacht.sources import email_providers, fictional

__all__ = [
    "SOURCES",
    "Opened",
    "Question",
    "Ranking",
    "check",
    "detail",
    "examples",
    "export",
    "fault_tree",
    "fuses",
    "generate",
    "load",
    "open_register",
    "outage",
    "plan",
    "ranking",
    "sweep_on",
    "warm",
    "weaknesses",
]


@dataclass(frozen=True)
class Opened:
    """A register as it was opened: its rows, the day and revision asked, the rules of that day, and
    what was wrong."""

    name: str
    history: History
    register: Register
    rules: Rules
    problems: tuple[Problem, ...]

    @cached_property
    def graphs(self) -> Graphs:
        """Its dependency graph, with and without estimates."""
        every = build(self.register, self.rules)
        sure = build(self.register, self.rules, estimates=False)
        return Graphs(every, sure if len(sure.groups) != len(every.groups) else every)


@dataclass(frozen=True, slots=True)
class Question:
    """What stops, as a person says it, and how."""

    fail: tuple[str, ...]
    choice: Choice
    group: bool = False  # with every entity of the corporate group


@dataclass(frozen=True, slots=True)
class Asked:
    """The answer to a question: what stops, as nodes, and what happens."""

    question: Question
    causes: tuple[int, ...]  # as named
    failing: tuple[int, ...]  # with their groups, if so asked
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


@dataclass(frozen=True, slots=True)
class Ranking:
    """Every supplier's or group's outage, worst first."""

    choice: Choice
    horizons: tuple[int, ...]
    kind: Kind
    places: tuple[Place, ...]
    counted: int  # the others were known already


def examples() -> Path:
    """The folder of examples: in the repository, or in the installed package."""
    package = Path(__file__).parent
    inside = package / "examples"
    return inside if inside.exists() else package.parent.parent / "examples"


def open_register(
    path: Path, on: date, revision: int | None = None, policy: Path | None = None
) -> Opened:
    """The register in a folder or zip of tables, as known at `revision` (default: the newest) to
    hold on the day `on`.

    Raises Unreadable where there is no register, NotInRegister for a revision that is not there
    yet.
    """
    store = Store(path)
    history, problems = store.read() if store.holds_tables else read_tables(path)
    if revision is not None and not 0 <= revision <= history.revision:
        raise NotInRegister("no-such-revision", revision=revision, newest=history.revision)
    register = history.at(on, revision)
    return Opened(path.name, history, register, Rulebook.read(policy).on(on), tuple(problems))


def check(opened: Opened) -> list[Problem]:
    """What could not be read, what is wrong in the rows of any day, and what of the day cannot take
    part in a run."""
    known = opened.history.known(opened.register.revision)
    graph = opened.graphs.every
    return [*opened.problems, *check_rows(known), *graph.problems, *loops(graph)]


def outage(opened: Opened, question: Question) -> Asked:
    """What happens when these things stop. Raises NotInRegister for a name that is not in the
    register."""
    graph, choice = opened.graphs.every, question.choice
    named = [find(graph, opened.register, text) for text in question.fail]
    failing = set(named)
    if question.group:
        failing = {node for start in named for node in with_group(graph, opened.register, start)[1]}
    found = answer(opened.graphs, choice.of(failing))
    return Asked(question, tuple(named), tuple(sorted(failing)), found)


def ranking(
    opened: Opened,
    choice: Choice,
    *,
    kind: Kind = Kind.SUPPLIERS,
    progress: Progress | None = None,
    sweep: Sweep = plain,
    folder: Path | None = None,
) -> Ranking:
    """The outage of every supplier, corporate group or facility of the register.

    With a `folder` the ranking is kept there, and what it knows already is not counted again.
    """
    horizons = horizons_of(opened.rules, choice.horizon)
    asked = asked_for(opened.register, opened.graphs, kind)
    told = progress or _silent
    if folder is None:
        places = rank(opened.graphs, asked, choice, horizons, told, sweep)
        return Ranking(choice, horizons, kind, tuple(places), len(places))
    survey = Survey(opened.graphs, choice, horizons)
    question = {"kind": kind.value, "choice": asdict(choice), "horizons": horizons}
    kept = keep(folder, survey, asked, question, _about(opened), sweep, told)
    return Ranking(choice, horizons, kind, tuple(kept.places), kept.counted)


def sweep_on(cache: Cache, threads: int = 1, cluster: str | None = None) -> Sweep:
    """The quickest way to count a long list here, or the way to count it on a cluster."""
    return quickest(cache, threads) if cluster is None else scale.on(cluster, cache)


def _about(opened: Opened) -> dict[str, Any]:
    """What is told with a kept ranking. Nothing in it is drawn by chance, so it has no seed."""
    graph = opened.graphs.every
    return {
        "register": opened.name,
        "on": graph.on.isoformat(),
        "revision": graph.revision,
        "rules": list(graph.rules),
        "version": __version__,
        "seed": None,
    }


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
    is no service of the register."""
    graph = opened.graphs.every
    node = find(graph, opened.register, service)
    if graph.noun_of(node) is not NodeNoun.SERVICE:
        raise NotInRegister("no-service", name=service, noun=graph.noun_of(node).word)
    tried = asked_for_all(opened.register, opened.graphs, kinds)
    found = failing_sets(opened.graphs, node, tried, choice, order, progress or _silent)
    return Weaknesses(node, tried, tuple(found))


def fuses(
    opened: Opened,
    choice: Choice,
    *,
    kinds: Sequence[Kind] = (Kind.SUPPLIERS,),
    progress: Progress | None = None,
) -> Fuses:
    """For every service how soon one thing that stops can bring it down, the shortest first."""
    tried = asked_for_all(opened.register, opened.graphs, kinds)
    found = shortest_fuses(opened.graphs, tried, choice, progress or _silent)
    return Fuses(tried, tuple(found))


def horizons_of(rules: Rules, run: int) -> tuple[int, ...]:
    """Policy's horizons that lie within a run of this length; the run itself when it is shorter
    than all."""
    wanted: Sequence[int] = rules.parameters("outage/horizons")["hours"]
    return tuple(hours for hours in wanted if hours <= run) or (run,)


def _silent(done: int, of: int) -> None:
    """Progress that nobody watches."""


def fault_tree(path: Path, gate: str | None = None) -> CutSets:
    """The minimal cut sets of the fault tree in a file, under one gate of it (default: the top)."""
    return cut_sets(read_fault_tree(path, gate))


def generate(organisations: int, seed: int, on: date, policy: Path | None = None) -> History:
    """A fictional state of this size; the same arguments give the same rows."""
    return fictional.generate(organisations, seed, Rulebook.read(policy).on(on), on)


def _read_tables(path: Path, rules: Rules) -> tuple[History, list[Problem]]:
    return read_tables(path)


SOURCES: Mapping[str, Callable[[Path, Rules], tuple[History, list[Problem]]]] = {
    "tables": _read_tables,
    "email-providers": email_providers.read,
}
"""Each source by its name: a reader of one file or folder."""


def load(source: str, path: Path, rules: Rules) -> tuple[History, list[Problem]]:
    """What a source says, and what of it could not be used."""
    return SOURCES[source](path, rules)


def plan(
    base: History, incoming: History, on: date, rules: Rules, ends: Ends = Ends.SOURCE
) -> Plan:
    """What `incoming` would change in `base` on that day; nothing is written."""
    limits = rules.parameters("plan/limits")
    return plan_rows(base, incoming, on, Limit(limits["share"], limits["rows"]), ends)


def export(opened: Opened, folder: Path, form: Format, *, every: bool = False) -> list[Path]:
    """The tables of the day and revision asked, or (`every`) all rows ever known, as files in a
    folder."""
    return write_tables(opened.history if every else opened.register, folder, form)


def run_hours(rules: Rules) -> Hours:
    """How far a run looks when nothing else is asked."""
    return Hours(rules.parameters("outage/horizons")["run"])
