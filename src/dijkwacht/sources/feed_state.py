# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was ever read of feeds, as files in a folder: readings, notices, decisions, raw bytes.

What changes is written beside the old files, then a journal names what replaces what, then each is
renamed. Before the journal a crash changes nothing; after it the next reader finishes the renames.
"""

import fcntl
import io
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import polars as pl

from dijkwacht.base.errors import Unreadable
from dijkwacht.register.csv_text import read_csv
from dijkwacht.register.register import frame_of
from dijkwacht.register.schema import empty
from dijkwacht.register.tables import COLON, Format, to_bytes, typed
from dijkwacht.sources.feed_merge import SCHEMA, nothing

NOTICES: Final = "notices.parquet"
READINGS: Final = "readings"
MATCHES: Final = "matches"
RAW: Final = "raw"
FILES: Final = (NOTICES, f"{READINGS}.csv", f"{MATCHES}.csv")
LOCK: Final = ".dijkwacht.lock"
JOURNAL: Final = ".dijkwacht.journal"


@dataclass(frozen=True)
class FeedState:
    """What was ever read: the notices, the readings in their order, and what people decided."""

    folder: Path | None  # None: nothing is kept
    notices: pl.DataFrame = field(default_factory=nothing)
    readings: pl.DataFrame = field(default_factory=lambda: empty(READINGS))
    decided: pl.DataFrame = field(default_factory=lambda: empty(MATCHES))

    def with_reading(self, **values: Any) -> "FeedState":
        """The same with one reading more."""
        id = f"rdg-{self.readings.height + 1:06d}"
        row = frame_of(READINGS, [{"id": id, "known_from": 0, **values}])
        return replace(self, readings=pl.concat([self.readings, row]))

    @property
    def last_day(self) -> date | None:
        """The last day on which anything was added."""
        days = (self.notices["known_on"].max(), self.readings["read_on"].max())
        known = [day for day in days if isinstance(day, date)]
        return max(known, default=None)

    def last(self, feed: str, file: str | None = None) -> dict[str, Any] | None:
        """The last reading of a feed, or of one file of it."""
        of = self.readings.filter(pl.col("feed") == feed)
        if file is not None:
            of = of.filter(pl.col("file") == file)
        return of.row(of.height - 1, named=True) if of.height else None

    def last_taken(self, feed: str) -> date | None:
        """The newest day that a file of a feed which was taken over says it was made."""
        taken = (pl.col("feed") == feed) & pl.col("state").is_in(["good", "late"])
        return self.readings.filter(taken)["newest_on"].max()  # type: ignore[return-value]

    def keep(self, feed: str, digest: str, data: bytes) -> None:
        """Keep the bytes of a file as they came."""
        if self.folder is not None:
            path = self.folder / RAW / feed / digest
            if not path.exists():
                _write(path, data)

    def save(self) -> None:
        """Write what is held, all of it or nothing; a file that would say the same is left
        alone."""
        if self.folder is None:
            return
        buffer = io.BytesIO()
        self.notices.write_parquet(buffer, compression="zstd", statistics=False)
        content = {NOTICES: buffer.getvalue()}
        for name, frame in ((MATCHES, self.decided), (READINGS, self.readings)):
            if frame.height:
                content[f"{name}.csv"] = to_bytes(name, frame, Format.CSV)
        changed = [name for name, data in content.items() if _held(self.folder / name) != data]
        for name in changed:
            _laid(_beside(self.folder / name), content[name])
        if changed:
            _write(self.folder / JOURNAL, json.dumps(changed).encode())
            _finish(self.folder)


def load(folder: Path | None) -> FeedState:
    """What a folder holds; nothing where it is not there yet. What a run that stopped had decided
    to write is written first. Unreadable for a damaged one."""
    if folder is None:
        return FeedState(None)
    _finish(folder)
    path = folder / NOTICES
    if not path.exists():
        return FeedState(folder, decided=_table(folder, MATCHES))
    try:
        notices = pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError) as fault:
        raise _damaged(path, str(fault)) from fault
    if notices.schema != SCHEMA:
        raise _damaged(path, "columns")
    return FeedState(folder, notices, _table(folder, READINGS), _table(folder, MATCHES))


def _table(folder: Path, name: str) -> pl.DataFrame:
    path = folder / f"{name}.csv"
    if not path.exists():
        return empty(name)
    frame, problems = typed(read_csv(path.read_bytes(), path.name), name, path.name, COLON)
    faults = [found.where for found in problems if found.grade == "fault"]
    if faults:
        raise _damaged(path, faults[0])
    return pl.concat([empty(name), _shaped(name, frame)])


def _shaped(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """All columns of the table, in their order; what a file leaves out is empty."""
    wanted = empty(name).schema
    absent = [
        pl.lit(None, dtype=of).alias(column)
        for column, of in wanted.items()
        if column not in frame.columns
    ]
    return (
        frame.with_columns(absent)
        .select(list(wanted))
        .with_columns(pl.col("known_from").fill_null(0))
    )


def _damaged(path: Path, why: str) -> Unreadable:
    return Unreadable("file-damaged", file=str(path), why=why.partition("\n")[0][:200])


def _finish(folder: Path) -> None:
    """Rename what the journal names, if there is one."""
    journal = folder / JOURNAL
    if not journal.exists():
        return
    for name in json.loads(journal.read_bytes()):
        if name in FILES and _beside(folder / name).exists():
            _beside(folder / name).replace(folder / name)
    journal.unlink()


def _held(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")


def _laid(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    _laid(_beside(path), data)
    _beside(path).replace(path)


@contextmanager
def alone(folder: Path | None) -> Iterator[None]:
    """Nobody else works on this folder meanwhile; Unreadable where it cannot be written."""
    if folder is None:
        yield
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
    except OSError as fault:
        why = fault.strerror or str(fault)
        raise Unreadable("file-refused", file=str(folder), why=why) from fault
