# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files as somebody of Waterdam gives them, and the way through an import."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from xlsxwriter import Workbook

from dijkwacht.web.queue.models import ImportDraft
from dijkwacht.web.roles import Role

ROOS: Final = Role.CONTRACT_MANAGER
NEW = "con-nieuw,Nieuw contract,org-waterdam,sup-nimbus,2028-01-01,Waterdam,2026-01-01"
CONTRACTS = "id,name,organisation_id,supplier_id,ends_on,source,valid_from\n"


def named(name: str, content: bytes | str) -> SimpleUploadedFile:
    """A file of that name."""
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def contracts(*rows: str) -> SimpleUploadedFile:
    """A table of contracts."""
    return named("contracts.csv", CONTRACTS + "".join(f"{row}\n" for row in rows))


def book(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> SimpleUploadedFile:
    """A workbook of these cells."""
    buffer = io.BytesIO()
    with Workbook(buffer, {"default_date_format": "yyyy-mm-dd"}) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for row, cells in enumerate(rows):
                sheet.write_row(row, 0, cells)
    return named("mijn contracten.xlsx", buffer.getvalue())


def zipped(files: Mapping[str, bytes | str]) -> SimpleUploadedFile:
    """A zip of tables."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return named("tabellen.zip", buffer.getvalue())


def given(client: Client, *files: SimpleUploadedFile, ends: str = "nothing") -> ImportDraft:
    """The draft of these files."""
    answer = client.post("/import/", {"files": files, "ends": ends})
    assert answer.status_code == 302, answer.text
    return ImportDraft.objects.latest("made_at")


def planned(client: Client, draft: ImportDraft) -> tuple[Mapping[str, Any], str]:
    """What the draft comes to, and the page that says so."""
    page = client.get(f"/import/{draft.pk}/plan/")
    assert page.status_code == 200
    draft.refresh_from_db()
    assert draft.summary is not None
    return draft.summary, page.text


def applied(client: Client, draft: ImportDraft, **more: str) -> HttpResponse:
    """The plan that was seen, written."""
    checksum = planned(client, draft)[0]["checksum"]
    return client.post(f"/import/{draft.pk}/plan/", {"checksum": checksum, **more}, follow=True)
