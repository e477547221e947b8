# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A ranking kept in a folder: a run that was stopped goes on where it was, and a later run counts
again only what a change can have touched. Either gives what a whole run gives.

    ranking.parquet  one row per thing, worst first
    basis.parquet    what the answers were based on (engine/basis.py)
    about.json       what was asked of which register, and the digests of these two: written last
    parts-…/         what an unfinished run has counted so far
"""

import fcntl
import hashlib
import io
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

from dijkwacht.base.errors import Unreadable, WrongQuestion
from dijkwacht.engine.basis import basis, reaching
from dijkwacht.engine.rank import Place, Progress, drafted, ordered, places_of
from dijkwacht.engine.survey import Survey
from dijkwacht.engine.sweep import Sweep

ABOUT, RANKING, BASIS, PARTS = "about.json", "ranking.parquet", "basis.parquet", "parts-"
LOCK: Final = ".lock"
FORM: Final = 2  # of these files, and of what the engine means: another number counts all anew
PART: Final = 1_024  # things counted between two writes
Asked = Mapping[int, Sequence[int]]
"""What is ranked: the node that stands for it, and the nodes that fail together."""


@dataclass(frozen=True, eq=False)
class Kept:
    """A finished ranking, and how many of its rows had to be counted."""

    places: list[Place]
    counted: int


@dataclass(frozen=True, eq=False)
class _Night:
    """One run: what is asked of what."""

    folder: Path
    survey: Survey
    asked: Asked
    question: Mapping[str, Any]
    now: pl.DataFrame  # the basis

    @property
    def parts(self) -> Path:
        """The folder of what this very question has counted so far."""
        asked = json.dumps([self.question, sorted(self.asked.items())], default=list)
        digest = hashlib.sha256(asked.encode() + _bytes(self.now)).hexdigest()
        return self.folder / f"{PARTS}{digest[:16]}"


def keep(
    folder: Path,
    survey: Survey,
    asked: Asked,
    question: Mapping[str, Any],
    about: Mapping[str, Any],
    sweep: Sweep,
    progress: Progress,
) -> Kept:
    """Rank all that is asked with what the folder knows already, and keep the result there.

    `question` is what must be equal for an earlier answer to count, `about` is told, and says `of`
    what the ranking is. Raises Unreadable for a folder that holds something else, WrongQuestion for
    one that holds another ranking.
    """
    night = _Night(folder, survey, asked, {**question, "form": FORM}, basis(survey.graphs))
    _check(folder, about)
    with alone_in(folder):
        night.parts.mkdir(exist_ok=True)
        known = _known(night)
        heads = set(known["node"].to_list())
        left = {head: nodes for head, nodes in asked.items() if head not in heads}
        counted = _count(night, left, sweep, progress)
        table = ordered(pl.concat((known, counted)), survey)
        _finish(night, table.drop("node"), about)
    return Kept(places_of(survey, table), len(left))


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Nobody else ranks into the folder meanwhile; the lock falls when the process does."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / LOCK, os.O_CREAT | os.O_RDWR, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as fault:
        raise Unreadable("ranking-busy", folder=str(folder)) from fault
    finally:
        os.close(handle)


def _check(folder: Path, about: Mapping[str, Any]) -> None:
    """Refuse a folder in which something else is kept, or another ranking."""
    others = [
        file.name
        for file in (sorted(folder.iterdir()) if folder.is_dir() else ())
        if file.name not in (ABOUT, RANKING, BASIS, LOCK) and not _is_ours(file)
    ]
    if others:
        raise Unreadable("not-a-ranking", folder=str(folder), file=others[0])
    before = _about(folder)
    if before is not None and before.get("of") != json.loads(json.dumps(about["of"])):
        held = ", ".join(f"{key} {value}" for key, value in (before.get("of") or {}).items())
        raise WrongQuestion("another-ranking", folder=str(folder), held=held)


def _is_ours(file: Path) -> bool:
    """Whether it is a folder of parts, or a draft that a kill left."""
    parts = re.fullmatch(rf"{PARTS}[0-9a-f]{{16}}", file.name)
    if parts:
        return file.is_dir() and not file.is_symlink()
    return bool(re.fullmatch(r"\.[a-z]+\.(parquet|json)\.new", file.name))


def _count(night: _Night, left: Asked, sweep: Sweep, progress: Progress) -> pl.DataFrame:
    """Count what is left, and write it away from time to time."""
    heads, done = list(left), len(night.asked) - len(left)
    made, waiting = [drafted(night.survey, {}, [])], []
    begun = at = 0
    for tally in sweep(night.survey, list(left.values())):
        waiting.append(tally)
        at += len(tally)
        progress(done + at, len(night.asked))
        if at - begun >= PART or at == len(heads):
            part = {head: left[head] for head in heads[begun:at]}
            made.append(drafted(night.survey, part, waiting))
            _write(night.parts / f"{heads[begun]}.parquet", _bytes(made[-1].drop("node")))
            begun, waiting = at, []
    return pl.concat(made)


def _known(night: _Night) -> pl.DataFrame:
    """The rows that need not be counted again, with the node of each."""
    found = [drafted(night.survey, {}, []).drop("node")]
    found += [_read(file, found[0]) for file in sorted(night.parts.glob("*.parquet"))]
    untouched = _untouched(night)
    rows = pl.concat([*found, *untouched]).unique(["noun", "id"], keep="first", maintain_order=True)
    return _asked(night, rows)


def _asked(night: _Night, rows: pl.DataFrame) -> pl.DataFrame:
    """Those of the rows that are asked, of the same entities, with their nodes."""
    wanted = drafted(night.survey, night.asked, None).select("noun", "id", "entities", "node")
    joined = rows.join(wanted, on=["noun", "id", "entities"], how="inner", maintain_order="left")
    return joined.select(drafted(night.survey, {}, []).columns)


def _untouched(night: _Night) -> list[pl.DataFrame]:
    """The rows of the last finished ranking that no change can have touched."""
    about = _about(night.folder)
    if about is None or about.get("question") != json.loads(json.dumps(night.question)):
        return []
    before = _read(night.folder / BASIS, night.now)
    rows = _read(night.folder / RANKING, drafted(night.survey, {}, []).drop("node"))
    reach = set(reaching(night.survey.graphs, before, night.now).tolist())
    kept = _asked(night, rows).filter(
        pl.col("node").map_elements(
            lambda head: reach.isdisjoint(night.asked[head]), return_dtype=pl.Boolean
        )
    )
    return [kept.drop("node")]


def _about(folder: Path) -> dict[str, Any] | None:
    """What is said of the kept ranking; None if none was finished."""
    if not (folder / ABOUT).exists():
        return None
    try:
        about: dict[str, Any] = json.loads((folder / ABOUT).read_text("utf-8"))
        whole = all(about["digests"][name] == _digest(folder / name) for name in (RANKING, BASIS))
    except (ValueError, KeyError, TypeError, FileNotFoundError):
        return None
    return about if whole else None


def _finish(night: _Night, table: pl.DataFrame, about: Mapping[str, Any]) -> None:
    """Put the result in place of the last one; `about.json` comes last and makes it count."""
    files = {RANKING: _bytes(table), BASIS: _bytes(night.now)}
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    for name, data in files.items():
        _write(night.folder / name, data)
    told = {**about, "question": night.question, "digests": digests}
    _write(night.folder / ABOUT, json.dumps(told, indent=2, ensure_ascii=False).encode() + b"\n")
    for parts in night.folder.glob(f"{PARTS}*"):
        if _is_ours(parts):
            shutil.rmtree(parts)


def _bytes(frame: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.write_parquet(buffer, compression="zstd")
    return buffer.getvalue()


def _read(file: Path, like: pl.DataFrame) -> pl.DataFrame:
    """The table in a file of ours: of the columns of another one, and whole."""
    try:
        found = pl.read_parquet(file)
        counts = [name for name, kind in like.schema.items() if kind == pl.Int64]
        if found.schema != like.schema or any(found[name].null_count() for name in counts):
            raise Unreadable("kept-faulty", file=str(file), why=", ".join(found.columns)[:100])
        return found
    except pl.exceptions.PolarsError as fault:
        raise Unreadable("kept-faulty", file=str(file), why=str(fault).splitlines()[0]) from fault


def _write(file: Path, data: bytes) -> None:
    """In one go: a kill leaves the old file or the new one."""
    draft = file.with_name(f".{file.name}.new")
    draft.write_bytes(data)
    draft.replace(file)


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
