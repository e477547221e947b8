# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes from one night of the watch to the next, kept in a folder: one file per night, whole or
not there at all. A night that is made again from the night before it gives the same bytes."""

import io
import json
import os
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl

from dijkwacht.base.errors import Unreadable
from dijkwacht.findings.alerts import Alert, Book, Status
from dijkwacht.findings.levels import Levels
from dijkwacht.findings.signals import Standing

FORM: Final = 1  # of these files
ENDING: Final = ".night"
ABOUT, LEVELS, ALERTS = "about.json", "levels.parquet", "alerts.json"
NUMBERS: Final = ("level", "raw", "band", "clean", "most")
DAYS: Final = ("raised_on", "opened_on", "changed_on")
WHEN: Final = (1980, 1, 1, 0, 0, 0)  # the first day a zip can say: its bytes tell no clock


def kept_days(folder: Path) -> list[date]:
    """The days of which a night is kept, ascending."""
    if not folder.is_dir():
        return []
    return sorted(_days(folder))


def _days(folder: Path) -> Iterator[date]:
    for file in folder.glob(f"*{ENDING}"):
        try:
            yield date.fromisoformat(file.stem)
        except ValueError:
            continue


def keep(folder: Path, standing: Standing) -> Path:
    """Write the night of a day; the file that is made."""
    return write(folder / f"{standing.on}{ENDING}", to_bytes(standing))


def write(file: Path, content: bytes) -> Path:
    """Write a file whole or not at all; one that says the same already is left alone."""
    if not file.exists() or file.read_bytes() != content:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f".{file.name}.{os.getpid()}")
        beside.write_bytes(content)
        beside.replace(file)
    return file


def kept(folder: Path, on: date) -> Standing | None:
    """The night of a day; None where none is kept. Unreadable for one that is not whole."""
    file = folder / f"{on}{ENDING}"
    if not file.exists():
        return None
    try:
        return from_bytes(file.read_bytes())
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, pl.exceptions.PolarsError) as why:
        raise Unreadable("night-broken", file=str(file)) from why


def to_bytes(standing: Standing) -> bytes:
    """A night as bytes: the same night gives the same bytes."""
    levels = standing.levels
    about = {
        "form": FORM,
        "on": standing.on,
        "revision": standing.revision,
        "cuts": standing.cuts,
        "cuts_on": standing.cuts_on,
    }
    frame = pl.DataFrame(
        {
            "supplier_id": pl.Series(levels.ids, dtype=pl.String),
            **{name: getattr(levels, name) for name in NUMBERS},
            "since": pl.Series(levels.since, dtype=pl.Date),
        }
    )
    table = io.BytesIO()
    frame.write_parquet(table, compression="zstd", statistics=False)
    alerts = [asdict(one) for one in standing.book.alerts]
    parts = {ABOUT: _json(about), LEVELS: table.getvalue(), ALERTS: _json(alerts)}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as made:
        for name, content in parts.items():
            made.writestr(zipfile.ZipInfo(name, WHEN), content)
    return buffer.getvalue()


def _json(content: Any) -> bytes:
    return json.dumps(content, default=str, ensure_ascii=False, indent=1).encode()


def from_bytes(data: bytes) -> Standing:
    """The night of these bytes; ValueError, KeyError or BadZipFile for what is none."""
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        about = json.loads(made.read(ABOUT))
        frame = pl.read_parquet(io.BytesIO(made.read(LEVELS)))
        alerts = json.loads(made.read(ALERTS))
    if about["form"] != FORM:
        raise ValueError(about["form"])
    numbers = {name: frame[name].to_numpy().astype(np.int64) for name in NUMBERS}
    levels = Levels(ids=tuple(frame["supplier_id"]), since=tuple(frame["since"]), **numbers)
    book = Book(tuple(_alert(one) for one in alerts))
    day, cuts_on = (date.fromisoformat(about[name]) for name in ("on", "cuts_on"))
    return Standing(day, about["revision"], levels, tuple(about["cuts"]), cuts_on, book)


def _alert(said: Mapping[str, Any]) -> Alert:
    days = {name: date.fromisoformat(said[name]) if said[name] else None for name in DAYS}
    return Alert(**{**said, **days, "status": Status(said["status"])})
