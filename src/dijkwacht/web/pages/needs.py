# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The guard before every page: who may come in."""

import functools
from collections.abc import Callable

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseBase
from django.shortcuts import render

from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import RIGHTS, Right

Page = Callable[..., HttpResponseBase]
KNOWN = "known"  # what a page needs that is for everybody with an account


def known(page: Page) -> Page:
    """Only for those who are logged in, whatever their role, or none."""

    @functools.wraps(page)
    def come(request: Asking, *given: object, **named: object) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return page(request, *given, **named)

    come.needs = KNOWN  # type: ignore[attr-defined]
    return come


def fresh(page: Page) -> Page:
    """What is written only by who proved just now who they are: after some minutes they are asked
    again, and what they sent is kept until they did."""
    asked: Page = reauthentication_required(allow_get=True)(page)
    return asked


def needs(right: Right) -> Callable[[Page], Page]:
    """Only for those who are logged in and whose role has this right; others read who has it."""

    def guarded(page: Page) -> Page:
        @functools.wraps(page)
        def come(request: Asking, *given: object, **named: object) -> HttpResponseBase:
            viewer = request.reading.viewer
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if viewer is None or not viewer.may(right):
                roles = [role for role, rights in RIGHTS.items() if right in rights]
                return render(request, "no_right.html", {"roles": roles}, status=403)
            return page(request, *given, **named)

        come.needs = right  # type: ignore[attr-defined]  # for the test of all pages
        return come

    return guarded
