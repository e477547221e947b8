# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables of reports on pages, and as files. What comes in has been redacted."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpResponse

from dijkwacht.reports.report import Cell, Column, Table, as_csv, named, shown
from dijkwacht.reports.words import Words
from dijkwacht.web.audit import trail
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right

NUMBERS: Final = (Cell.COUNT, Cell.HOURS, Cell.LEVEL)
FORMS: Final = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@dataclass(frozen=True, slots=True)
class Text:
    """One cell, or the heading of a column."""

    text: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as a template writes it."""

    key: str
    caption: str
    heads: list[Text]
    rows: list[list[Text]]


def shown_table(table: Table, words: Words) -> Shown:
    """The columns and rows of a screen, in the reader's language."""
    columns = [(at, column) for at, column in enumerate(table.columns) if column.shown]
    rows = [[_text(row[at], column, words) for at, column in columns] for row in table.rows]
    heads = [Text(words.say(column.heading), _is_number(column)) for _, column in columns]
    return Shown(table.key, words.say(table.title), heads, rows)


def _text(value: object, column: Column, words: Words) -> Text:
    return Text(shown(value, column.cell, words), _is_number(column))


def _is_number(column: Column) -> bool:
    return column.cell in NUMBERS


def download(request: Asking, make: Callable[[], Table]) -> HttpResponse | None:
    """The table that is made as a file where the address asks for one (`?form=csv`), told to the trail; None
    where it asks for the page."""
    form = request.GET.get("form")
    viewer = request.reading.viewer
    if form is None:
        return None
    if form not in FORMS or viewer is None or not viewer.may(Right.EXPORT):
        raise Http404(form)
    table = make()
    told = {"form": form, "rows": len(table.rows), "address": request.get_full_path()}
    trail.record(viewer.user, "export", table.key, told, viewer.role, viewer.node or "")
    answer = HttpResponse(written(table, form, request.reading.words), content_type=FORMS[form])
    name = f"{table.key}-{request.reading.on.isoformat()}.{form}"
    answer["content-disposition"] = f'attachment; filename="{name}"'
    return answer


def written(table: Table, form: str, words: Words) -> str:
    """The table in one of the forms."""
    if form == "csv":
        return as_csv(table, words)
    rows = [named(table, row, words) for row in table.rows]
    return json.dumps(rows, ensure_ascii=False, default=str, indent=1)
