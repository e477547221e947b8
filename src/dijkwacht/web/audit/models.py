# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The trail: one entry per act, each holding the hash of the one before."""

from django.db import models


class Entry(models.Model):
    """One act. Never changed, never removed."""

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

    class Meta:
        ordering = ("number",)
