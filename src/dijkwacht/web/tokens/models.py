# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A token: who it acts for, what it may, until when. The secret itself is nowhere."""

from datetime import datetime

from django.conf import settings
from django.db import models

from dijkwacht.base.message import Message
from dijkwacht.web.roles import Role


class Scope(models.TextChoices):
    """What a token may do at most."""

    READ = "read"
    WRITE = "write"  # read too


class Token(models.Model):
    """A program that acts in one role of its maker, at their organisation or one below it. It can
    do nothing that its maker cannot do at that moment."""

    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the secret
    maker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tokens"
    )
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    organisation = models.CharField(null=True, max_length=None)  # null: the whole state
    scope = models.CharField(max_length=5, choices=Scope)
    made_at = models.DateTimeField(auto_now_add=True)
    valid_until = models.DateTimeField()
    last_used = models.DateTimeField(null=True)  # to the hour
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("-made_at", "-id")

    @property
    def says(self) -> Message:
        """The role in words."""
        return Role(self.role).says

    def holds(self, now: datetime) -> bool:
        """Whether it has neither run out nor been revoked."""
        return self.revoked_at is None and now < self.valid_until
