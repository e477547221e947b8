# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Import, the first two steps: choose the files, and say what each table and column is."""

import uuid
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST

from dijkwacht.base.errors import DijkwachtError, WrongQuestion
from dijkwacht.register.amendments import LEFT_OUT, Amendments, Found
from dijkwacht.register.plan import Ends
from dijkwacht.register.records import TABLES
from dijkwacht.register.schema import schema
from dijkwacht.web.imports.making import is_small, make, outline, remembered
from dijkwacht.web.imports.summary import summary
from dijkwacht.web.imports.uploads import SMALL, keep, remove
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.queue.models import ImportDraft
from dijkwacht.web.queue.work import begin
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right

STEPS: Final = ("choose", "map", "problems", "plan")
ADDED: Final = "+"
"""In the form: a column of one's own, kept under its own name."""


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.IMPORT)
def choose(request: Asking) -> HttpResponse:
    """Choose files; and the imports that are not written yet."""
    fault: DijkwachtError | None = None
    if request.method == "POST":
        try:
            return _on_to(_received(request))
        except DijkwachtError as found:
            fault = found
    looks = request.reading.sight.viewer
    given = {
        **steps("choose", None),
        "fault": fault,
        "ends": list(Ends),
        "drafts": ImportDraft.objects.filter(by=looks.user, organisation=looks.node, revision=None),
    }
    return render(request, "imports/choose.html", given, status=400 if fault else 200)


def _received(request: Asking) -> ImportDraft:
    """The draft of the files that came in; nothing is kept of files that cannot be read."""
    looks = request.reading.sight.viewer
    ends = request.POST.get("ends", Ends.NOTHING)
    if ends not in set(Ends):
        raise WrongQuestion("job-choice", value=ends[:40], known=", ".join(Ends))
    draft = ImportDraft(
        pk=uuid.uuid4(),
        by_id=looks.user,
        organisation=looks.node,
        on=request.reading.on,
        ends=ends,
    )
    try:
        keep(draft, list(request.FILES.getlist("files")))
        draft.amendments = remembered(draft.organisation, draft.source)
        if draft.size <= SMALL:
            draft.outline = [asdict(found) for found in outline(draft)]
    except DijkwachtError:
        remove(draft)
        raise
    draft.save(force_insert=True)
    return draft


def _on_to(draft: ImportDraft) -> HttpResponse:
    """The next step: naming what does not name itself, else the problems."""
    step = "import-map" if draft.outline and any(_unclear(draft)) else "import-problems"
    return HttpResponseRedirect(reverse(step, args=[draft.pk]))


def _unclear(draft: ImportDraft) -> Iterator[bool]:
    said = Amendments.of(draft.amendments)
    for found in found_in(draft):
        table = said.table(found.name)
        yield table not in TABLES and found.name not in said.tables
        if table in TABLES:
            known = said.columns.get(table, {})
            for header, near in found.proposals().items():
                yield near not in (header, None) and header not in known


def found_in(draft: ImportDraft) -> list[Found]:
    """The files or sheets of a draft, as they were found; with the table that was said."""
    said = Amendments.of(draft.amendments)
    return [
        Found(
            part["name"],
            said.tables.get(part["name"], part["table"]) or part["table"],
            tuple(part["headers"]),
            part["rows"],
        )
        for part in draft.outline or ()
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.IMPORT)
def map_(request: Asking, id: UUID) -> HttpResponse:
    """Say which table each file is, and which column each header."""
    draft = draft_of(request, id)
    if draft.outline is None:
        return HttpResponseRedirect(reverse("import-problems", args=[draft.pk]))
    if request.method == "POST":
        said = Amendments.of(draft.amendments)
        named = dict(_named(request, draft))
        draft.say(amendments={**said.kept(), **_renamed(request, draft, named)})
        return HttpResponseRedirect(reverse("import-problems", args=[draft.pk]))
    given = {
        **steps("map", draft),
        "tables": list(TABLES),
        "parts": [_part(number, found, draft) for number, found in enumerate(found_in(draft))],
    }
    return render(request, "imports/map.html", given)


def _part(number: int, found: Found, draft: ImportDraft) -> dict[str, Any]:
    """One file or sheet in the form: its table, and the headers that do not name a column."""
    said = Amendments.of(draft.amendments)
    columns = list(schema(found.table)) if found.table else []
    known = said.columns.get(found.table or "", {})
    proposals = found.proposals()
    return {
        "number": number,
        "found": found,
        "table": said.tables.get(found.name, found.table),
        "columns": columns,
        "exact": sum(header in columns for header in found.headers),
        "headers": [
            (at, header, known.get(header, proposals[header] or ADDED))
            for at, header in enumerate(found.headers)
            if header not in columns or header in known
        ],
    }


def _named(request: Asking, draft: ImportDraft) -> Iterator[tuple[str, str]]:
    """The table of each file or sheet, as it was chosen."""
    for number, found in enumerate(found_in(draft)):
        chosen = request.POST.get(f"table-{number}", found.table or LEFT_OUT)
        if chosen not in TABLES and chosen != LEFT_OUT:
            raise WrongQuestion("job-choice", value=chosen[:40], known=", ".join(TABLES))
        yield found.name, chosen


def _renamed(request: Asking, draft: ImportDraft, named: dict[str, str]) -> dict[str, Any]:
    """What was chosen, as amendments."""
    columns: dict[str, dict[str, str]] = {}
    for number, found in enumerate(found_in(draft)):
        table = named[found.name]
        for at, header in enumerate(found.headers):
            chosen = request.POST.get(f"column-{number}-{at}")
            if chosen is not None and table and chosen in (*schema(table), LEFT_OUT):
                columns.setdefault(table, {})[header] = chosen
    return {"tables": named, "columns": columns}


@require_POST
@needs(Right.IMPORT)
def forget(request: Asking, id: UUID) -> HttpResponse:
    """Throw a draft away, with its files."""
    remove(draft_of(request, id))
    return HttpResponseRedirect(reverse("import"))


def draft_of(request: Asking, id: UUID) -> ImportDraft:
    """A draft of one's own, in the role in which one began it; 404 for any other."""
    looks = request.reading.sight.viewer
    own = ImportDraft.objects.filter(by=looks.user, organisation=looks.node)
    return get_object_or_404(own, pk=id)


def steps(step: str, draft: ImportDraft | None) -> dict[str, Any]:
    """The way through an import, on every page of it."""
    return {
        "step": step,
        "draft": draft,
        "steps": [(name, f"import.step-{name}", _address(name, draft)) for name in STEPS],
    }


def _address(step: str, draft: ImportDraft | None) -> str | None:
    """Where a step is; None as long as one cannot go there."""
    if step == "choose":
        return reverse("import")
    return reverse(f"import-{step}", args=[draft.pk]) if draft else None


def settled(request: Asking, draft: ImportDraft) -> HttpResponse | None:
    """Work the draft out; an answer when it takes longer than a reader waits."""
    looks = request.reading.sight.viewer
    newest = request.reading.rows.held.number
    if draft.summary is not None and draft.summary["revision"] == newest:
        return None
    if is_small(draft):
        draft.summary = summary(make(draft, looks))
        draft.save(update_fields=["summary"])
        return None
    if draft.job is None or draft.job.is_over:
        question = {"draft": str(draft.pk), "revision": newest}
        draft.job = begin("import-plan", question, looks)
        draft.save(update_fields=["job"])
    return HttpResponseRedirect(reverse("job", args=[draft.job.pk]))


PATHS = [
    path("import/", choose, name="import"),
    path("import/<uuid:id>/map/", map_, name="import-map"),
    path("import/<uuid:id>/forget/", forget, name="import-forget"),
]
