# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two questions of the outage explorer side by side, on the same axes."""

from typing import Any, Final

from django.http import HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from dijkwacht.base.errors import DijkwachtError, NotInRegister, WrongQuestion
from dijkwacht.base.message import Message
from dijkwacht.web.outages.comparing import Comparison
from dijkwacht.web.outages.here import Here
from dijkwacht.web.outages.picture import Moment, moments, picture, tops
from dijkwacht.web.outages.question import OutageQuestion
from dijkwacht.web.outages.says import first_line
from dijkwacht.web.outages.scene import Scene, is_ready
from dijkwacht.web.outages.shown import beside_says
from dijkwacht.web.pages import export
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.pages.outage import not_ready
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right

SIDES: Final = ("a", "b")
SHOWN: Final = 100


@require_safe
@needs(Right.READ)
def compare(request: Asking) -> HttpResponseBase:
    """Two questions, `a` and `b`: each as the explorer has it in its address."""
    if not is_ready(request.reading.reasoned):
        return not_ready(request)
    try:
        return _compared(request, *(_scene(request, side) for side in SIDES))
    except DijkwachtError as fault:
        status = 404 if isinstance(fault, NotInRegister) else 400
        return render(request, "compare.html", {"fault": fault}, status=status)


def _scene(request: Asking, side: str) -> Scene:
    question = OutageQuestion.read(QueryDict(request.GET.get(side, "").lstrip("?")))
    if question.is_empty:
        raise WrongQuestion("nothing-to-compare", side=side)
    return Scene(question, request.reading)


def _compared(request: Asking, a: Scene, b: Scene) -> HttpResponseBase:
    words, here = request.reading.words, Here.of(a.question, request.GET)
    found = Comparison.of(a.seen, b.seen)
    if "form" in request.GET:
        filter = " / ".join(words.say(one.title) for one in (a, b))
        return export.answer(request, found.table(words), request.GET["form"], filter)
    made = [moments(one.seen.course, one.seen.course_beside) for one in (a, b)]
    end, most = max(a.horizon, b.horizon), tops(*made)
    sides = [
        _side(one, made_of, here, end, most) for one, made_of in zip((a, b), made, strict=True)
    ]
    shown = found.listed(SHOWN)
    context = {
        "sides": sides,
        "says": list(found.says()),
        "differences": shown,
        "left": found.rows.height - len(shown),
        "as_table": here.one("view") == "table",
        "address": f"?{_without(request.GET, 'form').urlencode()}",
        "forms": list(export.Form),
        "table_title": Message("compare.table"),
        "swapped": here.beside(b.question, a.question),
    }
    return render(request, "compare.html", context)


def _side(
    scene: Scene, made: list[Moment], here: Here, end: int, most: tuple[int, int]
) -> dict[str, Any]:
    """One of the two, as it is shown."""
    address = Here(scene.question, {name: (here.one(name),) for name in ("on", "revision")})
    return {
        "title": scene.title,
        "without": [option.label.name for _, option in scene.lacking],
        "mode": scene.question.fallbacks.value,
        "says": list(first_line(scene.seen, scene.causes, scene.soon)),
        "picture": picture(made, end, scene.soon, most),
        "moments": made,
        "beside_says": beside_says(scene.seen),
        "address": address.address(),
    }


def _without(given: QueryDict, name: str) -> QueryDict:
    left = given.copy()
    left.pop(name, None)
    return left


PATHS = [path("outage/compare/", compare, name="compare")]
