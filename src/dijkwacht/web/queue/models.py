# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Jobs, and imports on their way from files to a plan."""

import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from dijkwacht.base.message import Message


class Job(models.Model):
    """Long work that somebody asked for: what, for whom, how far it is, and what came of it."""

    class State(models.TextChoices):
        """How it stands."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    question = models.JSONField()  # its inputs, whole: the same question gives the same answer
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="jobs")
    role = models.CharField(max_length=20)  # in which it was asked
    organisation = models.CharField(null=True, max_length=None)  # null is the whole state
    state = models.CharField(choices=State, default=State.WAITING, max_length=10)
    done = models.BigIntegerField(default=0)
    of = models.BigIntegerField(default=0)  # 0: nobody knows yet
    made_at = models.DateTimeField(auto_now_add=True)
    began_at = models.DateTimeField(null=True)  # the last attempt
    ended_at = models.DateTimeField(null=True)
    heartbeat = models.DateTimeField(default=timezone.now)
    attempt = models.IntegerField(default=0)  # how often a worker took it up
    worker = models.CharField(blank=True, max_length=64)
    stops = models.BooleanField(default=False)  # somebody asked to cancel it
    result = models.JSONField(null=True)
    fault = models.JSONField(null=True)  # code, params
    task = models.CharField(null=True, max_length=64)  # in the queue

    class Meta:
        ordering = ("-made_at",)
        indexes = (models.Index(fields=("state", "heartbeat"), name="job_alive"),)

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes of it."""
        return self.state not in (self.State.WAITING, self.State.RUNNING)

    @property
    def says(self) -> Message:
        """What it does."""
        return Message(f"job.{self.kind}")

    @property
    def state_says(self) -> Message:
        """How it stands, in words."""
        return Message(f"job.state-{self.state}")

    @property
    def left(self) -> timedelta | None:
        """How long it still takes if it goes on as it went; None when nobody can tell."""
        if self.state != self.State.RUNNING or not self.done or self.began_at is None:
            return None
        spent = timezone.now() - self.began_at
        return spent * max(self.of - self.done, 0) / self.done

    @property
    def what(self) -> Message | None:
        """What went wrong."""
        return None if self.fault is None else Message(self.fault["code"], self.fault["params"])

    @property
    def mend(self) -> Message | None:
        """What can be done about it."""
        if self.fault is None:
            return None
        return Message(f"{self.fault['code']}.mend", self.fault["params"])


class ImportDraft(models.Model):
    """An import that is not written yet: the files that were given, what was said about them, and
    what they come to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="imports"
    )
    organisation = models.CharField(null=True, max_length=None)
    source = models.CharField(max_length=40)  # one of verbs.SOURCES
    path = models.CharField(max_length=200)  # of what is read, in the folder of the draft
    name = models.CharField(max_length=200)  # as the file was called by who gave it
    size = models.BigIntegerField()
    on = models.DateField()
    ends = models.CharField(max_length=10)
    amendments = models.JSONField(default=dict)
    same = models.JSONField(default=dict)  # incoming supplier: the held one that it is
    outline = models.JSONField(null=True)  # files or sheets with their headers; null: not read yet
    summary = models.JSONField(null=True)  # what it comes to; null: not worked out yet
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    revision = models.IntegerField(null=True)  # as which it was written
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-made_at",)

    def say(self, **values: Any) -> None:
        """Keep what was said; what it comes to has to be worked out anew."""
        for name, value in values.items():
            setattr(self, name, value)
        self.summary = None
        self.save()


class Renaming(models.Model):
    """What an organisation said about a source before: under which table and column each file and
    header is read the next time."""

    organisation = models.CharField(max_length=None)  # empty is the whole state
    source = models.CharField(max_length=40)
    said = models.JSONField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("organisation", "source"), name="renaming_of_source"),
        )
