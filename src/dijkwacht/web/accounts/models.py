# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""People, and the role each has at a node of the tree of organisations."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from dijkwacht.base.message import Message
from dijkwacht.web.accounts.naming import Naming
from dijkwacht.web.roles import Role

__all__ = ["Consent", "Grant", "Naming", "People", "User"]


class People(BaseUserManager["User"]):
    """Makes people; an address is the same in capitals."""

    def create_user(self, email: str, password: str | None = None, **more: Any) -> "User":
        """A new person; without a password nobody can log in as them."""
        user = self.model(email=email.strip().lower(), **more)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """The person with this address."""
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """A person who can log in."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)  # of the example: logs in with one click
    created_at = models.DateTimeField(auto_now_add=True)
    turn = models.PositiveIntegerField(default=0)  # counted up, it ends all sessions

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = People()

    def __str__(self) -> str:
        return self.name or self.email

    def end_sessions(self) -> None:
        """Log out everywhere: no session that was begun before holds any longer."""
        type(self).objects.filter(pk=self.pk).update(turn=models.F("turn") + 1)
        self.refresh_from_db(fields=["turn"])

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must still hold: a new password and a new turn end it."""
        held = f"{self.password}{self.turn}"
        salt = "dijkwacht.web.accounts.session"
        return salted_hmac(salt, held, secret=secret, algorithm="sha256").hexdigest()

    # what Django's own packages ask; rights come from roles alone
    is_staff = False
    is_superuser = False


class Grant(models.Model):
    """A role of a person at an organisation and all below it (null: the whole state), from a day
    until a day."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    organisation = models.CharField(null=True, blank=True, max_length=None)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)  # exclusive
    given_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="given")
    # over the whole state: it holds only when a second administrator has agreed
    waits = models.BooleanField(default=False)
    agreed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="agreed")

    class Meta:
        ordering = ("organisation", "role", "id")

    @property
    def says(self) -> Message:
        """The role in words."""
        return Role(self.role).says

    def holds(self, on: date) -> bool:
        """Whether it holds on this day."""
        begun = not self.waits and self.valid_from <= on
        return begun and (self.valid_until is None or on < self.valid_until)


class Consent(models.Model):
    """An organisation agrees to be named to another (null: to every one), from a day until a day:
    as a user of its platforms, or as the provider of theirs."""

    organisation = models.CharField(max_length=None)
    to = models.CharField(null=True, blank=True, max_length=None)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)  # exclusive
    given_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("organisation", "to", "id")

    def holds(self, on: date) -> bool:
        """Whether it holds on this day."""
        return self.valid_from <= on and (self.valid_until is None or on < self.valid_until)
