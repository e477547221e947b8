# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Home: what needs me today."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from dijkwacht.web.pages.needs import needs
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right


@needs(Right.READ)
def today(request: Asking) -> HttpResponse:
    """The first page after logging in."""
    counts = {
        table: request.reading.sight.table(table).height
        for table in ("organisations", "services", "systems", "contracts")
    }
    return render(request, "today.html", {"counts": counts})


PATHS = [path("", today, name="today")]
