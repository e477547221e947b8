# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What keeps a register: judge it, fill it, compare it, hand it on."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from dijkwacht.base.months import YEAR, months_later
from dijkwacht.base.problem import Problem
from dijkwacht.graph.loops import loops
from dijkwacht.register.amendments import NOTHING, Amendments, Found
from dijkwacht.register.checks import check as check_rows
from dijkwacht.register.plan import Ends, Limit, Plan, apply
from dijkwacht.register.plan import confirm as confirm_row
from dijkwacht.register.plan import plan as plan_rows
from dijkwacht.register.register import History
from dijkwacht.register.same import Double
from dijkwacht.register.same import doubles as find_doubles
from dijkwacht.register.same import merged as merge
from dijkwacht.register.sheets import Sheet
from dijkwacht.register.tables import Format, read_tables, write_tables
from dijkwacht.register.tables import outline as outline_of_tables
from dijkwacht.rules.rulebook import Rulebook, Rules
from dijkwacht.sources import email_providers, fictional, fictional_events, statements, workbook
from dijkwacht.sources import measured as measuring
from dijkwacht.sources.statements_rows import news
from dijkwacht.verbs.opening import Opened


def check(opened: Opened) -> list[Problem]:
    """What could not be read, what is wrong in the rows of any day, and what of the day cannot take
    part in a run."""
    known = opened.history.known(opened.register.revision)
    graph = opened.graphs.every
    return [*opened.problems, *check_rows(known), *graph.problems, *loops(graph)]


def generate(
    organisations: int,
    seed: int,
    on: date,
    policy: Path | None = None,
    events: date | None = None,
) -> History:
    """A fictional state of this size; the same arguments give the same rows. With `events` also
    accounts, and a year of events from that day on."""
    rules = Rulebook.read(policy).on(on)
    made = fictional.generate(organisations, seed, rules, on)
    if events is None:
        return made
    last = months_later(events, YEAR) - timedelta(days=1)
    return History.of({**made.frames, **fictional_events.year(made, rules, seed, events, last)})


Reader = Callable[[Path, Rules, Amendments], tuple[History, list[Problem]]]

SOURCES: Mapping[str, Reader] = {
    "tables": lambda path, _, amended: read_tables(path, amended),
    "workbook": lambda path, _, amended: workbook.read(path, amended),
    "email-providers": lambda path, rules, _: email_providers.read(path, rules),
    "statements": lambda path, rules, _: statements.read(path, rules),
}
"""Each source by its name: a reader of one file or folder."""

NUMBERED = frozenset(("statements",))
"""The sources that know suppliers by their official numbers."""

OUTLINES: Mapping[str, Callable[[Path], list[Found]]] = {
    "tables": outline_of_tables,
    "workbook": workbook.outline,
}
"""The sources of which the files and headers are somebody's own, so that they may be amended."""


def load(
    source: str, path: Path, rules: Rules, amended: Amendments = NOTHING
) -> tuple[History, list[Problem]]:
    """What a source says, as amended, and what of it could not be used. Only sources of `OUTLINES`
    can be amended."""
    return SOURCES[source](path, rules, amended)


def linked(source: str, base: History, incoming: History) -> History:
    """The incoming rows, with suppliers called as they are held where an official number is the
    same. Only of sources that speak of suppliers by their numbers and of nothing else."""
    if source not in NUMBERED:
        return incoming
    same = {double.id: double.held for double in doubles(base, incoming)}
    return news(merged(incoming, same), base)


def outline(source: str, path: Path) -> list[Found]:
    """The files or sheets of a source, each with its headers; none for a source that has a form of
    its own."""
    return OUTLINES[source](path) if source in OUTLINES else []


def measure(path: Path) -> None:
    """Unreadable for the files of a stranger that are larger than what may be read; to be asked
    before `outline` and `load`."""
    measuring.measure(path)


def sheets(path: Path) -> list[Sheet]:
    """The cells of a workbook; Unreadable for a file that is none."""
    return workbook.sheets(path)[0]


def plan(
    base: History,
    incoming: History,
    on: date,
    rules: Rules,
    ends: Ends = Ends.SOURCE,
    within: Mapping[str, Collection[str]] | None = None,
) -> Plan:
    """What `incoming` would change in `base` on that day; nothing is written. With `within` only
    the held rows of these ids, by table, may end because they are absent."""
    limits = rules.parameters("plan/limits")
    limit = Limit(limits["share"], limits["rows"])
    return plan_rows(base, incoming, on, limit, ends, within)


def doubles(base: History, incoming: History) -> list[Double]:
    """The incoming suppliers that are probably held under another id: an official number says
    so."""
    return find_doubles(base.known(), incoming.known())


def merged(incoming: History, same: Mapping[str, str]) -> History:
    """The incoming rows with these suppliers (incoming id: held id) taken as the held ones."""
    return merge(incoming, same)


def confirm(base: History, table: str, id: str, on: date, rules: Rules) -> Plan:
    """What it changes in `base` when somebody says on that day that a thing is still right."""
    limits = rules.parameters("plan/limits")
    return confirm_row(base, table, id, on, Limit(limits["share"], limits["rows"]))


def after(opened: Opened, incoming: History, on: date) -> Opened:
    """The register as it would be if these rows were applied on that day; nothing is written."""
    made = plan(opened.history, incoming, on, opened.rules, Ends.NOTHING)
    history = apply(made, made.checksum, anyway=True)
    return replace(opened, history=history, register=history.at(opened.register.on))


def export(opened: Opened, folder: Path, form: Format, *, every: bool = False) -> list[Path]:
    """The tables of the day and revision asked, or (`every`) all rows ever known, as files in a
    folder."""
    return write_tables(opened.history if every else opened.register, folder, form)
