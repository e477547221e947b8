# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report as a piece of HTML for a page or a notebook: plain tables that a screen reader can walk
through, no script, no style of its own."""

from collections.abc import Iterable
from html import escape

from dijkwacht.base.message import Message
from dijkwacht.reports.report import Report, Table, shown
from dijkwacht.reports.words import Words


def as_html(report: Report, words: Words) -> str:
    """The title, the sentences, and each table that has rows; everything escaped."""
    parts = [
        f'<section lang="{words.language}">',
        f"<h3>{escape(words.say(report.title))}</h3>",
        *_sentences(report.before, words),
        *(_table(table, words) for table in report.tables if table.rows),
        *_sentences(report.after, words),
        "</section>",
    ]
    return "\n".join(parts)


def _sentences(messages: Iterable[Message], words: Words) -> list[str]:
    return [f"<p>{escape(words.say(message))}</p>" for message in messages]


def _table(table: Table, words: Words) -> str:
    """The columns and rows of a screen; the first cell of a row is its heading."""
    columns = [(place, column) for place, column in enumerate(table.columns) if column.shown]
    heads = "".join(
        f'<th scope="col">{escape(words.say(column.heading))}</th>' for _, column in columns
    )
    body = []
    for row in table.rows[: table.most]:
        first, *cells = (escape(shown(row[place], column.cell, words)) for place, column in columns)
        others = "".join(f"<td>{cell}</td>" for cell in cells)
        body.append(f'<tr><th scope="row">{first}</th>{others}</tr>')
    more = _more(len(table.rows) - len(body), words)
    caption = f"<caption>{escape(words.say(table.title))}</caption>"
    head, rows = f"<thead><tr>{heads}</tr></thead>", f"<tbody>{''.join(body)}</tbody>"
    return f"<table>{caption}{head}{rows}</table>{more}"


def _more(count: int, words: Words) -> str:
    return (
        f"<p>{escape(words.say(Message.of('table.not-shown', count=count)))}</p>" if count else ""
    )
