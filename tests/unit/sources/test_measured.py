# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small files that unpack to more than any machine holds are refused before they are read."""

import gzip
import io
import zipfile
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from xlsxwriter import Workbook

from dijkwacht import verbs
from dijkwacht.base.errors import Unreadable
from dijkwacht.sources import parquet_size, workbook
from dijkwacht.sources.measured import MOST, Bounds, measure

SMALL = Bounds(files=3, unpacked=100_000, single=50_000, rows=100, columns=10, cells=500)


def parquet(frame: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.write_parquet(buffer, compression="zstd")
    return buffer.getvalue()


def table(rows: int, columns: int = 2) -> str:
    line = ",".join(["x"] * columns)
    return ",".join(f"c{n}" for n in range(columns)) + "\n" + f"{line}\n" * rows


def folder(made: Path, **files: bytes | str) -> Path:
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (made / name.replace("__", ".")).write_bytes(data)
    return made


def zipped(made: Path, files: dict[str, bytes | str]) -> Path:
    path = made / "given.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def refused(path: Path, most: Bounds = MOST) -> tuple[str, dict[str, Any]]:
    with pytest.raises(Unreadable) as fault:
        measure(path, most)
    return fault.value.what.code, dict(fault.value.what.params)


def test_a_few_kilobytes_of_equal_rows_are_counted_and_not_read(tmp_path: Path) -> None:
    bomb = parquet(pl.DataFrame({"id": pl.repeat("x", MOST.rows + 1, eager=True)}))
    assert len(bomb) < 20_000
    told = {"file": "contracts.parquet", "count": MOST.rows + 1, "limit": MOST.rows}
    assert refused(folder(tmp_path, contracts__parquet=bomb)) == ("table-rows", told)
    assert refused(zipped(tmp_path, {"contracts.parquet": bomb}))[0] == "table-rows"


def test_one_long_text_a_thousand_times_is_a_bomb_too(tmp_path: Path) -> None:
    ids = [f"con-{number}" for number in range(1_000)]
    long = pl.Series("note", ["a" * 1_200_000]).gather([0] * 1_000)
    bomb = parquet(pl.DataFrame({"id": ids, "note": long}))
    assert len(bomb) < 20_000
    code, told = refused(folder(tmp_path, contracts__parquet=bomb))
    assert (code, told) == ("table-bytes", {"file": "contracts.parquet", "limit": 1024})


def test_of_a_file_only_the_size_is_told_and_of_a_large_one_not_even_the_bytes() -> None:
    data = parquet(pl.DataFrame({"id": ["a", "bb"], "users": [1, 2]}))
    told = parquet_size.measured(data, 2, 2)
    assert (told["rows"], told["columns"]) == (2, 2)
    assert told["bytes"] >= len("abb") + 2 * 8
    assert parquet_size.measured(data, 1, 2) == {"rows": 2, "columns": 2, "nested": []}
    assert parquet_size.measured(b"PAR1", 2, 2) == {}


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (pl.DataFrame({f"c{n}": [1] for n in range(11)}), "table-columns"),
        (pl.DataFrame({f"c{n}": [1] * 90 for n in range(9)}), "table-cells"),
        (pl.DataFrame({"id": ["1"], "n": [[1, 2]]}), "column-nested"),
        (pl.DataFrame({"id": ["1"], "n": ["a" * 120_000]}), "table-bytes"),
    ],
)
def test_wide_deep_and_heavy_parquet_is_refused(
    frame: pl.DataFrame, code: str, tmp_path: Path
) -> None:
    assert refused(folder(tmp_path, contracts__parquet=parquet(frame)), SMALL)[0] == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (table(101), "table-rows"),
        (table(1, 11), "table-columns"),
        ("id,name\n" + "," * 600, "table-cells"),
        ("id,name\n" + '"' * 1_200, "table-cells"),
    ],
)
def test_csv_is_counted_before_it_is_taken_apart(text: str, code: str, tmp_path: Path) -> None:
    assert refused(folder(tmp_path, contracts__csv=text), SMALL)[0] == code
    assert refused(zipped(tmp_path, {"contracts.csv": text}), SMALL)[0] == code


def test_a_zip_is_measured_by_what_it_says_and_never_gives_more(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"contracts.csv": b"a" * 200_000})
    assert path.stat().st_size < 1_000
    assert refused(path, SMALL)[0] == "zip-bytes"
    data = path.read_bytes()
    size = (200_000).to_bytes(4, "little")
    assert data.count(size) == 2
    path.write_bytes(data.replace(size, (50).to_bytes(4, "little")))
    assert refused(path, SMALL)[0] == "file-damaged"
    many = zipped(tmp_path, {f"{number}.csv": "id\n" for number in range(4)})
    assert refused(many, SMALL) == ("zip-entries", {"file": "given.zip", "count": 4, "limit": 3})


def test_what_is_packed_alone_is_unpacked_only_so_far(tmp_path: Path) -> None:
    (tmp_path / "mail.json.gz").write_bytes(gzip.compress(b"[" + b" " * 60_000 + b"]"))
    assert refused(tmp_path / "mail.json.gz", SMALL)[0] == "zip-bytes"
    (tmp_path / "mail.json").write_bytes(b" " * 60_000)
    assert refused(tmp_path / "mail.json", SMALL)[0] == "zip-bytes"
    (tmp_path / "mail.json.gz").write_bytes(gzip.compress(b"[]")[:-4])
    assert refused(tmp_path / "mail.json.gz", SMALL)[0] == "file-damaged"


def test_what_fits_is_measured_in_silence(tmp_path: Path) -> None:
    good = {"contracts.csv": table(99), "services.parquet": parquet(pl.DataFrame({"id": ["a"]}))}
    measure(zipped(tmp_path, {**good, "README.txt": "x"}), SMALL)
    damaged = folder(tmp_path, contracts__parquet=b"PAR1 and no more")
    measure(damaged, SMALL)  # the reader says what is wrong with it
    measure(tmp_path / "book.xlsx", SMALL)


def test_a_workbook_with_too_many_cells_is_left_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_CELLS", 5_000)
    with Workbook(tmp_path / "book.xlsx") as book:
        for name in ("contracts", "services"):
            sheet = book.add_worksheet(name)
            sheet.write_string(0, 0, "id")
            sheet.write_string(60, 59, "far away")  # 3,660 cells in each
    with pytest.raises(Unreadable) as fault:
        workbook.sheets(tmp_path / "book.xlsx")
    assert fault.value.what.code == "workbook-too-large"


def test_a_column_of_lists_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    frame = pl.DataFrame({"id": ["a"], "name": ["A"], "n": [[1, 2]]})
    path = folder(tmp_path, contracts__parquet=parquet(frame))
    history, problems = verbs.load("tables", path, None)  # type: ignore[arg-type]
    assert history.table("contracts")["name"].to_list() == ["A"]
    assert "n" not in history.table("contracts").columns
    assert "column-nested" in {found.what.code for found in problems}
