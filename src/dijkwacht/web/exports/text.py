# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables as CSV and JSON, piece by piece, so that a table of any length fits in memory."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from dijkwacht.reports.report import safe
from dijkwacht.web.exports.sheet import Sheet

BATCH: Final = 2_000


def as_csv(sheet: Sheet) -> Iterator[bytes]:
    """UTF-8 with a byte order mark, for spreadsheets; lines about the table begin with `#`, then
    the keys, then every row with values as they are, unknown empty."""
    yield b"\xef\xbb\xbf"
    for label, value in (("Dijkwacht", sheet.title), *sheet.about):
        yield f"# {_one_line(label)}: {_one_line(value)}\n".encode()
    yield _csv([[column.key for column in sheet.columns]])
    rows = sheet.rows()
    while part := list(islice(rows, BATCH)):
        yield _csv([[safe(value) for value in row] for row in part])


def _csv(rows: list[list[Any]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue().encode()


def _one_line(text: str) -> str:
    return " ".join(text.replace('"', "'").split())


def as_json(sheet: Sheet) -> Iterator[bytes]:
    """An object with `title`, `made`, `columns` (what each key means) and, under the key of the
    table, its rows."""
    head = {
        "title": sheet.title,
        "made": dict(sheet.about),
        "columns": {column.key: sheet.words.say(column.heading) for column in sheet.columns},
    }
    yield f"{_json(head)[:-1]}, {_json(sheet.table.key)}: [".encode()
    keys, rows, between = [column.key for column in sheet.columns], sheet.rows(), "\n"
    while part := list(islice(rows, BATCH)):
        written = ",\n".join(_json(dict(zip(keys, row, strict=True))) for row in part)
        yield (between + written).encode()
        between = ",\n"
    yield b"\n]}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=_value)


def _value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else str(value)
