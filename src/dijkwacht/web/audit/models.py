# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The trail: one entry per act, each holding the hash of the one before."""

from typing import Any, Never

from django.db import models


class AppendOnly(models.QuerySet["Entry"]):
    """Entries that can be read, and nothing else."""

    def update(self, **_: Any) -> Never:
        """Refused."""
        raise TypeError("the trail is append-only")

    def delete(self) -> Never:
        """Refused."""
        raise TypeError("the trail is append-only")

    def bulk_create(self, *_: Any, **__: Any) -> Never:
        """Refused: it can replace, and does not follow the head."""
        raise TypeError("the trail is append-only")

    bulk_update = bulk_create


class Entry(models.Model):
    """One act. Never changed, never removed: not here, nor past us in the database (`guard`)."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)  # the user's number; null is the machine itself
    role = models.CharField(max_length=40, blank=True)
    organisation = models.CharField(max_length=None, blank=True)
    act = models.CharField(max_length=40)  # revision, read, export, login, names, …
    about = models.CharField(max_length=None)
    told = models.JSONField()  # what there is to say about it
    before = models.CharField(max_length=64)  # hash of the entry before
    hash = models.CharField(max_length=64)

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ("number",)
        indexes = (models.Index(fields=["act", "number"], name="entry_act"),)

    def save(self, *given: Any, **named: Any) -> None:
        """Written once."""
        if not self._state.adding:
            raise TypeError("the trail is append-only")
        super().save(*given, **named)

    def delete(self, *_: Any, **__: Any) -> Never:
        """Refused."""
        raise TypeError("the trail is append-only")


class Head(models.Model):
    """The end of the trail: one row, which writers wait for."""

    number = models.BigIntegerField()
    hash = models.CharField(max_length=64)
