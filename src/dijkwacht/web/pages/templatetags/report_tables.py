# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A table of a report as HTML: `{% report_table table %}`, with links to it as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import template
from django.http import QueryDict
from django.template import Context

from dijkwacht.base.message import Message
from dijkwacht.reports.report import Cell, Column, Table, shown
from dijkwacht.reports.words import NONE, Words
from dijkwacht.web.exports.sheet import Link
from dijkwacht.web.pages.export import Form
from dijkwacht.web.pages.templatetags.words import words_of

register = template.Library()
NUMBERS: Final = frozenset((Cell.COUNT, Cell.HOURS, Cell.LEVEL, Cell.DECIMAL, Cell.LIMIT))
ALL: Final = "all"  # in the address: the table of which every row is shown


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell in words."""

    text: str
    href: str | None
    number: bool


@register.inclusion_tag("parts/report_table.html", takes_context=True)
def report_table(context: Context, table: Table) -> dict[str, Any]:
    """The table with its caption, its first rows (or all), and the links to files of it."""
    words, request = words_of(context), context["request"]
    columns = [(at, column) for at, column in enumerate(table.columns) if column.shown]
    whole = table.most is None or request.GET.get(ALL) == table.key
    rows = table.rows if whole else table.rows[: table.most]
    return {
        "reading": context["reading"],
        "table": table,
        "heads": [(column.heading, column.cell in NUMBERS) for _, column in columns],
        "rows": [_row(row, columns, words) for row in rows],
        "count": len(table.rows),
        "left": len(table.rows) - len(rows),
        "everything": address(request.GET, all=table.key),
        "files": [
            (form.upper(), address(request.GET, form=form, table=table.key)) for form in Form
        ],
    }


@register.inclusion_tag("parts/report_list.html", takes_context=True)
def report_list(context: Context, table: Table) -> dict[str, Any]:
    """The same, with each row as a list of what is known: for rows that say much."""
    made = report_table(context, table)
    rows = [
        {
            "name": row[0].text,
            "lines": [
                pair
                for pair in zip(made["heads"][1:], row[1:], strict=True)
                if pair[1].text not in ("", NONE)
            ],
        }
        for row in made["rows"]
    ]
    return {**made, "rows": rows}


def address(asked: QueryDict, **changed: str | None) -> str:
    """The same question with something changed (None: left out), to stand behind a page's path."""
    changes = asked.copy()
    for name, value in changed.items():
        if value is None:
            changes.pop(name, None)
        else:
            changes[name] = value
    return f"?{changes.urlencode()}"


def _row(
    row: Sequence[Any], columns: Sequence[tuple[int, Column]], words: Words
) -> list[ShownCell]:
    return [_cell(row[at], column.cell, words) for at, column in columns]


def _cell(value: Any, cell: Cell, words: Words) -> ShownCell:
    if isinstance(value, Link):
        said = words.say(value.text) if isinstance(value.text, Message) else value.text
        return ShownCell(said, value.href, False)
    return ShownCell(shown(value, cell, words), None, cell in NUMBERS)
