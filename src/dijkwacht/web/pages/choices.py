# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a reader chooses for all pages: the language, light or dark, and the role they act in."""

from collections.abc import Collection
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from dijkwacht.reports.words import LANGUAGES
from dijkwacht.web.accounts.models import User
from dijkwacht.web.accounts.viewing import CHOSEN, grants_of, landing

APPEARANCE: Final = ("device", "light", "dark")
"""How pages can look; `device` is as the reader's machine is set."""


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Read on in this language, on the same page."""
    wanted = request.POST.get("language", "")
    return _chosen(request, settings.LANGUAGE_COOKIE_NAME, wanted, LANGUAGES)


@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Read on in light or dark, on the same page."""
    return _chosen(request, "appearance", request.POST.get("appearance", ""), APPEARANCE)


def appearance_of(request: HttpRequest) -> str:
    """How this reader chose that pages look."""
    chosen = request.COOKIES.get("appearance", "")
    return chosen if chosen in APPEARANCE else APPEARANCE[0]


def _chosen(request: HttpRequest, name: str, value: str, known: Collection[str]) -> HttpResponse:
    """Back to the page one came from, with a choice that the browser keeps for a year."""
    answer = HttpResponseRedirect(back(request))
    if value in known:
        secure = settings.LANGUAGE_COOKIE_SECURE
        answer.set_cookie(name, value, max_age=31_536_000, secure=secure, samesite="Lax")
    return answer


@require_POST
def role(request: HttpRequest) -> HttpResponse:
    """Go on in another of one's roles."""
    user = request.user
    held = {str(grant.pk) for grant in grants_of(user)} if isinstance(user, User) else set()
    if request.POST.get("grant") in held:
        request.session[CHOSEN] = int(request.POST["grant"])
    first = landing(user, request.session.get(CHOSEN)) if isinstance(user, User) else "/"
    return HttpResponseRedirect(first)


def back(request: HttpRequest) -> str:
    """The page one came from, if it is one of ours; else home."""
    wanted = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if safe else "/"


PATHS = [
    path("language/", language, name="language"),
    path("appearance/", appearance, name="appearance"),
    path("role/", role, name="role"),
]
