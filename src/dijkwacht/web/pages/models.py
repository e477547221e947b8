# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What pages keep for people."""

from django.conf import settings
from django.db import models


class SavedView(models.Model):
    """A page with its question, by a name of somebody's own. It holds no rows: who opens it sees
    what they may see."""

    name = models.CharField(max_length=100)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="views"
    )
    path = models.CharField(max_length=500)
    query = models.TextField(blank=True)
    # where the owner had their role; shared with those who have one there (null: the whole state)
    organisation = models.CharField(null=True, blank=True, max_length=None)
    shared = models.BooleanField(default=False)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(fields=["owner", "name"], name="saved_view_of_one_name"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Where it leads."""
        return f"{self.path}?{self.query}" if self.query else self.path
