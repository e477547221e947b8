# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a stranger gives is measured before it is read: files, bytes unpacked, rows, columns and
cells. A few kilobytes can unpack to more than any machine holds."""

import gzip
import json
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dijkwacht.base.errors import Unreadable
from dijkwacht.base.files import CHUNK, LOCKED
from dijkwacht.sources import parquet_size

CSV: Final = ".csv"
MB: Final = 1024**2


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most that is read."""

    files: int = 100  # of one zip
    unpacked: int = 1024**3  # bytes of all files together
    single: int = 64 * 1024**2  # bytes of a file that is read as one value
    rows: int = 2_000_000  # of one table
    columns: int = 300
    cells: int = 60_000_000


MOST: Final = Bounds()


def measure(path: Path, most: Bounds = MOST) -> None:
    """Nothing for a folder or zip of tables, or a gzipped or plain file, that may be read;
    Unreadable for one that is larger than what is read of strangers, and says where and by how
    much. A workbook is measured where it is read."""
    if path.suffix == ".gz":
        _gzipped(path, most)
    elif path.is_dir():
        for file in sorted(path.glob(f"*{CSV}")):
            _csv(file.read_bytes(), file.name, most)
        _parquet(path, most)
    elif path.suffix == ".zip":
        _zipped(path, most)
    elif path.suffix == ".json" and path.stat().st_size > most.single:
        raise Unreadable("zip-bytes", file=path.name, limit=most.single // MB)


def _gzipped(path: Path, most: Bounds) -> None:
    size = 0
    try:
        with gzip.open(path) as stream:
            for chunk in iter(lambda: stream.read(CHUNK), b""):
                size += len(chunk)
                if size > most.single:
                    raise Unreadable("zip-bytes", file=path.name, limit=most.single // MB)
    except (OSError, EOFError, zlib.error) as fault:
        raise Unreadable("file-damaged", file=path.name, why=str(fault)) from fault


def _zipped(path: Path, most: Bounds) -> None:
    """A zip says how large each file is; nothing beyond that is ever read of it."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            if len(infos) > most.files:
                count, limit = len(infos), most.files
                raise Unreadable("zip-entries", file=path.name, count=count, limit=limit)
            if sum(info.file_size for info in infos) > most.unpacked:
                raise Unreadable("zip-bytes", file=path.name, limit=most.unpacked // MB)
            if any(info.flag_bits & LOCKED for info in infos):
                raise Unreadable("file-locked", file=path.name)
            for info in infos:
                if info.filename.endswith(CSV):
                    _csv(archive.read(info), info.filename, most)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as fault:
        raise Unreadable("file-damaged", file=path.name, why=str(fault)) from fault
    _parquet(path, most)


def _csv(data: bytes, name: str, most: Bounds) -> None:
    """By the signs that end rows and cells, of which quoted ones count too."""
    header = data[: data.find(b"\n") + 1] if b"\n" in data else data
    _judge(name, data.count(b"\n"), header.count(b",") + 1, most)
    cells = data.count(b",") + data.count(b'"') // 2
    if cells > most.cells:
        raise Unreadable("table-cells", file=name, count=cells, limit=most.cells)


def _judge(name: str, rows: int, columns: int, most: Bounds) -> None:
    if rows > most.rows:
        raise Unreadable("table-rows", file=name, count=rows, limit=most.rows)
    if columns > most.columns:
        raise Unreadable("table-columns", file=name, count=columns, limit=most.columns)


def _parquet(path: Path, most: Bounds) -> None:
    """As another process found that may fail; of a zip the sizes that it claims were added up
    before."""
    for name, told in _told(path, most):
        if "rows" not in told:
            continue
        _judge(name, told["rows"], told["columns"], most)
        if told.get("nested"):
            raise Unreadable("column-nested", file=name, column=told["nested"][0])
        if told["rows"] * told["columns"] > most.cells:
            count = told["rows"] * told["columns"]
            raise Unreadable("table-cells", file=name, count=count, limit=most.cells)
        if told["bytes"] > most.unpacked:
            raise Unreadable("table-bytes", file=name, limit=most.unpacked // MB)


def _told(path: Path, most: Bounds) -> Iterator[tuple[str, dict[str, Any]]]:
    """The size of each Parquet file. Unreadable for the one at which the process gave up."""
    if not _has_parquet(path):
        return
    # -I: nothing of this folder or of the environment is imported there
    program = [sys.executable, "-I", str(Path(parquet_size.__file__))]
    command = [*program, str(path.resolve()), str(most.rows), str(most.columns)]
    done = subprocess.run(command, capture_output=True, check=False)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    for at in range(0, len(lines) - 1, 2):
        yield lines[at]["file"], lines[at + 1]
    if done.returncode:
        name = lines[-1]["file"] if len(lines) % 2 else path.name
        raise Unreadable("table-bytes", file=name, limit=most.unpacked // MB)


def _has_parquet(path: Path) -> bool:
    if path.is_dir():
        return any(path.glob(f"*{parquet_size.ENDING}"))
    with zipfile.ZipFile(path) as archive:
        return any(name.endswith(parquet_size.ENDING) for name in archive.namelist())
