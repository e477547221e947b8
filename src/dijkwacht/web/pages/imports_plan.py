# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Import, the last two steps: mend what is wrong, and write what was seen."""

from collections.abc import Iterator, Mapping
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from dijkwacht import verbs
from dijkwacht.base.errors import DijkwachtError, NotInRegister, PlanRefused
from dijkwacht.register.amendments import Amendments
from dijkwacht.register.codes import Noun
from dijkwacht.reports.workbook_returned import returned
from dijkwacht.web.imports.making import is_small, make, write
from dijkwacht.web.imports.summary import said
from dijkwacht.web.imports.uploads import folder_of
from dijkwacht.web.pages.imports import draft_of, settled, steps
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.queue.models import ImportDraft
from dijkwacht.web.queue.work import begin
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right
from dijkwacht.web.store.models import Revision

BOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST: Final = 2_000  # characters of a mended cell
SHOWN: Final = ("fault", "warning")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.IMPORT)
def problems(request: Asking, id: UUID) -> HttpResponse:
    """What is wrong, each with its place and its mend, and a field to mend it in."""
    draft = draft_of(request, id)
    if draft.revision is not None:
        return HttpResponseRedirect(reverse("import-result", args=[id]))
    try:
        waits = settled(request, draft)
    except DijkwachtError as fault:
        given = {**steps("problems", draft), "fault": fault}
        return render(request, "imports/problems.html", given, status=400)
    if waits is not None:
        return waits
    told = draft.summary or {}
    if request.method == "POST":
        draft.say(amendments=_mended(request, draft, told), same=dict(_same(request, told)))
        return HttpResponseRedirect(reverse("import-problems", args=[id]))
    given = {
        **steps("problems", draft),
        "told": told,
        "problems": list(_told(told)),
        "doubles": list(_doubles(request, draft, told)),
        "is_book": draft.source == "workbook",
    }
    return render(request, "imports/problems.html", given)


def _told(told: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The faults and warnings, each with its number in the form."""
    for number, found in enumerate(told["problems"]):
        if found["grade"] in SHOWN:
            yield {
                **found,
                "number": number,
                "what": said(found["what"]),
                "mend": said(found["mend"]),
            }


def _mended(request: Asking, draft: ImportDraft, told: Mapping[str, Any]) -> dict[str, Any]:
    """The amendments with the cells of the form that were changed."""
    kept = Amendments.of(draft.amendments).kept()
    for number, found in enumerate(told["problems"]):
        text = request.POST.get(f"fix-{number}")
        if found["place"] is not None and text is not None and text != found["value"]:
            kept["cells"].setdefault(found["place"], {})[found["column"]] = text[:LONGEST]
    return kept


def _same(request: Asking, told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The incoming suppliers that somebody says are held ones."""
    for number, double in enumerate(told["doubles"]):
        if request.POST.get(f"same-{number}") == "yes":
            yield double["id"], double["held"]


def _doubles(
    request: Asking, draft: ImportDraft, told: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    sight, names = request.reading.sight, request.reading.names
    for number, double in enumerate(told["doubles"]):
        label = sight.label(Noun.SUPPLIER, double["held"], names)
        chosen = draft.same.get(double["id"]) == double["held"]
        yield {**double, "number": number, "label": label, "is_same": chosen}


@require_safe
@needs(Right.IMPORT)
def given_back(request: Asking, id: UUID) -> HttpResponse:
    """The workbook that was given, with what is wrong behind each row."""
    draft = draft_of(request, id)
    if draft.source != "workbook" or draft.revision is not None:
        raise NotInRegister("import-gone")
    made = make(draft, request.reading.sight.viewer)
    sheets = verbs.sheets(folder_of(draft.pk) / draft.path)
    amended = Amendments.of(draft.amendments)
    content = returned(sheets, made.problems, draft.on, request.reading.words, amended)
    name = f"dijkwacht-{draft.on}-problems.xlsx"
    return HttpResponse(
        content, BOOK, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.IMPORT)
def plan(request: Asking, id: UUID) -> HttpResponse:
    """What would be new, change and end; written only when somebody says exactly this plan."""
    draft = draft_of(request, id)
    if draft.revision is not None:
        return HttpResponseRedirect(reverse("import-result", args=[id]))
    waits = settled(request, draft) if request.method != "POST" else None
    if waits is not None:
        return waits
    if request.method == "POST":
        return _apply(request, draft)
    told = draft.summary or {}
    total = [sum(part["counts"][at] for part in told["tables"]) for at in range(3)]
    refused = sum(part["refused"] for part in told["tables"])
    given = {**steps("plan", draft), "told": told, "total": total, "refused": refused}
    return render(request, "imports/plan.html", given)


def _apply(request: Asking, draft: ImportDraft) -> HttpResponse:
    looks = request.reading.sight.viewer
    checksum = request.POST.get("checksum", "")[:16]
    anyway = request.POST.get("anyway") == "yes"
    if not is_small(draft):
        question = {"draft": str(draft.pk), "checksum": checksum, "anyway": anyway}
        made = begin("import-apply", question, looks)
        return HttpResponseRedirect(reverse("job", args=[made.pk]))
    try:
        write(draft, looks, checksum, anyway=anyway)
    except PlanRefused as fault:
        words = request.reading.words
        messages.warning(request, f"{words.say(fault.what)} {words.say(fault.mend)}")
        draft.say()
        return HttpResponseRedirect(reverse("import-plan", args=[draft.pk]))
    return HttpResponseRedirect(reverse("import-result", args=[draft.pk]))


@require_safe
@needs(Right.IMPORT)
def result(request: Asking, id: UUID) -> HttpResponse:
    """What was written, and how to take it back."""
    draft = draft_of(request, id)
    if draft.revision is None:
        return HttpResponseRedirect(reverse("import-plan", args=[id]))
    revision = Revision.objects.get(number=draft.revision)
    undone = Revision.objects.filter(undoes=revision).first()
    rows = list(revision.counts.items())
    total = [sum(counts[at] for counts in revision.counts.values()) for at in range(3)]
    given = {**steps("", draft), "revision": revision, "rows": rows, "total": total}
    return render(request, "imports/result.html", {**given, "undone": undone})


PATHS = [
    path("import/<uuid:id>/problems/", problems, name="import-problems"),
    path("import/<uuid:id>/returned/", given_back, name="import-returned"),
    path("import/<uuid:id>/plan/", plan, name="import-plan"),
    path("import/<uuid:id>/result/", result, name="import-result"),
]
