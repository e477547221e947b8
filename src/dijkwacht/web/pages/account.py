# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""One's own account: roles, second factors, and logging out everywhere."""

from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dijkwacht.register.codes import Noun
from dijkwacht.web.accounts.models import User
from dijkwacht.web.audit import trail
from dijkwacht.web.pages.needs import known
from dijkwacht.web.reading import Asking


@require_http_methods(["GET", "HEAD", "POST"])
@known
def account(request: Asking) -> HttpResponse:
    """What one may do and how one comes in; posted, logged out on every device."""
    user = request.user
    assert isinstance(user, User)
    if request.method == "POST":
        user.end_sessions()
        trail.record(user.pk, "logout-everywhere", str(user.pk), {})
        logout(request)
        return HttpResponseRedirect("/")
    today, names = timezone.localdate(), request.reading.names
    grants = [
        (one, names.of(Noun.ORGANISATION, one.organisation))
        for one in user.grants.all()
        if one.holds(today)
    ]
    return render(request, "account.html", {"grants": grants})


PATHS = [path("account/", account, name="account")]
