# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dijkwacht from Python: questions in plain values, answers as Polars frames, a chart and a table.

What `import dijkwacht` offers is defined here. Hours are counted from the moment something stops,
levels are basis points (10,000 is all of it), unknown is null.
"""

import os
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

import polars as pl

from dijkwacht import verbs
from dijkwacht.base.errors import DijkwachtError, WrongQuestion
from dijkwacht.base.files import cache_folder
from dijkwacht.base.message import Message
from dijkwacht.base.problem import Grade
from dijkwacht.engine.kind import RANKED, Kind
from dijkwacht.engine.load import Cache, Engine
from dijkwacht.engine.scenario import FallbackMode, Start
from dijkwacht.graph.find import find
from dijkwacht.graph.select import Selector
from dijkwacht.reports import frames
from dijkwacht.reports.asked import title
from dijkwacht.reports.chart import chart
from dijkwacht.reports.explain import COLUMNS, explain_report
from dijkwacht.reports.html import as_html
from dijkwacht.reports.names import Names
from dijkwacht.reports.outage import (
    Told,
    horizons_table,
    outage_report,
    services_table,
    summary,
)
from dijkwacht.reports.problems import problems_table
from dijkwacht.reports.rank import Ranked, ranking_table
from dijkwacht.reports.report import Table
from dijkwacht.reports.words import LANGUAGES, Words
from dijkwacht.verbs import Opened, examples

__all__ = ["Found", "Opened", "check", "examples", "open_register", "outage", "rank"]

CACHE = Cache(cache_folder(os.environ))
ENGINE = Engine(CACHE)


@dataclass(frozen=True, eq=False, repr=False)
class Found:
    """What happens when something stops: the answer to `outage`.

    In a notebook it shows itself as a table; `print` gives its sentences.
    """

    told: Told
    words: Words

    @cached_property
    def services(self) -> pl.DataFrame:
        """Every service that it touches, the soonest lost first: `service`, `service_id`,
        `organisation`, `lost_at`, `returns_at` and `sure_at` (hours; null: never), `lowest` (basis
        points), `persons`, `why`, `evidence`, `confidence`, `lost_hours`, `person_hours`, and
        `assumed`: whether a value that policy assumed had a part in it."""
        return frames.frame(services_table(self.told, self._names, self._touched), self.words)

    @cached_property
    def levels(self) -> pl.DataFrame:
        """Every change of everything it touches: `noun`, `id`, `hour`, and the `level` in basis
        points from that hour on."""
        return frames.levels_frame(self.told.found)

    @cached_property
    def horizons(self) -> pl.DataFrame:
        """What is lost `within` so many hours: `services`, `organisations`, `persons`, services of
        which the `persons_unknown`, and services that rest on what is `estimated`."""
        return frames.frame(horizons_table(self.told), self.words)

    def why(self, service: str) -> pl.DataFrame:
        """The path from the cause to one service (id or name), each step with its source; no rows
        if it is not touched."""
        with _said(self.words):
            node = find(self.told.found.graph, self.told.register, service)
            tables = explain_report(self.told, self._names, node).tables
            table = tables[0] if tables else Table("path", Message("explain.path"), COLUMNS, [])
            return frames.frame(table, self.words)

    def vega_lite(self) -> dict[str, Any]:
        """The chart of services and persons lost over time, as a Vega-Lite specification."""
        return chart(self.told, self._names, self.words)

    def chart(self) -> Any:
        """The same as an `altair.Chart`; DijkwachtError where altair is not installed."""
        with _said(self.words):
            return _altair().Chart.from_dict(self.vega_lite())

    def __repr__(self) -> str:
        """The question and the answer in sentences."""
        told, names = self.told, self._names
        asked = title(told.found.graph, told.selection, told.choice, names)
        return "\n".join(self.words.say(message) for message in (asked, *summary(told, names)))

    def _repr_html_(self) -> str:
        """The report, for a notebook."""
        return as_html(outage_report(self.told, self._names), self.words)

    @property
    def _touched(self) -> Sequence[Any]:
        return self.told.found.losses

    @cached_property
    def _names(self) -> Names:
        return Names(self.told.register, self.words.language)


def open_register(
    path: str | Path,
    on: date | str,
    *,
    revision: int | None = None,
    policy: Path | None = None,
    language: str = "en",
) -> Opened:
    """The register in a folder or zip of tables, as it holds on the day `on` (a date, or ISO text);
    it warns when some of it could not be read.

    Raises Unreadable where there is no register, NotInRegister for a revision that is not there
    yet.
    """
    words = _words(language)
    with _said(words):
        opened = verbs.open_register(Path(path), _day(on), revision, policy)
    faults = sum(found.grade is Grade.FAULT for found in opened.problems)
    if faults:
        message = Message.of("read-faults", count=faults, register=opened.name)
        warnings.warn(words.say(message), stacklevel=2)
    return opened


def check(opened: Opened, *, language: str = "en") -> pl.DataFrame:
    """What is wrong, doubtful or unknown in a register: `grade`, `code`, `where`, `what`, and how
    to `mend` it."""
    table = problems_table(verbs.check(opened), Grade.FAULT)
    return frames.frame(table, _words(language))


def outage(
    opened: Opened,
    fail: str | Sequence[str] = (),
    *,
    hours: int | None = None,
    permanent: bool = False,
    group: bool = False,
    horizon: int | None = None,
    fallbacks: str = "declared",
    scenario: str | None = None,
    variant: str | None = None,
    start: datetime | None = None,
    control: Sequence[str] = (),
    country: Sequence[str] = (),
    facility: Sequence[str] = (),
    technology: Sequence[str] = (),
    language: str = "en",
) -> Found:
    """What happens when these things (ids or names) stop for so many `hours`; None: for good.

    `permanent`: others take over after the replacement times. `group`: with the whole corporate
    group. `horizon`: how many hours to look ahead. `fallbacks`: none, declared or proven.
    `scenario`: one of policy's (`dijkwacht scenarios`) or a .yaml file, instead of hours;
    `variant`: stated, acute or long. `start`: when it begins, in local time and whole hours;
    calendars of use then count. `control`, `country`, `facility`, `technology`: what else stops,
    as on the command line. Raises NotInRegister for an unknown name, WrongQuestion for hours out
    of range or when nothing is said to stop.
    """
    words = _words(language)
    named = (fail,) if isinstance(fail, str) else tuple(fail)
    with _said(words):
        choice = _stop(hours, permanent, horizon, fallbacks, scenario, variant).choice(opened)
        if start is not None:
            choice = replace(choice, start=Start(start.date(), start.hour))
        what = Selector(
            things=() if group else named,
            groups=named if group else (),
            control=tuple(control),
            location=tuple(country),
            facilities=tuple(facility),
            technologies=tuple(technology),
        )
        if what.is_empty:
            raise WrongQuestion("nothing-stops")
        asked = verbs.outage(opened, verbs.Question(what, choice), ENGINE)
        horizons = verbs.horizons_of(opened.rules, choice.horizon)
        selection, answer = asked.selection, asked.answer
        return Found(Told(opened.name, opened.register, choice, selection, answer, horizons), words)


def rank(
    opened: Opened,
    *,
    hours: int | None = None,
    permanent: bool = False,
    of: str = "suppliers",
    horizon: int | None = None,
    fallbacks: str = "declared",
    scenario: str | None = None,
    variant: str | None = None,
    language: str = "en",
) -> pl.DataFrame:
    """Every thing that costs services when it stops, the worst first: services and persons lost
    within each horizon. `of` is "suppliers", "groups" (corporate groups) or "facilities"; the rest
    as in `outage`."""
    words = _words(language)
    with _said(words):
        choice = _stop(hours, permanent, horizon, fallbacks, scenario, variant).choice(opened)
        kind = Kind(_one_of(of, RANKED))
        sweep = verbs.sweep_on(CACHE, os.cpu_count() or 1)
        found = verbs.ranking(opened, choice, kind=kind, sweep=sweep)
        graphs = opened.graphs
        ranked = Ranked(
            opened.name,
            graphs.every,
            choice,
            found.horizons,
            kind,
            found.places,
            graphs.estimates,
        )
        return frames.frame(ranking_table(ranked, Names(opened.register, language)), words)


def _day(on: date | str) -> date:
    """The day itself; WrongQuestion for what is no day."""
    if isinstance(on, date):
        return on.date() if isinstance(on, datetime) else on
    try:
        return date.fromisoformat(on)
    except (TypeError, ValueError) as fault:
        raise WrongQuestion("no-day", value=str(on)) from fault


def _stop(
    hours: int | None,
    permanent: bool,
    horizon: int | None,
    fallbacks: str,
    scenario: str | None,
    variant: str | None,
) -> verbs.Stop:
    """How it stops, as given."""
    mode = _one_of(fallbacks, list(FallbackMode))
    for name, value in (("hours", hours), ("horizon", horizon)):
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise WrongQuestion("no-whole-number", name=name, value=str(value))
    return verbs.Stop(scenario, variant, hours, permanent, horizon, mode)


def _words(language: str) -> Words:
    with _said(Words(LANGUAGES[0])):
        return Words(_one_of(language, LANGUAGES))


def _one_of(value: str, known: Sequence[str]) -> str:
    if value not in known:
        raise WrongQuestion("not-one-of", value=value, known=", ".join(known))
    return value


@contextmanager
def _said(words: Words) -> Iterator[None]:
    """Lets an error say what it is and how to mend it, in the reader's language, below its
    traceback."""
    try:
        yield
    except DijkwachtError as fault:
        fault.add_note(f"{words.say(fault.what)} {words.say(fault.mend)}")
        raise


def _altair() -> Any:
    """The chart library, imported only when a chart is asked: it is an extra, and slow to import
    (decision note 0026)."""
    try:
        return import_module("altair")
    except ModuleNotFoundError as missing:
        raise DijkwachtError("no-altair") from missing
