# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report as plain text for a message or a file, and as a page of its own: no width, no colour,
the same bytes everywhere."""

from collections.abc import Iterator
from html import escape

from dijkwacht.base.message import Message
from dijkwacht.reports.html import as_html
from dijkwacht.reports.report import Report, Table, shown
from dijkwacht.reports.words import NONE, Words


def as_text(report: Report, words: Words) -> str:
    """The title, the sentences, and each table that has rows as a list of lines."""
    title = words.say(report.title)
    lines = [title, "=" * len(title), ""]
    lines += [words.say(message) for message in report.before]
    for table in report.tables:
        if table.rows:
            lines += ["", *_table(table, words)]
    lines += ["", *(words.say(message) for message in report.after)]
    return "\n".join(lines).rstrip() + "\n"


def _table(table: Table, words: Words) -> Iterator[str]:
    heading = words.say(table.title)
    yield heading
    yield "-" * len(heading)
    columns = [(place, column) for place, column in enumerate(table.columns) if column.shown]
    for row in table.rows[: table.most]:
        (first, head), *others = columns
        yield f"* {shown(row[first], head.cell, words)}"
        for place, column in others:
            said = shown(row[place], column.cell, words)
            if said not in ("", NONE):
                yield f"    {words.say(column.heading)}: {said}"
    if table.most is not None and len(table.rows) > table.most:
        yield words.say(Message.of("table.not-shown", count=len(table.rows) - table.most))


def as_page(report: Report, words: Words) -> str:
    """A whole HTML document around the report, without script or style."""
    title = escape(words.say(report.title))
    return (
        f'<!doctype html>\n<html lang="{words.language}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n</head>\n<body>\n{as_html(report, words)}\n</body>\n</html>\n"
    )
