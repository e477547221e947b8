# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Revisions: one per applied plan."""

import uuid

from django.conf import settings
from django.db import models


class Kind(models.TextChoices):
    """Where a change came from."""

    IMPORT = "import"
    EDIT = "edit"
    UNDO = "undo"


class Revision(models.Model):
    """One applied plan: who, when, why, and how many rows of which table."""

    number = models.IntegerField(primary_key=True)
    # tells this revision from one of the same number in a restored or other database
    stamp = models.UUIDField(default=uuid.uuid4, unique=True)
    applied_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="revisions"
    )
    # for whom it was done: the organisation at which the actor has the role; null is the whole
    organisation = models.CharField(null=True, max_length=None)
    kind = models.CharField(choices=Kind, max_length=10)
    checksum = models.CharField(max_length=16)  # of the plan
    on = models.DateField()  # the day of the plan
    why = models.TextField(blank=True)
    counts = models.JSONField()  # table: [new, changed, ended]
    undoes = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="undone_by"
    )

    class Meta:
        ordering = ("-number",)
