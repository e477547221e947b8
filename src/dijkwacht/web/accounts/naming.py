# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names under break-glass: somebody of the centre asks who is behind the other names, a second
person agrees, it ends by itself, and those who were named are told."""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import models

from dijkwacht.base.message import Message

LONGEST_HOURS: Final = 72


class State(models.TextChoices):
    """How far a request is."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Naming(models.Model):
    """A request to see, by name, the organisations that named suppliers touch."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="namings"
    )
    reason = models.TextField()
    suppliers = models.JSONField()  # ids
    hours = models.PositiveSmallIntegerField()  # how long, once it is agreed to
    delay_hours = models.PositiveSmallIntegerField(default=0)  # before the organisations are told
    asked_at = models.DateTimeField(auto_now_add=True)

    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="decided"
    )
    decided_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    tell_at = models.DateTimeField(null=True)  # the organisations read of it from then on
    organisations = models.JSONField(default=list)  # ids of those that are named

    report = models.TextField(blank=True)  # what was done with the names
    reported_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-asked_at", "-id")

    def holds(self, at: datetime) -> bool:
        """Whether names are shown under it at this moment."""
        return self.state == State.APPROVED and self.ends_at is not None and at < self.ends_at

    def is_told(self, at: datetime) -> bool:
        """Whether the organisations may read of it at this moment."""
        return self.state == State.APPROVED and self.tell_at is not None and self.tell_at <= at

    @property
    def says(self) -> Message:
        """Its state in words."""
        return Message(f"names.state.{self.state}")
