# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Saved views: pages with their question, by a name, for oneself or for one's organisation."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import Resolver404, path, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.base.message import Message
from dijkwacht.web.pages.models import SavedView
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right

LONGEST = 100  # characters of a name


@needs(Right.READ)
def views(request: Asking) -> HttpResponse:
    """One's own views, and those that others of the organisation share."""
    seen = seen_by(request).select_related("owner")
    own = [view for view in seen if view.owner_id == request.user.pk]
    others = [view for view in seen if view.owner_id != request.user.pk]
    return render(request, "views.html", {"own": own, "others": others})


@require_POST
@needs(Right.READ)
def save(request: Asking) -> HttpResponse:
    """Keep the page one came from under a name; what had that name is replaced.

    WrongQuestion without a name, or for what is no page of ours.
    """
    viewer = request.reading.viewer
    assert viewer is not None
    name = request.POST.get("name", "").strip()
    if not name or len(name) > LONGEST:
        raise WrongQuestion("view-name", most=LONGEST)
    page, query = _page(request)
    fields = {
        "path": page,
        "query": query,
        "shared": request.POST.get("shared") == "yes",
        "organisation": viewer.node,
    }
    SavedView.objects.update_or_create(owner_id=viewer.user, name=name, defaults=fields)
    messages.success(request, request.reading.words.say(Message.of("views.saved", name=name)))
    return HttpResponseRedirect(f"{page}?{query}" if query else page)


@needs(Right.READ)
def view(request: Asking, number: int) -> HttpResponse:
    """Open a view: the page shows what this reader may see of it."""
    return HttpResponseRedirect(get_object_or_404(seen_by(request), pk=number).address)


@require_POST
@needs(Right.READ)
def delete(request: Asking, number: int) -> HttpResponse:
    """Throw away a view of one's own."""
    get_object_or_404(SavedView, pk=number, owner_id=request.user.pk).delete()
    return HttpResponseRedirect(reverse("views"))


def seen_by(request: Asking) -> QuerySet[SavedView]:
    """The views of this person, and those shared where they act."""
    viewer = request.reading.viewer
    assert viewer is not None
    there = Q(organisation=viewer.node) if viewer.node else Q(organisation__isnull=True)
    return SavedView.objects.filter(Q(owner_id=viewer.user) | (Q(shared=True) & there))


def _page(request: Asking) -> tuple[str, str]:
    """The path and the query of the page to keep."""
    wanted = request.POST.get("address", "")
    parts = urlsplit(wanted)
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    try:
        resolve(parts.path)
    except Resolver404:
        safe = False
    if not safe:
        raise WrongQuestion("view-address", address=wanted[:200])
    return parts.path, parts.query


PATHS = [
    path("views/", views, name="views"),
    path("views/save/", save, name="view-save"),
    path("views/<int:number>/", view, name="view"),
    path("views/<int:number>/delete/", delete, name="view-delete"),
]
