# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The people of the example: on a demonstration, and nowhere else, one click logs in as one of
them."""

from typing import cast

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from dijkwacht.register.codes import Noun
from dijkwacht.web.accounts.cast import has_real_people
from dijkwacht.web.accounts.models import Grant, User
from dijkwacht.web.accounts.viewing import landing
from dijkwacht.web.reading import Asking


@require_http_methods(["GET", "HEAD", "POST"])
def demo(request: HttpRequest) -> HttpResponse:
    """Choose who to be. Not there unless the server was started as a demonstration."""
    if not settings.ENVIRONMENT.demo or has_real_people():
        raise Http404
    people = User.objects.filter(is_demo=True).prefetch_related("grants").order_by("pk")
    if request.method == "POST":
        person = get_object_or_404(people, pk=request.POST.get("person", "0"))
        login(request, person, settings.AUTHENTICATION_BACKENDS[0])
        return HttpResponseRedirect(landing(person))
    return render(request, "demo.html", {"people": [(one, _roles(request, one)) for one in people]})


def _roles(request: HttpRequest, person: User) -> list[tuple[Grant, str | None]]:
    """The roles of a person, each with the name of its organisation."""
    names = cast(Asking, request).reading.names
    of = Noun.ORGANISATION
    return [(grant, names.of(of, grant.organisation)) for grant in person.grants.all()]


PATHS = [path("demo/", demo, name="demo")]
