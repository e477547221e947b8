# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is looked in when somebody searches: one row per thing that has a name."""

from django.db import models


class SearchEntry(models.Model):
    """The names, the id and the outside identifiers of one thing, folded; from the rows that are
    held now, of all days. It does not say whose the thing is: who sees it is decided when it is
    found. Each database has an index of its own on `text` (migration 0002)."""

    table = models.CharField(max_length=20, db_column="in_table")
    key = models.CharField(max_length=None)
    name = models.CharField(max_length=None)
    text = models.TextField()  # one a line: id, names, identifiers

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["table", "key"], name="search_entry_of_one_thing"),
        )
        indexes = (models.Index(fields=["table", "name"], name="search_entry_name"),)

    def __str__(self) -> str:
        return f"{self.table} {self.key}"
