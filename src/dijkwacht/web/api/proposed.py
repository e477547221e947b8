# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows that a program sends, as JSON or as a zip of tables, and the plan that they make."""

import itertools
import json
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final

import polars as pl
import pydantic
from django.http import HttpRequest
from ninja.errors import ValidationError
from pydantic import BaseModel, Field, create_model

from dijkwacht import verbs
from dijkwacht.base.errors import Unreadable
from dijkwacht.base.problem import Problem
from dijkwacht.base.units import FOREVER, NEVER_DAY, NOT_APPLICABLE, NOT_APPLICABLE_DAY
from dijkwacht.register.codes import Noun
from dijkwacht.register.plan import Ends, Plan
from dijkwacht.register.records import TABLE_OF, TABLES
from dijkwacht.register.register import History
from dijkwacht.register.schema import Kind as ColumnKind
from dijkwacht.register.schema import columns
from dijkwacht.register.tables import Format, read_tables
from dijkwacht.web.access import Viewer
from dijkwacht.web.api.problems import Refused
from dijkwacht.web.api.schemas import Answer
from dijkwacht.web.api.shapes import MORE, ROWS, Item, Kind, Shape
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.store.allowed import foreign, settled, spared
from dijkwacht.web.store.reading import things

JSON: Final = "application/json"
ZIP: Final = "application/zip"
MOST_ROWS: Final = 20_000  # of a table
UNPACKED: Final = 100_000_000  # bytes that a zip may unpack to
UNSENT: Final = ("known_from", "known_until")

_BY_TABLE: Final[dict[str, Any]] = {
    table: (
        Annotated[list[shape.model], Field(max_length=MOST_ROWS)],  # type: ignore[name-defined]
        Field([]),
    )
    for table, shape in ROWS.items()
}
TableRows: Final[type[BaseModel]] = create_model(
    "TableRows",
    __base__=Answer,
    __doc__="Rows by table. Each row is whole: a property that is not there is unknown.",
    **_BY_TABLE,
)
"""The body in which rows are sent."""

BODY: Final = {
    "requestBody": {
        "required": True,
        "content": {
            JSON: {"schema": {"$ref": "#/components/schemas/TableRows"}},
            ZIP: {
                "schema": {
                    "type": "string",
                    "contentMediaType": ZIP,
                    "description": "Tables of the exchange format, as CSV or Parquet.",
                }
            },
        },
    }
}
"""How a body is documented."""


def sent(request: HttpRequest) -> tuple[History, list[Problem]]:
    """The rows in a body, and what of it could not be used. Refused (415) for what is neither JSON
    nor a zip; Unreadable for a broken one."""
    if request.content_type == JSON:
        return _of_json(request.body)
    if request.content_type == ZIP:
        return _of_zip(request.body)
    raise Refused(415, "api.media-type", known=f"{JSON}, {ZIP}")


def planned(incoming: History, viewer: Viewer, on: date, ends: Ends) -> tuple[Plan, list[Problem]]:
    """What rows would change, and what of that the viewer may not."""
    held = REASONING.newest().history
    base = held if ends is not Ends.NOTHING else things(_touched(incoming))
    rules = REASONING.rulebook.on(on)
    before = settled(held, on)
    plan = spared(verbs.plan(base, incoming, on, rules, ends), viewer, before)
    return plan, foreign(plan, viewer, before)


def _of_json(body: bytes) -> tuple[History, list[Problem]]:
    content = _parsed(body)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for table, shape in ROWS.items():
            rows = getattr(content, table)
            _frame(table, shape, rows).write_parquet(folder / f"{table}.{Format.PARQUET}")
        history, problems = read_tables(folder)
    ending = f".{Format.PARQUET}"
    return history, [replace(one, where=one.where.replace(ending, "", 1)) for one in problems]


def _parsed(body: bytes) -> Any:
    """The body as rows by table; ValidationError with every fault in it."""
    try:
        return TableRows.model_validate_json(body)
    except pydantic.ValidationError as fault:
        found = fault.errors(include_url=False, include_input=False)
        errors: list[Any] = [{**one, "loc": ("body", *one["loc"])} for one in found[:100]]
        raise ValidationError(errors) from fault


def _frame(table: str, shape: Shape, rows: Sequence[Any]) -> pl.DataFrame:
    """Rows as text, as tables are written."""
    items = [item for item in shape.items if item.name not in UNSENT]
    texts: dict[str, list[str | None]] = {
        item.name: [_text(item, getattr(row, item.key)) for row in rows] for item in items
    }
    more = [getattr(row, MORE) or {} for row in rows]
    for name in _added(more, {*texts, *UNSENT}):
        texts[name] = [_plain(extra.get(name)) for extra in more]
    return pl.DataFrame(texts, dict.fromkeys(texts, pl.String))


def _added(more: Sequence[Mapping[str, Any]], known: set[str]) -> list[str]:
    """The columns that rows have of their own, in the order in which they come."""
    return [name for name in dict.fromkeys(itertools.chain(*more)) if name not in known]


def _text(item: Item, value: Any) -> str | None:
    if value is None:
        return None
    words: Mapping[object, str] = {NOT_APPLICABLE: "n/a", str(NOT_APPLICABLE): "n/a"}
    if item.kind is Kind.DAY:
        words = {NEVER_DAY: "never", NOT_APPLICABLE_DAY: "n/a"}
    elif item.kind is Kind.HOURS:
        words = {**words, int(FOREVER): "never"}
    elif item.kind is Kind.TEXT:
        words = {}
    return words.get(value, str(value))


def _plain(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value)


def _of_zip(body: bytes) -> tuple[History, list[Problem]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "body.zip"
        path.write_bytes(body)
        try:
            with zipfile.ZipFile(path) as archive:
                size = sum(info.file_size for info in archive.infolist())
            if size > UNPACKED:
                raise Refused(413, "api.too-large")
            verbs.measure(path)
            return read_tables(path)
        except zipfile.BadZipFile as fault:
            raise Unreadable("file-damaged", file=path.name, why=str(fault)) from fault
        except Unreadable as fault:  # the asker knows no folder of ours
            params = {
                key: value.replace(f"{folder}/", "") if isinstance(value, str) else value
                for key, value in fault.what.params.items()
            }
            raise Unreadable(fault.what.code, **params) from fault


def _touched(incoming: History) -> Mapping[str, set[str]]:
    """The things that rows are about, and those that they point at."""
    wanted: dict[str, set[str]] = {table: set(incoming.table(table)["id"]) for table in TABLES}
    for table in TABLES:
        frame = incoming.table(table)
        for column in columns(table):
            if column.kind is not ColumnKind.REFERENCE:
                continue
            if column.table is not None:
                wanted[column.table] |= set(frame[column.name].drop_nulls())
            elif column.noun_column is not None:
                pairs = frame.select(column.noun_column, column.name).drop_nulls()
                for word, id in pairs.iter_rows():
                    wanted[TABLE_OF[Noun(word)]].add(id)
    return wanted
