# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Search: everything that one may see, by what it is called."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from dijkwacht.web.pages.needs import needs
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right
from dijkwacht.web.search_finding import SHORTEST, find
from dijkwacht.web.tables.viewing import kept_of, lists_of, speaker_of

WHOLE = 10  # things of each noun on the page
SUGGESTED = 4  # and under the box


@needs(Right.READ)
def search(request: Asking) -> HttpResponse:
    """What is called like `q`, by noun."""
    return render(request, "search.html", _found(request, WHOLE))


@needs(Right.READ)
def suggest(request: Asking) -> HttpResponse:
    """The best of it, as a part of a page to show while somebody types."""
    return render(request, "parts/suggestions.html", _found(request, SUGGESTED))


def _found(request: Asking, most: int) -> dict[str, object]:
    text = request.GET.get("q", "").strip()
    groups = find(lists_of(request), speaker_of(request), text, most)
    return {
        "text": text,
        "short": len(text) < SHORTEST,
        "shortest": SHORTEST,
        "groups": [(f"tables.{group.table}", group) for group in groups],
        "count": sum(len(group.things) for group in groups),
        "kept": kept_of(request),
    }


PATHS = [
    path("search/", search, name="search"),
    path("search/suggest", suggest, name="search-suggest"),
]
