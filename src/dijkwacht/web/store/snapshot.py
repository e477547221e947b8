# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The newest register of the database, in memory: read whole once (from Parquet where an earlier
process left it), then brought up to date with what changed."""

import shutil
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from dijkwacht.register.records import TABLES
from dijkwacht.register.register import History
from dijkwacht.web.store import reading
from dijkwacht.web.store.apply import newest
from dijkwacht.web.store.models import Revision

KEPT: Final = 2  # snapshots that stay on disk


@dataclass(frozen=True, eq=False)
class Held:
    """All rows ever known, up to one revision of this very database."""

    number: int
    stamp: str
    history: History


class Snapshots:
    """The newest snapshot for this process; `folder` keeps them for the next."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._held: Held | None = None

    def newest(self) -> Held:
        """The register as the database knows it now: one question when nothing changed."""
        revision = newest()
        number, stamp = (revision.number, revision.stamp.hex) if revision else (0, "")
        held = self._held
        if held is not None and held.stamp == stamp:
            return held
        with self._lock:
            if self._held is None or self._held.stamp != stamp:
                self._held = Held(number, stamp, self._read(self._held))
            return self._held

    def keep(self, held: Held) -> None:
        """Leave a snapshot on disk for the next process; older ones go."""
        place = self.folder / f"{held.number}-{held.stamp}"
        if not held.number or place.exists():
            return
        draft = self.folder / f".{place.name}.{threading.get_ident()}"
        draft.mkdir(parents=True, exist_ok=True)
        for table, frame in held.history.frames.items():
            frame.write_parquet(draft / f"{table}.parquet", compression="lz4")
        try:
            draft.rename(place)
        except OSError:  # another process kept the same one
            shutil.rmtree(draft, ignore_errors=True)
        for old in sorted(self._kept(), key=_number)[:-KEPT]:
            shutil.rmtree(old, ignore_errors=True)

    def _read(self, before: Held | None) -> History:
        """What the database holds, on top of the newest snapshot that belongs to it."""
        if before is not None and _belongs(before.number, before.stamp):
            return reading.since(before.history)
        for place in sorted(self._kept(), key=_number, reverse=True):
            if _belongs(_number(place), place.name.partition("-")[2]):
                return reading.since(_load(place))
        return reading.whole()

    def _kept(self) -> list[Path]:
        found = self.folder.glob("[0-9]*-*") if self.folder.is_dir() else ()
        return [place for place in found if place.is_dir()]


def _number(place: Path) -> int:
    return int(place.name.partition("-")[0])


def _belongs(number: int, stamp: str) -> bool:
    """Whether it is a revision of this database, and not of one that was restored or replaced."""
    return bool(stamp) and Revision.objects.filter(number=number, stamp=stamp).exists()


def _load(place: Path) -> History:
    return History.of({table: pl.read_parquet(place / f"{table}.parquet") for table in TABLES})
