# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is opened and looked up: a register, its rules, its scenarios."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from dijkwacht.base.errors import NotInRegister, WrongQuestion
from dijkwacht.base.problem import Problem
from dijkwacht.base.units import Hours
from dijkwacht.engine.answer import Graphs
from dijkwacht.engine.kind import Kind, Things, asked_for_all
from dijkwacht.engine.scenario import Choice, FallbackMode
from dijkwacht.graph.build import build
from dijkwacht.graph.find import find
from dijkwacht.graph.graph import NodeNoun
from dijkwacht.graph.select import refuse_others
from dijkwacht.register.register import History, Register
from dijkwacht.register.store import Store
from dijkwacht.register.tables import read_tables
from dijkwacht.rules.rulebook import Rulebook, Rules, read_scenario
from dijkwacht.rules.scenarios import Profile, ScenarioRule, Variant


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


def examples() -> Path:
    """The folder of examples: in the repository, or in the installed package."""
    package = Path(__file__).parent.parent
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


def service_node(opened: Opened, name: str) -> int:
    """The node of one service, by id or name; NotInRegister for what is no service."""
    graph = opened.graphs.every
    node = find(graph, opened.register, name)
    if graph.noun_of(node) is not NodeNoun.SERVICE:
        raise NotInRegister("no-service", name=name, noun=graph.noun_of(node).word)
    return node


def horizons_of(rules: Rules, run: int) -> tuple[int, ...]:
    """Policy's horizons that lie within a run of this length; the run itself when it is shorter
    than all, or longer than policy looks."""
    wanted: Sequence[int] = rules.parameters("outage/horizons")["hours"]
    within = tuple(sorted({hours for hours in wanted if 0 < hours <= run}))
    return (*within, run) if not within or run > run_hours(rules) else within


def run_hours(rules: Rules) -> Hours:
    """How far a run looks when nothing else is asked."""
    return Hours(rules.parameters("outage/horizons")["run"])


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


@dataclass(frozen=True, slots=True)
class Stop:
    """How something stops, as given."""

    scenario: str | None = None
    variant: str | None = None
    hours: int | None = None
    permanent: bool = False
    horizon: int | None = None
    fallbacks: str = FallbackMode.DECLARED.value

    def choice(self, opened: Opened) -> Choice:
        """The same with policy's horizon where none was given; a longer outage is seen to its
        end. WrongQuestion for options that contradict each other."""
        if self.scenario is not None:
            return self._of_scenario(opened, self.scenario)
        if self.variant is not None:
            raise WrongQuestion("variant-without-scenario", variant=self.variant)
        longest = self.horizon
        if longest is None:
            longest = max(run_hours(opened.rules), self.hours or 0)
        hours = None if self.hours is None else Hours(self.hours)
        return Choice(Hours(longest), hours, self.permanent, FallbackMode(self.fallbacks))

    def _of_scenario(self, opened: Opened, name: str) -> Choice:
        if self.hours is not None:
            raise WrongQuestion("hours-and-scenario", name=name)
        profile = scenario(opened, name, self.variant or Variant.STATED)
        horizon = Hours(profile.rule.horizon if self.horizon is None else self.horizon)
        permanent = self.permanent or profile.rule.permanent
        return Choice(horizon, None, permanent, FallbackMode(self.fallbacks), profile)


def nouns_of(choice: Choice) -> Collection[NodeNoun]:
    """What may fail: anything, or what the scenario is about."""
    chooses = choice.profile.rule.chooses if choice.profile else ()
    return [NodeNoun[noun.upper()] for noun in chooses] or tuple(NodeNoun)


def things_for(opened: Opened, choice: Choice, kinds: Iterable[Kind]) -> Things:
    """All things of these kinds; WrongQuestion for a scenario that is not about them."""
    things = asked_for_all(opened.register, opened.graphs, kinds)
    failing = {node for nodes in things.values() for node in nodes}
    refuse_others(opened.graphs.every, failing, nouns_of(choice))
    return things


def silent(done: int, of: int) -> None:
    """Progress that nobody watches."""
