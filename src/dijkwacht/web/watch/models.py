# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The nights of the watch."""

from django.db import models
from django.utils import timezone


class Night(models.Model):
    """What went from one night to the next, and what the night knew of suppliers: one a day. Only
    the newest is ever made anew, when the register went on."""

    day = models.DateField(primary_key=True)
    revision = models.IntegerField()  # of the register that it was made of
    content = models.BinaryField()  # of reports/nights.py
    known = models.BinaryField()  # of watch/facts.py
    digest = models.CharField(max_length=64)  # SHA-256 of the content
    rules = models.JSONField()  # versions of the rules, with digests
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-day",)
