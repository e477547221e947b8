# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A folder of tables as a store: plans are applied whole or not at all, and every revision stays
known.

A plan is applied under a lock: the new tables are written beside the old ones, then a journal names
what replaces what, then each file is renamed. Before the journal a crash changes nothing; after it
the next reader finishes the renames.
"""

import errno
import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dijkwacht.base.errors import PlanRefused, Unreadable
from dijkwacht.base.problem import Grade, Problem
from dijkwacht.register.plan import Plan, apply
from dijkwacht.register.register import History
from dijkwacht.register.tables import Format, read_tables, to_bytes

LOCK: Final = ".dijkwacht.lock"
JOURNAL: Final = ".dijkwacht.journal"
LOG: Final = "revisions.jsonl"
NEW: Final = ".new"


@dataclass(frozen=True, slots=True)
class Store:
    """The folder store at `folder`; a folder without tables is an empty register at revision 0."""

    folder: Path

    @property
    def holds_tables(self) -> bool:
        """Whether there is a folder with something that can be a table in it."""
        if not self.folder.is_dir():
            return False
        return any(file.suffix in (".csv", ".parquet") for file in self.folder.iterdir())

    def read(self) -> tuple[History, list[Problem]]:
        """The history, and everything in the folder that could not be used. An interrupted change
        is finished first."""
        while True:
            with self._unchanging():
                if not (self.folder / JOURNAL).exists():
                    return self._history()
            with self._locked():
                self._finish()

    def apply(self, plan: Plan, checksum: str, *, anyway: bool = False) -> History:
        """Write the plan as the next revision; PlanRefused when it is another plan, touches too
        much or is outdated."""
        following = apply(plan, checksum, anyway=anyway)
        with self._locked():
            self._finish()
            held, problems = self._history()
            faults = [found for found in problems if found.grade is Grade.FAULT]
            if faults:
                raise PlanRefused(
                    "store-faulty",
                    folder=str(self.folder),
                    count=len(faults),
                    where=faults[0].where,
                )
            if held != plan.base:
                raise PlanRefused("plan-outdated", planned=plan.revision, found=held.revision)
            self._write(plan, following, checksum)
        return following

    def _history(self) -> tuple[History, list[Problem]]:
        if self.folder.exists() and not self.folder.is_dir():
            why = os.strerror(errno.ENOTDIR)
            raise Unreadable("file-refused", file=str(self.folder), why=why)
        return read_tables(self.folder) if self.holds_tables else (History.of({}), [])

    def _write(self, plan: Plan, following: History, checksum: str) -> None:
        renames: dict[str, str] = {}
        for table, changes in plan.changes.items():
            if changes.count:
                name = self._file_of(table)
                form = Format(name.rpartition(".")[2])
                renames[f".{name}{NEW}"] = name
                _durable(
                    self.folder / f".{name}{NEW}", to_bytes(table, following.frames[table], form)
                )
        log = self.folder / LOG
        before = log.read_bytes() if log.exists() else b""
        renames[f".{LOG}{NEW}"] = LOG
        _durable(self.folder / f".{LOG}{NEW}", before + _line(plan, checksum))
        journal = self.folder / JOURNAL
        _durable(journal.with_suffix(NEW), json.dumps(renames).encode())
        journal.with_suffix(NEW).rename(journal)
        _sync(self.folder)
        self._finish()

    def _file_of(self, table: str) -> str:
        """The file of the table; a new one has the form of the others."""
        held = sorted(
            file.name for file in self.folder.iterdir() if file.suffix in (".csv", ".parquet")
        )
        return next(
            (name for name in held if name.rpartition(".")[0] == table),
            f"{table}{'.parquet' if held and held[0].endswith('.parquet') else '.csv'}",
        )

    def _finish(self) -> None:
        """Do the renames of the journal that are not done yet."""
        journal = self.folder / JOURNAL
        if not journal.exists():
            return
        renames: Mapping[str, str] = json.loads(journal.read_bytes())
        for new, name in renames.items():
            if Path(new).name != new or Path(name).name != name:
                raise Unreadable("file-outside", file=f"{journal}: {new}")
            if (self.folder / new).exists():
                (self.folder / new).replace(self.folder / name)
        _sync(self.folder)
        journal.unlink()

    @contextmanager
    def _unchanging(self) -> Iterator[None]:
        """Nobody writes meanwhile; a folder that was never written to by us has no lock."""
        try:
            handle = os.open(self.folder / LOCK, os.O_RDONLY)
        except OSError:
            yield
            return
        try:
            fcntl.flock(handle, fcntl.LOCK_SH)
            yield
        finally:
            os.close(handle)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Nobody else writes meanwhile; the lock falls when the process does."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.folder / LOCK, os.O_CREAT | os.O_RDWR, 0o644)
        except OSError as fault:
            raise Unreadable(
                "file-refused", file=str(self.folder), why=fault.strerror or str(fault)
            ) from fault
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


def _line(plan: Plan, checksum: str) -> bytes:
    """One line of the log of revisions: what was applied."""
    counts = {table: changes.counts() for table, changes in plan.changes.items() if changes.count}
    entry: dict[str, Any] = {
        "revision": plan.revision + 1,
        "checksum": checksum,
        "on": plan.on.isoformat(),
        "tables": {
            t: {"new": new, "changed": changed, "ended": ended}
            for t, (new, changed, ended) in counts.items()
        },
        "refused": len(plan.refused),
    }
    return json.dumps(entry).encode() + b"\n"


def _durable(path: Path, data: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
