# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Kept runs: an answer with all that it takes to make it again."""

import uuid

from django.conf import settings
from django.db import models


class Run(models.Model):
    """One answer that was kept: asked by whom, of which day and revision, by which rules. Never
    changed; what is shown of it is what its reader may see."""

    class Kind(models.TextChoices):
        """What was asked."""

        OUTAGE = "outage"
        RANKING = "ranking"

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(choices=Kind, max_length=10)
    question = models.JSONField()  # in ids of the register
    asked = models.CharField(max_length=64)  # digest of the question, to find it again
    on = models.DateField()
    revision = models.IntegerField()
    stamp = models.CharField(max_length=32)  # of the newest revision then: which database
    rules = models.JSONField()  # versions of the rules, with digests where they have one
    version = models.CharField(max_length=40)  # of Dijkwacht
    seed = models.BigIntegerField(null=True)  # null: nothing was drawn by chance
    result = models.JSONField()  # whole: told to nobody but through a sight
    digest = models.CharField(max_length=64)  # SHA-256 of the result
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="runs"
    )
    # at which the keeper had their role; null is the whole
    organisation = models.CharField(null=True, max_length=None)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-at",)
        indexes = (models.Index(fields=("kind", "asked", "-at"), name="run_asked"),)
