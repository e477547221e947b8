# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many rows written at once: the statement is made by Django, once, and the rows are given to the
database as columns. Who loads two million rows holds the lock of SQLite for as long as this takes;
an object per row took five times as long."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import polars as pl
from django.db import connection, models
from django.db.models.sql import InsertQuery

AS_THEY_ARE: Final = (pl.String, pl.Int64)
"""Columns whose values every database takes as they are, but for a field with a type of its own."""
PLAIN: Final = (models.CharField, models.IntegerField, models.BigIntegerField)


def fill(model: type[models.Model], columns: Mapping[str, Sequence[Any]]) -> None:
    """Write rows of a model: by the name of each field its values, as the database holds them. In
    the transaction of the caller."""
    names = list(columns)
    rows = list(zip(*columns.values(), strict=True))
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(_statement(model, names), rows)


def field_of(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    """A field of a model that is a column of its table."""
    found = model._meta.get_field(name)
    assert isinstance(found, models.Field)
    return found


def as_held(field: models.Field[Any, Any], cells: pl.Series) -> list[Any]:
    """Values as the database holds them."""
    values = cells.to_list()
    if cells.dtype in AS_THEY_ARE and type(field) in PLAIN:
        return values
    return list(_prepared(field, values))


def _prepared(field: models.Field[Any, Any], values: Iterable[Any]) -> Iterator[Any]:
    """Each value as Django would write it; the same value is asked once."""
    known: dict[Any, Any] = {None: None}
    for value in values:
        if value not in known:
            known[value] = field.get_db_prep_save(value, connection)
        yield known[value]


def _statement(model: type[models.Model], names: Sequence[str]) -> str:
    """The statement that writes one row of these fields."""
    query = InsertQuery(model)
    query.insert_values([field_of(model, name) for name in names], [model()])
    ((sql, _),) = query.get_compiler(connection=connection).as_sql()
    return str(sql)
