# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""How large Parquet files are, found out in a process of its own with bounded memory and time: what
a file says of its own size may be a lie.

As a program it writes one line of JSON per file, and imports no other module of ours.
"""

import io
import json
import resource
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, TextIO

import polars as pl

MEMORY: Final = 4 * 1024**3  # bytes of address space
SECONDS: Final = 120  # of one processor
ENDING: Final = ".parquet"


def main(arguments: list[str], out: TextIO) -> None:
    """Write the size of each Parquet file of the folder or zip that is named; the limits of rows
    and columns come after it."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    rows, columns = map(int, arguments[1:])
    for name, data in _files(Path(arguments[0])):
        # said before it is read: who reads this knows which file it was that felled us
        out.write(json.dumps({"file": name}) + "\n")
        out.flush()
        out.write(json.dumps(measured(data, rows, columns)) + "\n")
        out.flush()


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.is_dir():
        for file in sorted(path.glob(f"*{ENDING}")):
            yield file.name, file.read_bytes()
        return
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if info.filename.endswith(ENDING):
                yield info.filename, archive.read(info)


def measured(data: bytes, rows: int, columns: int) -> dict[str, Any]:
    """Rows, columns, and the bytes of all cells; the bytes only where it does not have more rows
    and columns than these. Nothing for what cannot be read: the reader tells why."""
    try:
        names = pl.read_parquet_schema(io.BytesIO(data))
        count = pl.scan_parquet(io.BytesIO(data)).select(pl.len()).collect().item()
        told = {"rows": count, "columns": len(names)}
        nested = [name for name, dtype in names.items() if dtype.is_nested()]
        if count > rows or len(names) > columns or nested:
            return {**told, "nested": nested[:1]}
        frame = pl.read_parquet(io.BytesIO(data))
        # equal texts share their place in memory, and each takes its own once they are written out
        texts = [cells.cast(pl.Binary) for cells in frame if cells.dtype in (pl.String, pl.Binary)]
        whole = frame.estimated_size() + sum(int(cells.bin.size().sum()) for cells in texts)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError):
        return {}
    return {**told, "bytes": whole}


if __name__ == "__main__":
    main(sys.argv[1:], sys.stdout)
