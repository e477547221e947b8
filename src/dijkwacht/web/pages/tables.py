# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register: every noun as one table, faceted, in the address, to take along."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import polars as pl
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse

from dijkwacht.base.message import Message
from dijkwacht.register.schema import Kind
from dijkwacht.web.access import Reach
from dijkwacht.web.pages import export
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.pages.templatetags.report_tables import address
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right
from dijkwacht.web.tables.asked import FACET, SIZES, Asked, read
from dijkwacht.web.tables.exporting import as_table, filter_told
from dijkwacht.web.tables.listing import GROUPS, LISTED, Covered, Ends, Letter, listing
from dijkwacht.web.tables.query import Facet, Found
from dijkwacht.web.tables.said import NOUN_OF, NUMBERS, Said, Speaker, field
from dijkwacht.web.tables.viewing import kept_of, lists_of, speaker_of

BEGUN: Final = ("services", "systems", "suppliers", "contracts")
"""Lists of things that one adds by themselves; others are added on the page of what they are of."""
FIRST: Final = 6  # lists that people come for
STARTED: Final = frozenset(("page", "more", "form", "table"))
"""What belongs to one page of an answer, and not to the question."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet, with the address that chooses it, or lets it go."""

    text: str
    count: int
    chosen: bool
    href: str


@needs(Right.READ)
def overview(request: Asking) -> HttpResponseBase:
    """Every noun of the register, with how much of it the reader may see."""
    sight, lists = request.reading.sight, lists_of(request)
    counts = {
        name: lists.frame(name).height if name == GROUPS else sight.count(name) for name in LISTED
    }
    rows = [(name, f"tables.{name}", f"tables.{name}.says", counts[name]) for name in LISTED]
    kept = kept_of(request)
    shown = {"first": rows[:FIRST], "others": rows[FIRST:], "counts": counts, "kept": kept}
    return render(request, "tables.html", shown)


@needs(Right.READ)
def table(request: Asking, name: str) -> HttpResponseBase:
    """One list: the rows that fit the question in the address."""
    if name not in LISTED:
        raise Http404(name)
    asked = read(listing(name), dict(request.GET.lists()))
    found, speaker = Found(asked, lists_of(request)), speaker_of(request)
    form = request.GET.get("form")
    if form is not None:
        return export.answer(request, as_table(found, speaker), form, filter_told(asked, speaker))
    return render(request, "table.html", _shown(request, found, speaker))


def _shown(request: Asking, found: Found, speaker: Speaker) -> dict[str, Any]:
    asked = found.asked
    return {
        "found": found,
        "title": Message(f"tables.{asked.listing.name}"),
        "lead": list(_lead(found)),
        "unjudged": found.lists.reasoned is None,
        "heads": [_head(request, asked, name) for name in asked.columns],
        "rows": [_row(found, speaker, row) for row in found.shown.iter_rows(named=True)],
        "facets": [_facet(request, facet, speaker) for facet in found.facets()],
        "pages": _pages(request, found),
        "clear": _cleared(request),
        "files": [(form.upper(), address(request.GET, form=form)) for form in export.Form],
        "columns": [
            (c.name, field(c.name), c.name in asked.columns) for c in asked.listing.columns
        ],
        "sizes": SIZES,
        "filtering": _hidden(request, "q", "size"),
        "choosing": _hidden(request, "columns"),
        "kept": kept_of(request),
        "begin": _begin(request, asked.listing.name),
    }


def _begin(request: Asking, name: str) -> tuple[str, Message] | None:
    """Where one adds a thing of this list, and what that is; None for who may not."""
    viewer = request.reading.viewer
    may = viewer is not None and viewer.may(Right.EDIT) and viewer.reach is Reach.OWN
    if name not in BEGUN or not may:
        return None
    return reverse("record-new", args=[name]), Message(f"thing.{NOUN_OF[name].value}")


def _lead(found: Found) -> Iterator[Message]:
    """What the list says in a sentence."""
    name = Message(f"tables.{found.asked.listing.name}")
    if found.asked.is_filtered:
        yield Message.of("tables.lead-some", name=name, count=found.count, total=found.rows.height)
    else:
        yield Message.of("tables.lead-all", name=name, total=found.rows.height)
    rows = found.fitting
    if not rows.height:
        return
    if found.asked.listing.name == "services" and found.lists.reasoned is not None:
        high = rows.filter(pl.col("letter").is_in([Letter.V, Letter.C]))
        bare = high.filter(pl.col("proven_state").is_in([Covered.NONE, Covered.PART])).height
        yield Message.of("tables.lead-services", high=high.height, bare=bare)
    if found.asked.listing.name == "contracts":
        ends = rows["ends_within"]
        soon = int(ends.is_in([Ends.SOON, Ends.HALF_YEAR]).sum())
        yield Message.of("tables.lead-contracts", soon=soon, unknown=ends.null_count())


def _head(request: Asking, asked: Asked, name: str) -> dict[str, Any]:
    """A heading that sorts by its column; once more, the other way round."""
    sorted_by = asked.sort == name
    wanted = f"-{name}" if sorted_by and not asked.down else name
    direction = ("descending" if asked.down else "ascending") if sorted_by else ""
    return {
        "says": field(name),
        "number": asked.listing.by_name[name].kind in NUMBERS,
        "sorted": direction,
        "href": address(request.GET, sort=wanted, page=None, form=None),
    }


def _row(found: Found, speaker: Speaker, row: dict[str, Any]) -> list[Said]:
    """The cells of a row; the one that names it, or else the first, leads to its page."""
    asked = found.asked
    named = next((name for name in ("name", "id") if name in asked.columns), asked.columns[0])
    cells = []
    for name in asked.columns:
        column = asked.listing.by_name[name]
        if name == named and (name in ("name", "id") or column.kind is not Kind.REFERENCE):
            cells.append(speaker.row(asked.listing.name, name, row))
        else:
            cells.append(speaker.cell(column, row))
    return cells


def _facet(request: Asking, facet: Facet, speaker: Speaker) -> dict[str, Any]:
    name = facet.column.name
    choices = [
        Choice(
            speaker.facet(facet.column, word),
            count,
            word in facet.chosen,
            _toggled(request, name, word),
        )
        for word, count in facet.values
    ]
    more = address(request.GET, more=name) if facet.left else ""
    return {
        "says": field(name),
        "choices": choices,
        "chosen": len(facet.chosen),
        "left": facet.left,
        "more": more,
        "open": bool(facet.chosen) or request.GET.get("more") == name,
    }


def _toggled(request: Asking, name: str, word: str) -> str:
    """The same question with a value of a facet chosen, or let go."""
    asked = request.GET.copy()
    values = asked.getlist(FACET + name)
    asked.setlist(
        FACET + name, [one for one in values if one != word] + [word] * (word not in values)
    )
    for name in STARTED:
        asked.pop(name, None)
    return f"?{asked.urlencode()}"


def _cleared(request: Asking) -> str:
    """The same list without any filter."""
    asked = request.GET.copy()
    for name in [*asked]:
        if name.startswith(FACET) or name == "q" or name in STARTED:
            asked.pop(name)
    return f"?{asked.urlencode()}"


def _pages(request: Asking, found: Found) -> list[tuple[int, str]]:
    """The first, the last, and the pages around this one; 0 stands for those left out."""
    near = {1, found.pages, *range(found.page - 2, found.page + 3)}
    numbers = sorted(page for page in near if 1 <= page <= found.pages)
    listed: list[tuple[int, str]] = []
    for number in numbers:
        if listed and number > listed[-1][0] + 1:
            listed.append((0, ""))
        listed.append((number, address(request.GET, page=str(number), form=None)))
    return listed


def _hidden(request: Asking, *but: str) -> list[tuple[str, str]]:
    """What a form must send along so that the rest of the question stays."""
    left = {*but, *STARTED}
    return [
        (name, value)
        for name, values in request.GET.lists()
        for value in values
        if name not in left
    ]


PATHS = [
    path("register/", overview, name="tables"),
    path("register/<str:name>/", table, name="table"),
]
