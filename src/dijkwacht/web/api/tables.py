# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every table of the exchange format as a list and, where an id names one thing, as a record."""

from collections.abc import Callable
from typing import Any, Final

import polars as pl
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from dijkwacht.web.api.answers import answer, kept
from dijkwacht.web.api.callers import read
from dijkwacht.web.api.listing import chosen, filtered, links, ordered
from dijkwacht.web.api.problems import Refused
from dijkwacht.web.api.schemas import When
from dijkwacht.web.api.shapes import ROWS, ListQuestion, Shape, plain
from dijkwacht.web.reading import Reading
from dijkwacht.web.reasoning import Reasoned

ROUTER: Final = Router(tags=["register"], by_alias=True)
TAGGED: Final = {"x-tagged": True}
MANY_OF_AN_ID: Final = frozenset(("facts",))
"""Tables of which an id does not name one row."""

Rows = Callable[[Reading], pl.DataFrame]


def listed(
    request: HttpRequest,
    reading: Reading,
    reasoned: Reasoned,
    shape: Shape,
    asked: ListQuestion,
    rows: Callable[[], pl.DataFrame],
) -> HttpResponse:
    """One page of a list, in its envelope."""

    def make() -> HttpResponse:
        found = ordered(shape, filtered(shape, rows(), asked), asked.sort)
        part = found.slice((asked.page - 1) * asked.page_size, asked.page_size)
        made = answer(
            {
                "on": reasoned.on.isoformat(),
                "revision": reasoned.revision,
                "laterChanges": reading.rows.revision - reasoned.revision,
                "total": found.height,
                "page": asked.page,
                "pageSize": asked.page_size,
                "items": plain(shape, chosen(shape, part, asked.fields)),
            }
        )
        made["Link"] = links(request, asked.page, asked.page_size, found.height)
        return made

    return kept(request, reading, reasoned, make)


def add(table: str, shape: Shape) -> None:
    """The operations of one table. Addresses are written with hyphens (NL API Design Rules)."""
    address = table.replace("_", "-")
    question: Any = shape.question

    def rows(request: HttpRequest, question: Query[question]) -> HttpResponse:
        reading = read(request, question)
        seen = reading.sight
        return listed(request, reading, reading.rows, shape, question, lambda: seen.table(table))

    def row(request: HttpRequest, id: str, when: Query[When]) -> HttpResponse:
        reading = read(request, when)
        return kept(request, reading, reading.rows, lambda: _record(reading, table, shape, id))

    ROUTER.get(
        f"/{address}",
        response={200: shape.page},
        operation_id=f"list-{table}",
        url_name=f"list-{table}",
        summary=f"List {table}",
        description=f"{shape.says} As far as whoever asks may see them.",
        openapi_extra=TAGGED,
    )(rows)
    if table not in MANY_OF_AN_ID:
        ROUTER.get(
            f"/{address}/{{id}}",
            response={200: shape.model},
            operation_id=f"read-{table}",
            url_name=f"read-{table}",
            summary=f"Read one of {table}",
            description=shape.says,
            openapi_extra=TAGGED,
        )(row)


def _record(reading: Reading, table: str, shape: Shape, id: str) -> HttpResponse:
    found = reading.sight.table(table).filter(pl.col("id") == id)
    if not found.height:
        raise Refused(404, "api.not-found")
    return answer(plain(shape, found.head(1))[0])


for name, held in ROWS.items():
    add(name, held)
