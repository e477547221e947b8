# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two things side by side: by what way one hangs on the other, and on which suppliers both rest."""

from collections.abc import Iterable

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path

from dijkwacht.base.message import Message
from dijkwacht.graph.graph import NodeNoun
from dijkwacht.register.codes import Noun
from dijkwacht.register.records import TABLE_OF
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.reading import Asking
from dijkwacht.web.record.around import resting_on, way
from dijkwacht.web.record.links import Links
from dijkwacht.web.record.sections import Branch, Section
from dijkwacht.web.record.telling import Teller
from dijkwacht.web.roles import Right

NODES = (Noun.SERVICE, Noun.SYSTEM, Noun.DELIVERY, Noun.SUPPLIER, Noun.FALLBACK)


@needs(Right.READ)
def between(request: Asking) -> HttpResponse:
    """The way between two things that the address names as `noun:id`; 404 for what the reader may
    not see."""
    tell = Teller(request.reading, Links.of(request))
    ends = [request.GET.get(name, "").strip() for name in ("from", "to")]
    sections: list[Section] = []
    if all(ends):
        start, end = (_node(tell, text) for text in ends)
        sections = [_way(tell, start, end), _shared(tell, start, end)]
    given = {
        "ends": ends,
        "sections": sections,
        "keeping": tell.links.kept,
        "offered": _offered(tell),
    }
    return render(request, "record_path.html", given)


def _node(tell: Teller, text: str) -> int:
    """The node that an address names; by its id or, where it is seen, by its name."""
    noun, _, shown = text.partition(":")
    if noun not in {one.value for one in NODES}:
        raise Http404(text)
    id = tell.reading.sight.real(TABLE_OF[Noun(noun)], shown)
    key = (NodeNoun[noun.upper()], id or "")
    if key not in tell.graph.index:
        raise Http404(text)
    return tell.graph.index[key]


def _way(tell: Teller, start: int, end: int) -> Section:
    """How one hangs on the other, in either direction."""
    title = Message("path.way")
    for one, other in ((start, end), (end, start)):
        found = way(tell.graph, one, other)
        if found:
            says = Message.of("path.found", steps=len(found) - 1, **_names(tell, (one, other)))
            return Section("way", title, says=[says], trees=((title, _nested(tell, found)),))
    return Section("way", title, says=[Message.of("path.none", **_names(tell, (start, end)))])


def _names(tell: Teller, pair: Iterable[int]) -> dict[str, object]:
    one, other = (tell.node(node).text for node in pair)
    return {"one": one, "other": other}


def _nested(tell: Teller, nodes: list[int]) -> tuple[Branch, ...]:
    """Each thing under the one that needs it."""
    if not nodes:
        return ()
    return (Branch(tell.node(nodes[0]), below=_nested(tell, nodes[1:])),)


def _shared(tell: Teller, start: int, end: int) -> Section:
    """The suppliers on which both rest."""
    title = Message("path.shared")
    both = sorted(resting_on(tell.graph, start) & resting_on(tell.graph, end))
    says = [Message.of("path.shared-count", count=len(both))]
    branches = tuple(Branch(tell.node(node)) for node in both)
    return Section("shared", title, says=says, trees=((title, branches),) if both else ())


def _offered(tell: Teller) -> list[tuple[str, str]]:
    """Things to choose from: the reader's services, and suppliers."""
    found = []
    for noun in (Noun.SERVICE, Noun.SUPPLIER):
        for id in tell.reading.sight.table(TABLE_OF[noun])["id"].unique(maintain_order=True)[:250]:
            real = tell.reading.sight.real(TABLE_OF[noun], id)
            if real is not None:
                found.append((f"{noun.value}:{id}", tell.say(tell.thing(noun, real).text)))
    return found


PATHS = [path("path/", between, name="path")]
