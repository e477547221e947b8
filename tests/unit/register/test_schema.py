# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The columns of the tables are the fields of the records, in types and order."""

from dataclasses import fields

import polars as pl
import pytest

from dijkwacht.register.codes import Noun
from dijkwacht.register.records import TABLE_OF, TABLES, Service
from dijkwacht.register.schema import DTYPES, KEYS, LAST, Kind, columns, empty, schema, table_of

REGISTER = list(TABLES)


@pytest.mark.parametrize("table", REGISTER)
def test_every_field_is_a_column_and_provenance_stands_last(table: str) -> None:
    names = [column.name for column in columns(table)]
    assert sorted(names) == sorted(field.name for field in fields(TABLES[table]))
    assert names[:3] == ["id", "valid_from", "valid_until"]
    assert tuple(names[-len(LAST) :]) == LAST


@pytest.mark.parametrize("table", REGISTER)
def test_a_table_without_rows_has_every_type(table: str) -> None:
    assert dict(empty(table).schema) == schema(table)
    assert set(schema(table).values()) <= set(DTYPES.values())


@pytest.mark.parametrize("table", REGISTER)
def test_references_lead_to_tables_and_noun_columns_that_are_there(table: str) -> None:
    by_name = {column.name: column for column in columns(table)}
    for column in by_name.values():
        assert column.table is None or column.table in TABLES
        if column.noun_column is not None:
            assert by_name[column.noun_column].enum is Noun
        if column.name.endswith("_id"):
            assert column.kind is Kind.REFERENCE, column.name
        assert bool(column.codes) == (column.kind is Kind.CODE)


def test_units_are_taken_from_the_records() -> None:
    kinds = {column.name: column.kind for column in columns("services")}
    assert (kinds["restart_hours"], kinds["mbco"], kinds["users"]) == (
        Kind.HOURS,
        Kind.BASIS_POINTS,
        Kind.COUNT,
    )
    money = next(column for column in columns("contracts") if column.name == "yearly_value")
    assert (money.kind, money.dtype) == (Kind.MONEY, pl.Decimal(18, 2))


def test_keys_are_columns_and_a_fact_is_told_apart_by_more() -> None:
    assert all(set(keys) <= schema(table).keys() for table, keys in KEYS.items())
    assert KEYS["services"] == ("id", "valid_from")
    assert {"noun", "field", "source"} <= set(KEYS["facts"])


def test_every_noun_has_a_table_and_every_record_its_name() -> None:
    assert set(TABLE_OF) == set(Noun)
    assert set(TABLE_OF.values()) | {"facts"} == set(TABLES)
    assert table_of(Service) == "services"
    with pytest.raises(KeyError):
        columns("dingen")
