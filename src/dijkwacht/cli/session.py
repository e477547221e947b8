# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""One run of the program: which register is asked, on which day, and where the answer goes."""

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dijkwacht import verbs
from dijkwacht.base.errors import WrongQuestion
from dijkwacht.base.files import cache_folder
from dijkwacht.base.message import Message
from dijkwacht.base.problem import Grade
from dijkwacht.cli.terminal import Terminal
from dijkwacht.engine.load import Cache, Engine
from dijkwacht.reports.report import Report

EXAMPLE = "01_waterdam"


@dataclass(frozen=True, slots=True)
class Where:
    """Which register, on which day, at which revision."""

    register: Path | None = None
    on: date | None = None
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """How an answer is wanted."""

    json: bool = False
    every: bool = False
    csv: Path | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """What every command needs: where answers go, which policy holds, and what day it is."""

    terminal: Terminal
    given: Path | None  # a policy folder of one's own
    today: date
    server: verbs.Server | None = None  # another Dijkwacht, instead of a folder

    @property
    def policy(self) -> Path | None:
        """The policy folder: one's own, else the server's; None is the one that comes along."""
        if self.server is None:
            return self.given
        return self.given or verbs.taken(self.server, self.today, None, self.cache.folder).policy

    @property
    def cache(self) -> Cache:
        """Where the compiled engine is kept for this user."""
        return Cache(cache_folder(os.environ))

    @property
    def engine(self) -> Engine:
        """Runs outages of large registers compiled."""
        return Engine(self.cache)

    @property
    def language(self) -> str:
        """The reader's language."""
        return self.terminal.words.language

    @property
    def asks(self) -> bool:
        """Whether the server has to reckon, because it shows us only a part of its rows."""
        return self.server is not None and verbs.reach_at(self.server) != "named"

    def open(self, where: Where, *, rows: bool = False) -> verbs.Opened:
        """The register asked for; a line on standard error when some of it could not be read.
        WrongQuestion where only the server can reckon, and more is wanted than `rows`."""
        if self.asks and not rows:
            raise WrongQuestion("server-reckons")
        if self.server is not None:
            return self._at_server(self.server, where)
        folder = where.register or verbs.examples() / EXAMPLE
        opened = verbs.open_register(folder, where.on or self.today, where.revision, self.policy)
        faults = sum(found.grade is Grade.FAULT for found in opened.problems)
        if faults:
            self.terminal.warn(Message.of("read-faults", count=faults, register=opened.name))
        return opened

    def at(self, opened: verbs.Opened, day: date, policy: Path | None) -> verbs.Opened:
        """The same register on another day, by the policy of that day."""
        if self.server is None:
            return verbs.at(opened, day, policy)
        return verbs.at_server(opened, self.server, day, policy, self.cache.folder)

    def _at_server(self, server: verbs.Server, where: Where) -> verbs.Opened:
        """The register of the server; a line on standard error about what is not in it."""
        if where.register is not None:
            raise WrongQuestion("server-and-register", register=str(where.register))
        day = where.on or self.today
        about = verbs.taken(server, day, where.revision, self.cache.folder).about
        self.terminal.warn(Message.of(f"server.{about['reach']}", server=server.name))
        return verbs.open_server(server, day, where.revision, self.given, self.cache.folder)

    def give(self, report: Report, output: Output) -> None:
        """Save the report if so asked, and show it: a reader who leaves early has the file."""
        try:
            if output.csv is not None:
                self.terminal.save(report, output.csv)
        finally:
            self.terminal.show(report, json=output.json, every=output.every)
