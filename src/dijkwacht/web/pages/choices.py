# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a reader chooses for all pages: the language, and the role they act in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from dijkwacht.reports.words import LANGUAGES
from dijkwacht.web.accounts.models import User
from dijkwacht.web.accounts.viewing import CHOSEN, grants_of


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Read on in this language, on the same page."""
    answer = HttpResponseRedirect(back(request))
    if request.POST.get("language") in LANGUAGES:
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            request.POST["language"],
            max_age=31_536_000,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            samesite="Lax",
        )
    return answer


@require_POST
def role(request: HttpRequest) -> HttpResponse:
    """Go on in another of one's roles."""
    user = request.user
    held = {str(grant.pk) for grant in grants_of(user)} if isinstance(user, User) else set()
    if request.POST.get("grant") in held:
        request.session[CHOSEN] = int(request.POST["grant"])
    return HttpResponseRedirect("/")


def back(request: HttpRequest) -> str:
    """The page one came from, if it is one of ours; else home."""
    wanted = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if safe else "/"


PATHS = [
    path("language/", language, name="language"),
    path("role/", role, name="role"),
]
