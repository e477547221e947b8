# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A table as an OpenDocument spreadsheet (OASIS ODF 1.3, part 3), written row by row."""

import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import IO, Any, Final
from xml.sax.saxutils import escape, quoteattr

from dijkwacht.web.exports.sheet import Sheet

TYPE: Final = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST: Final = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{TYPE}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"""  # noqa: E501
HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content office:version="1.3"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet>
"""
TAIL: Final = "</office:spreadsheet></office:body></office:document-content>\n"
_BAD: Final = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def write(sheet: Sheet, file: IO[bytes]) -> None:
    """Write the spreadsheet; text is never read as a formula."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(zipfile.ZipInfo("mimetype"), TYPE, zipfile.ZIP_STORED)
        made.writestr("META-INF/manifest.xml", MANIFEST)
        with made.open("content.xml", "w", force_zip64=True) as content:
            for piece in _content(sheet):
                content.write(piece.encode())


def _content(sheet: Sheet) -> Iterator[str]:
    columns = [[column.key, sheet.words.say(column.heading)] for column in sheet.columns]
    yield HEAD
    yield from _table("Dijkwacht", iter([[sheet.title], *map(list, sheet.about), [], *columns]))
    keys = [column.key for column in sheet.columns]
    yield from _table(sheet.table.key, iter([keys]), sheet.rows())
    yield TAIL


def _table(name: str, *rows: Iterator[list[Any]]) -> Iterator[str]:
    yield f"<table:table table:name={quoteattr(name)}>\n"
    for part in rows:
        for values in part:
            cells = "".join(map(_cell, values)) or "<table:table-cell/>"
            yield f"<table:table-row>{cells}</table:table-row>\n"
    yield "</table:table>\n"


def _cell(value: Any) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, bool):
        return _typed("boolean", "boolean-value", str(value).lower())
    if isinstance(value, int | float | Decimal):
        return _typed("float", "value", str(value))
    if isinstance(value, date):
        return _typed("date", "date-value", value.isoformat())
    lines = str(value).translate(_BAD).split("\n")
    text = "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)
    return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'


def _typed(kind: str, name: str, value: str) -> str:
    return (
        f'<table:table-cell office:value-type="{kind}" office:{name}="{value}">'
        f"<text:p>{value}</text:p></table:table-cell>"
    )
