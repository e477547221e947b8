# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages that show too much, to see that the canaries are heard: a list that links to an export of
everything, and a sum of one organisation."""

import io
import zipfile

from django.http import HttpRequest, HttpResponse
from django.urls import path

from dijkwacht.web.pages.needs import needs
from dijkwacht.web.reading import Asking
from dijkwacht.web.roles import Right
from dijkwacht.web.urls import urlpatterns as ours


@needs(Right.READ)
def leak(request: Asking) -> HttpResponse:
    """The names of all services in a packed file."""
    if request.GET.get("format") != "xlsx":
        return HttpResponse('<a href="?format=xlsx">all</a>')
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        table = request.reading.rows.opened.register.table("services")
        file.writestr("sheet.xml", table.write_csv())
    return HttpResponse(packed.getvalue(), content_type="application/zip")


def count(request: HttpRequest) -> HttpResponse:
    """How many people use the service of somebody else."""
    table = request.reading.rows.opened.register.table("services")  # type: ignore[attr-defined]
    return HttpResponse(" ".join(f"{users:,}" for users in table["users"].drop_nulls()))


urlpatterns = [
    *ours,
    path("leak/", leak, name="leak"),
    path("leak/count/", count, name="leak-count"),
]
