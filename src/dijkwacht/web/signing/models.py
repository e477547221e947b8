# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""An override of a class that one person signed; it counts once a second one has."""

from django.conf import settings
from django.db import models

from dijkwacht.base.message import Message
from dijkwacht.register.codes import Direction


class State(models.TextChoices):
    """What became of it."""

    OPEN = "open"
    SIGNED = "signed"
    DECLINED = "declined"  # by who was to sign second
    WITHDRAWN = "withdrawn"  # by who signed first


class OpenSignature(models.Model):
    """One direction, for one reason, until one day; never changed, only ended."""

    service_id = models.CharField(max_length=None)
    direction = models.CharField(
        max_length=4, choices=[(one.value, one.value) for one in Direction]
    )
    reason = models.TextField()
    until = models.DateField()
    first_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signed_first"
    )
    first_signatory = models.CharField(max_length=200)
    first_unit = models.CharField(max_length=300)
    signed_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="signed_second"
    )
    ended_on = models.DateField(null=True)
    ended_why = models.TextField(blank=True)
    revision = models.ForeignKey("store.Revision", null=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=["service_id"], condition=models.Q(state="open"), name="one_open_signature"
            ),
        )

    @property
    def says(self) -> Message:
        """What was proposed, in a sentence."""
        return Message(
            f"signature.{self.direction}",
            {
                "first": self.first_signatory,
                "unit": self.first_unit,
                "on": self.signed_on,
                "until": self.until,
                "reason": self.reason,
            },
        )
