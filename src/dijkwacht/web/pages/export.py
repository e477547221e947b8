# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every table of every page as a file: CSV, XLSX, ODS or JSON. A page shows its table with
`{% report_table table %}`, whose links come back to the same address with `form` and `table`; its
view answers them with `asked` before it makes the page."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import IO, Final

from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.reports.report import Table
from dijkwacht.web.audit import trail
from dijkwacht.web.exports import ods, text, xlsx
from dijkwacht.web.exports.sheet import Link, Sheet
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right

__all__ = ["MOST", "Form", "Link", "answer", "asked", "plain"]


class Form(StrEnum):
    """The forms of a file."""

    CSV = "csv"
    XLSX = "xlsx"
    ODS = "ods"
    JSON = "json"


MOST: Final = 100_000
"""Rows of a spreadsheet: more take longer to write than a reader waits, and to open than they
like."""

TYPES: Final = {
    Form.CSV: "text/csv; charset=utf-8",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.ODS: ods.TYPE,
    Form.JSON: "application/json",
}
STREAMED: Final[dict[Form, Callable[[Sheet], Iterator[bytes]]]] = {
    Form.CSV: text.as_csv,
    Form.JSON: text.as_json,
}
WRITTEN: Final[dict[Form, Callable[[Sheet, IO[bytes]], None]]] = {
    Form.XLSX: xlsx.write,
    Form.ODS: ods.write,
}


def asked(request: Asking, tables: Iterable[Table], filter: str = "") -> HttpResponseBase | None:
    """The file that the address asks for (`?form=csv&table=<key>`) of one of the page's tables;
    None when it asks for the page itself. `filter` says in words what was left out.

    WrongQuestion for another form or table.
    """
    wanted = request.GET.get("form")
    if wanted is None:
        return None
    known = {table.key: table for table in tables}
    key = request.GET.get("table", next(iter(known), ""))
    if key not in known:
        raise WrongQuestion("export-table", table=key, tables=", ".join(known))
    return answer(request, known[key], wanted, filter)


def answer(request: Asking, table: Table, form: str, filter: str = "") -> HttpResponseBase:
    """A table as a file to keep: every row, typed cells, and a head that tells day, revision,
    filter, who and when. Needs the right to export, and leaves an entry in the trail.

    Columns that are not `exported` are left out; a cell may be a `Link` or a `Message`.
    WrongQuestion for a form that there is not, or too many rows for a spreadsheet.
    """
    if form not in TYPES:
        raise WrongQuestion("export-form", form=form, forms=", ".join(Form))
    if Form(form) in WRITTEN and len(table.rows) > MOST:
        raise WrongQuestion("export-too-long", rows=len(table.rows), most=MOST)
    return _guarded(request, table, Form(form), filter)


def _answer(request: Asking, table: Table, form: Form, filter: str) -> HttpResponseBase:
    sheet = Sheet(table, about(request, filter), request.reading.words)
    name = f"{table.key}-{request.reading.on}.{form}"
    _trail(request, table, form)
    if form in STREAMED:
        streamed = StreamingHttpResponse(STREAMED[form](sheet), content_type=TYPES[form])
        streamed["Content-Disposition"] = f'attachment; filename="{name}"'
        return streamed
    file = tempfile.TemporaryFile()  # noqa: SIM115  # the answer closes it
    WRITTEN[form](sheet, file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=TYPES[form])


_guarded: Final = needs(Right.EXPORT)(_answer)


def plain(request: Asking, table: Table, form: str, type_: str, content: bytes) -> HttpResponseBase:
    """What a table comes to in a form of its own (a calendar, say), as a file to keep. Needs the
    right to export, and leaves an entry in the trail."""
    return _guarded_plain(request, table, form, type_, content)


def _plain(
    request: Asking, table: Table, form: str, type_: str, content: bytes
) -> HttpResponseBase:
    _trail(request, table, form)
    made = HttpResponse(content, content_type=type_)
    name = f"{table.key}-{request.reading.on}.{form}"
    made["Content-Disposition"] = f'attachment; filename="{name}"'
    return made


_guarded_plain: Final = needs(Right.EXPORT)(_plain)


def about(request: Asking, filter: str = "") -> list[tuple[str, str]]:
    """What the head of a file tells: whose eyes it was made for, of which day, and how."""
    reading = request.reading
    viewer, words = reading.viewer, reading.words
    role = words.say(viewer.role.says) if viewer else ""
    told = (
        ("export.day", reading.on.isoformat()),
        ("export.revision", str(reading.rows.revision)),
        ("export.filter", filter or words.text("export.no-filter")),
        ("export.by", f"{viewer.name}, {role}" if viewer else ""),
        ("export.reach", words.say(viewer.reach.says) if viewer else ""),
        ("export.at", timezone.localtime().isoformat(timespec="seconds")),
        ("export.from", request.build_absolute_uri()),
    )
    return [(words.text(code), value) for code, value in told]


def _trail(request: Asking, table: Table, form: str) -> None:
    viewer, reading = request.reading.viewer, request.reading
    assert viewer is not None
    told = {
        "form": str(form),
        "rows": len(table.rows),
        "on": reading.on,
        "revision": reading.rows.revision,
        "address": request.get_full_path(),
    }
    trail.record(viewer.user, "export", table.key, told, viewer.role.value, viewer.node or "")
