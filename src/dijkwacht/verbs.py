# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole product as a short list of functions. What is asked comes in as values; the caller
knows what day it is."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from dijkwacht.base.errors import NotInRegister
from dijkwacht.base.problem import Problem
from dijkwacht.base.units import Hours
from dijkwacht.engine.answer import Answer, Graphs, answer
from dijkwacht.engine.outage import Outage
from dijkwacht.engine.rank import Place, Progress, each_supplier, rank
from dijkwacht.engine.scenario import Choice
from dijkwacht.engine.sensitivity import Sway, ranges_of, sensitivity
from dijkwacht.graph.build import build
from dijkwacht.graph.graph import NodeNoun
from dijkwacht.graph.groups import corporate_groups
from dijkwacht.graph.loops import loops
from dijkwacht.graph.select import Selection, Selector, refuse_others, select
from dijkwacht.register.checks import check as check_rows
from dijkwacht.register.plan import Ends, Limit, Plan
from dijkwacht.register.plan import plan as plan_rows
from dijkwacht.register.register import History, Register
from dijkwacht.register.store import Store
from dijkwacht.register.tables import Format, read_tables, write_tables
from dijkwacht.rules.rulebook import Rulebook, Rules, read_scenario
from dijkwacht.rules.scenarios import Profile, ScenarioRule
from dijkwacht.sources import email_providers, fictional

__all__ = [
    "SOURCES",
    "Opened",
    "Question",
    "Ranking",
    "check",
    "examples",
    "export",
    "generate",
    "load",
    "open_register",
    "outage",
    "plan",
    "ranking",
    "scenario",
    "scenarios",
    "sways",
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

    what: Selector
    choice: Choice


@dataclass(frozen=True, slots=True)
class Asked:
    """The answer to a question: what stops, as nodes, and what happens."""

    question: Question
    selection: Selection
    answer: Answer


@dataclass(frozen=True, slots=True)
class Ranking:
    """Every supplier's or group's outage, worst first."""

    choice: Choice
    horizons: tuple[int, ...]
    groups: bool
    places: tuple[Place, ...]


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
    """What happens when these things stop, and those that the scenario itself names.

    Raises NotInRegister for a name or country that is not in the register, WrongQuestion when the
    scenario is not about such things.
    """
    graph, profile = opened.graphs.every, question.choice.profile
    what = question.what.joined(profile.rule.fails) if profile else question.what
    selection = select(graph, opened.register, what, _nouns(question.choice))
    found = answer(opened.graphs, question.choice.of(selection.failing))
    return Asked(question, selection, found)


def sways(opened: Opened, found: Outage) -> list[Sway]:
    """Which of policy's assumptions matter most in an outage. RuleNotInForce when policy has no
    ranges for the day."""
    return sensitivity(found, ranges_of(opened.rules.parameters("outage/ranges")))


def scenario(opened: Opened, name: str, variant: str) -> Profile:
    """A scenario in force, or of a file of one's own, in one of its variants.

    Raises RuleNotInForce for one that is not in force, WrongQuestion for a variant it has not,
    Unreadable for a file that is no scenario.
    """
    return _scenario(opened.rules, name).profile(variant)


def scenarios(
    on: date, policy: Path | None = None, name: str | None = None
) -> tuple[ScenarioRule, ...]:
    """The scenarios in force on a day, or the one of this name or file; errors as `scenario`."""
    rules = Rulebook.read(policy).on(on)
    return rules.scenarios if name is None else (_scenario(rules, name),)


def _scenario(rules: Rules, name: str) -> ScenarioRule:
    own = Path(name).suffix.lower() in (".yaml", ".yml")
    return read_scenario(Path(name), rules.on) if own else rules.scenario(name)


def ranking(
    opened: Opened, choice: Choice, *, groups: bool = False, progress: Progress | None = None
) -> Ranking:
    """The outage of every supplier (or corporate group) of the register; WrongQuestion for a
    scenario that is not about suppliers."""
    horizons = horizons_of(opened.rules, choice.horizon)
    asked = _groups(opened) if groups else {node: (node,) for node in each_supplier(opened.graphs)}
    refuse_others(opened.graphs.every, asked, _nouns(choice))
    places = rank(opened.graphs, asked, choice, horizons, progress or _silent)
    return Ranking(choice, horizons, groups, tuple(places))


def horizons_of(rules: Rules, run: int) -> tuple[int, ...]:
    """Policy's horizons that lie within a run of this length; the run itself when it is shorter
    than all, or longer than policy looks."""
    wanted: Sequence[int] = rules.parameters("outage/horizons")["hours"]
    within = tuple(hours for hours in wanted if hours <= run)
    return (*within, run) if not within or run > run_hours(rules) else within


def _nouns(choice: Choice) -> Collection[NodeNoun]:
    """What may fail: anything, or what the scenario is about."""
    chooses = choice.profile.rule.chooses if choice.profile else ()
    return [NodeNoun[noun.upper()] for noun in chooses] or tuple(NodeNoun)


def _groups(opened: Opened) -> Mapping[int, Sequence[int]]:
    index = opened.graphs.every.index
    found = {}
    for head, entities in corporate_groups(opened.register).items():
        nodes = [
            index[NodeNoun.SUPPLIER, id] for id in entities if (NodeNoun.SUPPLIER, id) in index
        ]
        if nodes:
            found[index.get((NodeNoun.SUPPLIER, head), nodes[0])] = nodes
    return found


def _silent(done: int, of: int) -> None:
    """Progress that nobody watches."""


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
