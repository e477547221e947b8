# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""People and their roles: for administrators, who see nothing else of the register than what
organisations are called."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.base.message import Message
from dijkwacht.register.codes import Noun
from dijkwacht.web.accounts import granting
from dijkwacht.web.accounts.models import Grant, User
from dijkwacht.web.pages.needs import fresh, needs
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right, Role

PAGE: Final = 100  # people on one page


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE)
@fresh
def people(request: Asking) -> HttpResponse:
    """Everybody with an account; posted, one more."""
    if request.method == "POST":
        return _invite(request)
    return _listed(request)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE)
@fresh
def person(request: Asking, number: int) -> HttpResponse:
    """One person with their roles; posted, a change of them."""
    user = get_object_or_404(User, pk=number)
    if request.method != "POST":
        return _shown(request, user)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    try:
        said = act(request, user)
    except WrongQuestion as fault:
        return _shown(request, user, fault, 400)
    if isinstance(said, HttpResponse):
        return said
    messages.success(request, request.reading.words.say(said))
    return HttpResponseRedirect(reverse("person", args=[user.pk]))


def _invite(request: Asking) -> HttpResponse:
    given = request.POST
    try:
        user = granting.invite(
            request.reading.viewer, given.get("email", ""), given.get("name", "")
        )
    except WrongQuestion as fault:
        return _listed(request, fault, 400)
    return _link(request, user)


def _link(request: Asking, user: User) -> HttpResponse:
    """The page of the person with the link, which is shown this once."""
    link = request.build_absolute_uri(granting.link(request.reading.viewer, user))
    answer = _shown(request, user, link=link)
    answer["Cache-Control"] = "no-store"
    return answer


def _give(request: Asking, user: User) -> Message:
    given = request.POST
    wanted = granting.Wanted(
        role=_role(given.get("role", "")),
        organisation=given.get("organisation") or None,
        since=_day(given.get("since")) or timezone.localdate(),
        until=_day(given.get("until")),
    )
    grant = granting.give(request.reading.viewer, user, wanted)
    return Message("people.waits" if grant.waits else "people.given")


def _agree(request: Asking, user: User) -> Message:
    assert request.reading.viewer is not None
    granting.agree(request.reading.viewer, _grant(request, user))
    return Message("people.agreed")


def _end(request: Asking, user: User) -> Message:
    assert request.reading.viewer is not None
    granting.end(request.reading.viewer, _grant(request, user))
    return Message("people.ended")


def _active(request: Asking, user: User) -> Message:
    assert request.reading.viewer is not None
    active = request.POST["act"] == "activate"
    granting.set_active(request.reading.viewer, user, active)
    return Message("people.active" if active else "people.inactive")


ACTS: Final[Mapping[str, Callable[[Asking, User], HttpResponse | Message]]] = {
    "give": _give,
    "agree": _agree,
    "end": _end,
    "activate": _active,
    "deactivate": _active,
    "link": _link,
}


def _grant(request: Asking, user: User) -> Grant:
    number = request.POST.get("grant", "")
    return get_object_or_404(Grant, pk=number if number.isdecimal() else 0, user=user)


def _role(given: str) -> Role:
    if given not in set(Role):
        raise WrongQuestion("grant-role")
    return Role(given)


def _day(given: str | None) -> date | None:
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as fault:
        raise WrongQuestion("grant-day", given=given) from fault


def _listed(request: Asking, fault: WrongQuestion | None = None, status: int = 200) -> HttpResponse:
    asked = request.GET.get("q", "").strip()
    held = User.objects.order_by("name", "pk").prefetch_related("grants")
    found = held.filter(name__icontains=asked) | held.filter(email__icontains=asked)
    today = timezone.localdate()
    waiting = Grant.objects.filter(waits=True).select_related("user")
    shown = {
        "people": [(one, _roles(request, one, today)) for one in found[:PAGE]],
        "count": _counted(held),
        "found": found.count(),
        "waiting": [(one, _where(request, one)) for one in waiting],
        "asked": asked,
        "fault": fault,
        "given": request.POST,
    }
    return render(request, "people.html", shown, status=status)


def _counted(held: QuerySet[User]) -> dict[str, int]:
    active = held.filter(is_active=True)
    return {"active": active.count(), "without": active.filter(grants=None).count()}


def _roles(request: Asking, user: User, on: date) -> list[tuple[Grant, str | None]]:
    return [(one, _where(request, one)) for one in user.grants.all() if one.holds(on)]


def _where(request: Asking, grant: Grant) -> str | None:
    """The organisation of a role by name."""
    return request.reading.names.of(Noun.ORGANISATION, grant.organisation)


def _shown(
    request: Asking,
    user: User,
    fault: WrongQuestion | None = None,
    status: int = 200,
    link: str | None = None,
) -> HttpResponse:
    reading, today = request.reading, timezone.localdate()
    organisations = reading.rows.opened.register.table("organisations")["id"].unique().sort()
    named = [(id, reading.names.of(Noun.ORGANISATION, id)) for id in organisations]
    grants: list[dict[str, Any]] = [
        {"grant": one, "where": _where(request, one), "holds": one.holds(today)}
        for one in user.grants.select_related("given_by", "agreed_by")
    ]
    shown = {
        "person": user,
        "grants": grants,
        "roles": list(Role),
        "organisations": sorted(named, key=lambda pair: str(pair[1])),
        "today": today,
        "fault": fault,
        "given": request.POST,
        "link": link,
        "self": reading.viewer is not None and reading.viewer.user == user.pk,
    }
    return render(request, "person.html", shown, status=status)


PATHS = [
    path("people/", people, name="people"),
    path("people/<int:number>/", person, name="person"),
]
