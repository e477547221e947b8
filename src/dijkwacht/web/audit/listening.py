# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the trail hears by itself: who came in, who went, who tried, and what became of second
factors and passwords."""

from typing import Any

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from dijkwacht.web.accounts.models import User
from dijkwacht.web.audit import trail


@receiver(user_logged_in)
def came_in(request: HttpRequest, user: User, **_: Any) -> None:
    """Somebody logged in."""
    trail.record(user.pk, "login", str(user.pk), _from(request))


@receiver(user_logged_out)
def went(request: HttpRequest, user: User | None, **_: Any) -> None:
    """Somebody logged out, or a session ended."""
    if user is not None:
        trail.record(user.pk, "logout", str(user.pk), {})


@receiver(user_login_failed)
def tried(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """Somebody failed to log in. What was typed is not kept: it may be a password."""
    typed = str(credentials.get("email") or credentials.get("username") or "").lower()
    known = User.objects.filter(email=typed).values_list("pk", flat=True).first()
    about = "" if known is None else str(known)
    trail.record(None, "login-failed", about, _from(request))


@receiver(password_changed)
@receiver(password_reset)
def new_password(request: HttpRequest, user: User, **_: Any) -> None:
    """Somebody has another password."""
    trail.record(user.pk, "password", str(user.pk), _from(request))


@receiver([authenticator_added, authenticator_removed, authenticator_reset])
def new_factor(signal: Any, request: HttpRequest, user: User, authenticator: Any, **_: Any) -> None:
    """A second factor came, went or was made anew."""
    done = {id(authenticator_added): "added", id(authenticator_removed): "removed"}
    told = {"kind": authenticator.type, "done": done.get(id(signal), "reset")}
    trail.record(user.pk, "factor", str(user.pk), told)


def _from(request: HttpRequest | None) -> dict[str, Any]:
    return {"from": request.META.get("REMOTE_ADDR") if request is not None else None}
