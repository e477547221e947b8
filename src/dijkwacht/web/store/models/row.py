# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every row in the database has, and how amounts are held."""

from decimal import Decimal
from typing import Any

from django.db import models


class MoneyField(models.BigIntegerField):  # type: ignore[type-arg]
    """An amount in whole cents, so that every database holds it exactly; a Decimal with two
    decimals in Python."""

    def from_db_value(self, value: int | None, *_: Any) -> Decimal | None:
        """Cents as an amount."""
        return None if value is None else Decimal(value).scaleb(-2)

    def to_python(self, value: Any) -> Decimal | None:
        """An amount, also of its text in a backup."""
        return None if value is None else Decimal(value)

    def get_prep_value(self, value: Decimal | None) -> int | None:
        """An amount as cents."""
        return None if value is None else int(Decimal(value).scaleb(2))


def text() -> models.CharField[str | None, str | None]:
    """Text, a code or a country; null is unknown."""
    return models.CharField(null=True, max_length=None)


def refers() -> models.CharField[str | None, str | None]:
    """The id of a row; what it points at may come later, or never (a problem, not an error)."""
    return models.CharField(null=True, max_length=None)


def day() -> models.DateField[Any, Any]:
    """A day; null is unknown, or open."""
    return models.DateField(null=True)


def whole() -> models.BigIntegerField[Any, Any]:
    """A whole number: hours, basis points, persons, days; null is unknown."""
    return models.BigIntegerField(null=True)


class HeldRow(models.Model):
    """Identity, time and provenance of a row, as `register.row.Row`; `key` is its `id`."""

    row = models.BigAutoField(primary_key=True)
    key = models.CharField(db_column="id", max_length=None)
    valid_from = day()
    valid_until = day()
    source = text()
    recorded_on = day()
    confidence = text()
    known_from = models.IntegerField(db_index=True)
    known_until = models.IntegerField(null=True, db_index=True)
    extra = models.JSONField(null=True)  # columns that the exchange format does not know

    class Meta:
        abstract = True
        indexes = (models.Index(fields=["key"], name="%(class)s_key"),)
