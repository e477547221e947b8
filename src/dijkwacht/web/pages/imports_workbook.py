# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The workbook to fill: with every row of one's own, or empty."""

from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from dijkwacht.reports.workbook import Contents, workbook
from dijkwacht.web.audit import trail
from dijkwacht.web.imports.exchange import own_rows
from dijkwacht.web.pages.imports_plan import BOOK
from dijkwacht.web.pages.needs import needs
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right


@require_safe
@needs(Right.IMPORT)
def book(request: Asking) -> HttpResponse:
    """One's own rows as a workbook; brought back as it is, it changes nothing. `?empty=yes`: no
    rows."""
    reading = request.reading
    looks, empty = reading.sight.viewer, request.GET.get("empty") == "yes"
    held = reading.rows.held
    rows = None if empty else own_rows(reading.rows, looks)
    content = workbook(Contents(rows, looks.node or "", reading.on, held.number), reading.words)
    if rows is not None:
        told = {"rows": rows.count(), "revision": held.number, "form": "workbook"}
        trail.record(looks.user, "export", "workbook", told, looks.role, looks.node or "")
    name = f"dijkwacht-{'empty' if empty else reading.on}.xlsx"
    return HttpResponse(
        content, BOOK, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


PATHS = [path("import/workbook/", book, name="import-workbook")]
