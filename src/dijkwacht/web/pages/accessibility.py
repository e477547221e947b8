# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""How accessible the site is, how that was found out, and what is not known."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


def accessibility(request: HttpRequest) -> HttpResponse:
    """The statement, for everybody."""
    return render(request, "accessibility.html")


PATHS = [path("accessibility/", accessibility, name="accessibility")]
