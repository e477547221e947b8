# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long somebody stays logged in, and that nobody stays with a password alone."""

import time
from collections.abc import Callable
from typing import Final

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from dijkwacht.web.accounts.models import User

LONGEST: Final = 12 * 3600  # seconds after logging in
IDLE: Final = 30 * 60  # seconds after the last page
STEP: Final = 60  # the session is written at most once in so many seconds
BEGAN, SEEN, FACTOR = "began", "seen", "factor"

FREE: Final = ("/accounts/", "/static/", "/language/")
"""Where somebody who still has to set up a second factor may come."""

Answer = Callable[[HttpRequest], HttpResponse]


def sessions(get: Answer) -> Answer:
    """End sessions that are too old or were left alone; ask for a second factor where there is
    none."""

    def give(request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, User):
            if _is_over(request, time.time()):
                logout(request)
            elif not request.path.startswith(FREE) and not _has_factor(request, user):
                return HttpResponseRedirect(reverse("mfa_activate_totp"))
        return get(request)

    return give


@receiver(user_logged_in)
def begin(request: HttpRequest, user: User, **_: object) -> None:
    """A session begins."""
    request.session[BEGAN] = request.session[SEEN] = time.time()


def _is_over(request: HttpRequest, now: float) -> bool:
    held = request.session
    began, seen = held.setdefault(BEGAN, now), held.get(SEEN, now)
    if now - began > LONGEST or now - seen > IDLE:
        return True
    if SEEN not in held or now - seen > STEP:
        held[SEEN] = now
    return False


def _has_factor(request: HttpRequest, user: User) -> bool:
    """Whether they have a second factor, or came in with what counts as one: through the log-in
    service of their organisation, or with one click on a demonstration."""
    if user.is_demo and settings.ENVIRONMENT.demo:
        return True
    if request.session.get(FACTOR) == user.pk:
        return True
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    records = get_authentication_records(request, user)
    found = (
        any(record.get("method") == "socialaccount" for record in records)
        or Authenticator.objects.filter(user=user, type__in=kinds).exists()
    )
    if found:
        request.session[FACTOR] = user.pk
    return found
