# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The bulletin of a night as a page, and as text, HTML or JSON to take along."""

from collections.abc import Callable
from typing import Final, cast

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.register.codes import Noun
from dijkwacht.reports.plain import as_page, as_text
from dijkwacht.reports.report import Report, as_json
from dijkwacht.reports.words import Words
from dijkwacht.web.audit import trail
from dijkwacht.web.outages.scene import is_ready
from dijkwacht.web.pages.export import asked
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.pages.outage import not_ready
from dijkwacht.web.pages.templatetags.report_tables import address
from dijkwacht.web.pages.watch import begun, watch_of
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right
from dijkwacht.web.watch.seen import Watch
from dijkwacht.web.watch.told import told

LISTS: Final = ("rose", "fell", "links")
"""Tables of which a row says too much for one line."""

FILES: Final[dict[str, tuple[str, Callable[[Report, Words], str]]]] = {
    "txt": ("text/plain; charset=utf-8", as_text),
    "html": ("text/html; charset=utf-8", as_page),
    "json": ("application/json", as_json),
}


@require_safe
@needs(Right.READ)
def bulletin(request: Asking) -> HttpResponse:
    """What rose and why, what hangs on it, and what is there to do?"""
    of = watch_of(request)
    if of is None:
        return render(request, "watch.html", begun(request))
    if not is_ready(of.reasoned):
        return not_ready(request)
    report = told(of, _name(of))
    if "take" in request.GET:
        return cast(HttpResponse, _guarded(request, of, report))
    file = asked(request, report.tables)
    if file is not None:
        return cast(HttpResponse, file)
    context = {
        "report": report,
        "files": [(form, address(request.GET, take=form)) for form in FILES],
        "own": of.is_own,
        "lists": LISTS,
    }
    return render(request, "watch/bulletin.html", context)


def _name(of: Watch) -> str:
    """Whose bulletin it is."""
    node = of.held.viewer.node
    return of.held.names.of(Noun.ORGANISATION, node) or of.held.words.text("frame.whole")


def _file(request: Asking, of: Watch, report: Report) -> HttpResponse:
    """The whole bulletin as a file, with an entry in the trail. WrongQuestion for a form that there
    is not."""
    form = request.GET["take"]
    if form not in FILES:
        raise WrongQuestion("export-form", form=form[:40], forms=", ".join(FILES))
    kind, render_as = FILES[form]
    viewer, on = of.held.viewer, of.row.day
    said = {"form": form, "on": on, "revision": of.row.revision}
    trail.record(viewer.user, "export", "bulletin", said, viewer.role.value, viewer.node or "")
    answer = HttpResponse(render_as(report, of.held.words), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="bulletin-{on}.{form}"'
    return answer


_guarded: Final = needs(Right.EXPORT)(_file)

PATHS = [path("watch/bulletin/", bulletin, name="watch-bulletin")]
