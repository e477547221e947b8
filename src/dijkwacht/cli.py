"""The command line: one command per verb. Exit codes: docs/reference/exit-codes.md."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from dijkwacht import __version__, verbs
from dijkwacht.base.errors import ExitCode
from dijkwacht.base.message import Message
from dijkwacht.base.problem import Grade, Problem
from dijkwacht.base.units import Hours
from dijkwacht.engine.rank import Choice
from dijkwacht.engine.scenario import FallbackMode
from dijkwacht.graph.find import find
from dijkwacht.register.plan import Ends, Plan
from dijkwacht.register.register import History
from dijkwacht.register.store import Store
from dijkwacht.register.tables import Format, write_tables
from dijkwacht.reports.explain import explain_report
from dijkwacht.reports.names import Names
from dijkwacht.reports.outage import Told, outage_report
from dijkwacht.reports.plan import plan_report
from dijkwacht.reports.problems import check_report, problems_table
from dijkwacht.reports.rank import Ranked, rank_report
from dijkwacht.reports.report import Report
from dijkwacht.reports.words import LANGUAGES, Words
from dijkwacht.rules.rulebook import Rulebook
from dijkwacht.terminal import Terminal

F = TypeVar("F", bound=Callable[..., Any])
LONGEST = 10**8


@dataclass(frozen=True)
class Session:
    """What every command needs: where answers go, which policy holds, and what day it is."""

    terminal: Terminal
    policy: Path | None
    today: date

    @property
    def language(self) -> str:
        """The reader's language."""
        return self.terminal.words.language

    def open(self, register: Path | None, on: date | None, revision: int | None) -> verbs.Opened:
        """The register asked for; a line on standard error when some of it could not be read."""
        opened = verbs.open_register(register or verbs.examples() / EXAMPLE, on or self.today, revision, self.policy)
        faults = sum(found.grade is Grade.FAULT for found in opened.problems)
        if faults:
            self.terminal.warn(Message.of("read-faults", count=faults, register=opened.name))
        return opened

    def give(self, report: Report, output: "Output") -> None:
        """Show the report, and save it if so asked."""
        self.terminal.show(report, json=output.json, every=output.every)
        if output.csv is not None:
            self.terminal.save(report, output.csv)


@dataclass(frozen=True, slots=True)
class Output:
    """How an answer is wanted."""

    json: bool
    every: bool
    csv: Path | None


class Day(click.ParamType):
    """A day as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; a click error for anything else."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(click_text("{value} is not a day: write it as 2026-06-30.").format(value=value), param, ctx)


EXAMPLE = "01_waterdam"
SWISS = "02_swiss_email"
PATH = click.Path(path_type=Path)
HOURS = click.IntRange(1, LONGEST)


def click_text(text: str) -> str:
    """Text inside the command line in the reader's language."""
    context = click.get_current_context(silent=True)
    session = context.find_object(Session) if context else None
    return session.terminal.words.text(text) if session else text


def _all(*decorators: Callable[[F], F]) -> Callable[[F], F]:
    def decorate(function: F) -> F:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate


with_register = _all(
    click.argument("register", type=PATH, required=False),
    click.option("--on", type=Day(), help="The day to look at (default: today)."),
    click.option("--revision", type=click.IntRange(0), help="What was known at this revision (default: the newest)."),
)
with_output = _all(
    click.option("--json", is_flag=True, help="JSON instead of tables: hours, basis points, null for unknown."),
    click.option("--all", "every", is_flag=True, help="Every row of long tables."),
    click.option("--csv", type=PATH, help="Also write the last table, whole, to this new CSV file."),
)
with_choice = _all(
    click.option("--hours", type=HOURS, help="How long it stops (default: it does not come back)."),
    click.option("--permanent", is_flag=True, help="It stops for good and is replaced: replacement times count."),
    click.option("--horizon", type=HOURS, help="How many hours to look ahead (default: half a year)."),
    click.option(
        "--fallbacks",
        type=click.Choice([mode.value for mode in FallbackMode]),
        default=FallbackMode.DECLARED.value,
        help="Which fallbacks count: none, as declared, or only as proven in a test.",
    ),
)
with_fail = click.option(
    "--fail", multiple=True, required=True, metavar="ID", help="What stops: an id, noun:id, scheme:value or name. Repeat for more."
)
with_group = click.option("--group", is_flag=True, help="With every company of the same corporate group.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="dijkwacht")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language (default: that of the environment).")
@click.option("--policy", type=PATH, help="A policy folder of your own.")
@click.pass_context
def dijkwacht(context: click.Context, lang: str | None, policy: Path | None) -> None:
    """Which public services stop when an ICT supplier stops: when, for whom, and why."""
    words: Words = context.obj
    session = Session(Terminal(Words(lang) if lang else words), policy, datetime.now(UTC).date())
    context.obj = session


@dijkwacht.command()
@with_register
@with_output
@click.pass_obj
def check(session: Session, register: Path | None, on: date | None, revision: int | None, **output: Any) -> int:
    """What is wrong, doubtful or unknown in a register. Exit code 1 when there are faults."""
    opened = session.open(register, on, revision)
    problems = verbs.check(opened)
    session.give(check_report(opened.name, opened.register, problems), Output(**output))
    return _code(problems)


@dijkwacht.command()
@with_register
@with_fail
@with_group
@with_choice
@with_output
@click.pass_obj
def outage(
    session: Session, register: Path | None, on: date | None, revision: int | None, fail: tuple[str, ...],
    group: bool, hours: int | None, permanent: bool, horizon: int | None, fallbacks: str, **output: Any,
) -> None:
    """What stops when this stops: which services, when, for whom, why, and when they return."""
    opened = session.open(register, on, revision)
    choice = _choice(opened, hours, permanent, horizon, fallbacks)
    asked = verbs.outage(opened, verbs.Question(fail, choice, group))
    names = Names(opened.register, session.language)
    session.give(outage_report(_told(opened, asked), names), Output(**output))


@dijkwacht.command()
@click.argument("service")
@with_register
@with_fail
@with_group
@with_choice
@with_output
@click.pass_obj
def explain(
    session: Session, service: str, register: Path | None, on: date | None, revision: int | None, fail: tuple[str, ...],
    group: bool, hours: int | None, permanent: bool, horizon: int | None, fallbacks: str, **output: Any,
) -> None:
    """Why SERVICE falls when this stops: the path from the cause to it, each step with its source."""
    opened = session.open(register, on, revision)
    choice = _choice(opened, hours, permanent, horizon, fallbacks)
    asked = verbs.outage(opened, verbs.Question(fail, choice, group))
    node = find(opened.graphs.every, opened.register, service)
    report = explain_report(_told(opened, asked), Names(opened.register, session.language), node)
    session.give(report, Output(**output))


@dijkwacht.command()
@with_register
@click.option("--groups", is_flag=True, help="Corporate groups instead of single suppliers.")
@click.option("--top", type=click.IntRange(1), default=20, show_default=True, help="How many to show.")
@with_choice
@with_output
@click.pass_obj
def rank(
    session: Session, register: Path | None, on: date | None, revision: int | None, groups: bool, top: int,
    hours: int | None, permanent: bool, horizon: int | None, fallbacks: str, **output: Any,
) -> None:
    """Every supplier's outage, worst first: services and persons lost per horizon."""
    opened = session.open(register, on, revision)
    choice = _choice(opened, hours, permanent, horizon, fallbacks)
    session.give(_ranked(session, opened, choice, groups, top), Output(**output))


@dijkwacht.command()
@click.option("--organisations", type=click.IntRange(1, 20_000), required=True, help="How many organisations.")
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), default=1, show_default=True, help="Another seed, another state.")
@click.option("--into", type=PATH, required=True, help="The folder to write the tables to.")
@click.option("--on", type=Day(), help="The day to look at (default: today).")
@click.option("--format", "form", type=click.Choice([form.value for form in Format]), default="csv", help="CSV or Parquet.")
@click.pass_obj
def generate(session: Session, organisations: int, seed: int, into: Path, on: date | None, form: str) -> None:
    """A fictional state of any size, for trials and training. Same numbers, same state."""
    made = verbs.generate(organisations, seed, on or session.today, session.policy)
    write_tables(made, into, Format(form))
    for table, frame in made.frames.items():
        if frame.height:
            session.terminal.say(Message.of("generate.table", table=table, rows=frame.height))
    session.terminal.say(Message.of("generate.next", folder=str(into)))


@dijkwacht.command()
@click.argument("source", type=click.Choice(sorted(verbs.SOURCES)))
@click.argument("path", type=PATH)
@click.option("--into", type=PATH, required=True, help="The folder that is the register.")
@click.option("--on", type=Day(), help="The day on which it takes effect (default: today).")
@click.option("--ends", type=click.Choice([end.value for end in Ends]), default="source", show_default=True,
              help="Which rows end when the source no longer has them: none, those of the same source, or all.")
@click.option("--apply", "checksum", help="Write exactly the plan with this checksum.")
@click.option("--anyway", is_flag=True, help="Also when the plan touches more than policy's limit.")
@with_output
@click.pass_obj
def load(
    session: Session, source: str, path: Path, into: Path, on: date | None, ends: str,
    checksum: str | None, anyway: bool, **output: Any,
) -> int:
    """Show what a source would change in a register; with --apply write exactly that."""
    day, store = on or session.today, Store(into)
    rules = Rulebook.read(session.policy).on(day)
    incoming, problems = verbs.load(source, path, rules)
    base, _ = store.read()
    made = verbs.plan(base, incoming, day, rules, Ends(ends))
    if checksum is not None:
        store.apply(made, checksum, anyway=anyway)
    session.give(_with_problems(plan_report(made, applied=checksum is not None), problems), Output(**output))
    return _code([*problems, *made.refused])


@dijkwacht.command()
@click.argument("old", type=PATH)
@click.argument("new", type=PATH)
@click.option("--on", type=Day(), help="The day on which it takes effect (default: today).")
@click.option("--ends", type=click.Choice([end.value for end in Ends]), default="all", show_default=True,
              help="Which rows end when the source no longer has them: none, those of the same source, or all.")
@with_output
@click.pass_obj
def plan(session: Session, old: Path, new: Path, on: date | None, ends: str, **output: Any) -> int:
    """The difference between two registers: what is new, changed, ended and refused. Writes nothing."""
    day = on or session.today
    rules = Rulebook.read(session.policy).on(day)
    base, incoming = _whole(session, old), _whole(session, new)
    made: Plan = verbs.plan(base, incoming, day, rules, Ends(ends))
    session.give(plan_report(made, applied=False), Output(**output))
    return _code(made.refused)


@dijkwacht.command()
@with_register
@click.option("--into", type=PATH, required=True, help="The folder to write the tables to.")
@click.option("--format", "form", type=click.Choice([form.value for form in Format]), default="csv", help="CSV or Parquet.")
@click.option("--history", is_flag=True, help="All rows ever known instead of those of one day.")
@click.pass_obj
def export(
    session: Session, register: Path | None, on: date | None, revision: int | None, into: Path, form: str, history: bool
) -> None:
    """Write a register as tables: one day at one revision, or its whole history."""
    opened = session.open(register, on, revision)
    written = verbs.export(opened, into, Format(form), every=history)
    session.terminal.say(Message.of("export.written", count=len(written), folder=str(into)))


@dijkwacht.command(hidden=True)
@click.pass_obj
def tour(session: Session) -> None:
    """What `./run` shows without arguments: two rankings, and what to try next."""
    for example in (EXAMPLE, SWISS):
        opened = session.open(verbs.examples() / example, None, None)
        choice = _choice(opened, None, False, None, FallbackMode.DECLARED.value)
        session.terminal.show(_ranked(session, opened, choice, False, 8))
        session.terminal.out.print()
    session.terminal.say(Message("tour.next"))


def _choice(
    opened: verbs.Opened, hours: int | None, permanent: bool, horizon: int | None, fallbacks: str
) -> Choice:
    longest = Hours(horizon or max(verbs.run_hours(opened.rules), hours or 0))
    return Choice(longest, None if hours is None else Hours(hours), permanent, FallbackMode(fallbacks))


def _told(opened: verbs.Opened, asked: verbs.Asked) -> Told:
    choice = asked.question.choice
    horizons = verbs.horizons_of(opened.rules, choice.horizon)
    return Told(opened.name, opened.register, choice, asked.causes, asked.failing, asked.answer, horizons)


def _ranked(session: Session, opened: verbs.Opened, choice: Choice, groups: bool, top: int) -> Report:
    with session.terminal.progress(Message("rank.doing")) as progress:
        found = verbs.ranking(opened, choice, groups=groups, progress=progress)
    graphs = opened.graphs
    ranked = Ranked(opened.name, graphs.every, choice, found.horizons, groups, found.places, graphs.estimates)
    return rank_report(ranked, Names(opened.register, session.language), top)


def _with_problems(report: Report, problems: list[Problem]) -> Report:
    by_grade = [problems_table([found for found in problems if found.grade is grade], grade) for grade in Grade]
    return replace(report, tables=(*report.tables, *(table for table in by_grade if table.rows)))


def _whole(session: Session, path: Path) -> History:
    return session.open(path, None, None).history


def _code(problems: list[Problem] | tuple[Problem, ...]) -> int:
    return ExitCode.FAULTS_FOUND if any(found.grade is Grade.FAULT for found in problems) else ExitCode.DONE
