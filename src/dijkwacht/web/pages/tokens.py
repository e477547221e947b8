# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tokens for programs: made and revoked by who acts in the role; whoever manages people sees and
revokes them all."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.register.codes import Noun
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right
from dijkwacht.web.tokens.keeping import LONGEST, Wanted, make, may_make, revoke, seen_by
from dijkwacht.web.tokens.models import Scope, Token

DAYS = 90


@never_cache
@needs(Right.EXPORT)
@require_http_methods(["GET", "POST"])
def tokens(request: Asking) -> HttpResponse:
    """The tokens of one's own organisations; a new one shows its secret once."""
    viewer = request.reading.viewer
    assert viewer is not None
    if request.method == "POST" and "revoke" in request.POST:
        return _revoked(request, "tokens")
    made: dict[str, Any] = _made(request) if request.method == "POST" else {}
    writes = may_make(viewer, Scope.WRITE)
    context = {"organisations": _organisations(request), "writes": writes, "most": LONGEST}
    status = 400 if "fault" in made else 200
    given = {"days": DAYS, "scope": Scope.READ, **context, **_listed(request), **made}
    return render(request, "tokens.html", given, status=status)


@never_cache
@needs(Right.MANAGE)
@require_http_methods(["GET", "POST"])
def every(request: Asking) -> HttpResponse:
    """All tokens there are, for who manages people."""
    if request.method == "POST":
        return _revoked(request, "every-token")
    return render(request, "tokens.html", {"every": True, **_listed(request)})


def _listed(request: Asking) -> dict[str, Any]:
    """The tokens, those that hold first, and how many that are."""
    viewer, now = request.reading.viewer, timezone.now()
    assert viewer is not None
    found = sorted(seen_by(viewer), key=lambda token: not token.holds(now))
    rows = [(token, token.holds(now), _where(request, token.organisation)) for token in found]
    return {"tokens": rows, "held": sum(holds for _, holds, _ in rows)}


def _made(request: Asking) -> dict[str, Any]:
    """A new token with its secret, or what is wrong with what was asked."""
    viewer, given = request.reading.viewer, request.POST
    assert viewer is not None
    days = given.get("days", "")
    scope = Scope.WRITE if given.get("scope") == Scope.WRITE else Scope.READ
    wanted = Wanted(
        name=given.get("name", "")[:100],
        scope=scope,
        days=int(days) if days.isdecimal() and len(days) < 6 else 0,
        organisation=given.get("organisation") or None,
    )
    try:
        token, secret = make(viewer, wanted)
    except WrongQuestion as fault:
        return {"fault": fault, "name": wanted.name, "days": days, "scope": scope}
    return {"made": token, "secret": secret}


def _revoked(request: Asking, back: str) -> HttpResponse:
    """Revoke one that the viewer sees; 404 for any other."""
    viewer = request.reading.viewer
    assert viewer is not None
    held = {str(token.pk): token for token in seen_by(viewer)}
    token: Token | None = held.get(request.POST.get("revoke", ""))
    if token is None:
        raise Http404
    if token.revoked_at is None:
        revoke(viewer, token)
    return HttpResponseRedirect("/tokens/" if back == "tokens" else "/tokens/all/")


def _organisations(request: Asking) -> list[tuple[str, str]]:
    """Where the viewer can let a program act: their own organisation first."""
    viewer = request.reading.viewer
    assert viewer is not None
    ids = sorted(viewer.own, key=lambda id: (id != viewer.node, id)) if viewer.node else []
    return [(id, request.reading.names.of(Noun.ORGANISATION, id) or id) for id in ids]


def _where(request: Asking, organisation: str | None) -> str:
    if organisation is None:
        return ""
    label = request.reading.sight.label(Noun.ORGANISATION, organisation, request.reading.names)
    return request.reading.words.value(label.name)


PATHS = [
    path("tokens/", tokens, name="tokens"),
    path("tokens/all/", every, name="every-token"),
]
