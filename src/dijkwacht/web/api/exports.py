# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register of a day as a zip: the tables as far as whoever asks may see them, and the rules of
this deployment. The command line works on it (`dijkwacht --server`)."""

import io
import json
import zipfile
from typing import Final

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from dijkwacht import __version__
from dijkwacht.register.records import TABLES
from dijkwacht.register.tables import Format, to_bytes
from dijkwacht.rules.rulebook import CASES, default_folder
from dijkwacht.web.access import Sight
from dijkwacht.web.api.answers import headed, kept
from dijkwacht.web.api.callers import Caller, needs, read
from dijkwacht.web.api.proposed import ZIP
from dijkwacht.web.api.schemas import When
from dijkwacht.web.api.tables import TAGGED
from dijkwacht.web.audit import trail
from dijkwacht.web.reading import Reading
from dijkwacht.web.roles import Right
from dijkwacht.web.settings import ENVIRONMENT

ROUTER: Final = Router(tags=["register"], by_alias=True)
ABOUT: Final = "about.json"
POLICY: Final = "policy"
CONTENT: Final = {"schema": {"type": "string", "contentMediaType": ZIP}}


@ROUTER.get(
    "/export",
    response={200: None},
    operation_id="read-export",
    url_name="read-export",
    summary="Take the register along",
    description="A zip of Parquet tables of one day and revision, as far as whoever asks may see "
    "them, with the rules in force.",
    openapi_extra={
        **TAGGED,
        "responses": {200: {"description": "The zip", "content": {ZIP: CONTENT}}},
    },
)
def export(request: HttpRequest, when: Query[When]) -> HttpResponse:
    """The tables and the rules as a zip."""
    found = needs(request, Right.EXPORT)
    reading = read(request, when, Right.EXPORT)

    def make() -> HttpResponse:
        made = headed(HttpResponse(_zip(reading, reading.sight), content_type=ZIP))
        made["Content-Disposition"] = 'attachment; filename="register.zip"'
        _record(found, reading)
        return made

    return kept(request, reading, reading.rows, make)


def _zip(reading: Reading, sight: Sight) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:  # Parquet is packed already
        for table in TABLES:
            rows = to_bytes(table, sight.table(table), Format.PARQUET)
            archive.writestr(f"{table}.{Format.PARQUET}", rows)
        root = ENVIRONMENT.policy or default_folder()
        for file in sorted(root.glob("*/*/*.yaml")):
            if file.name != CASES:
                archive.writestr(f"{POLICY}/{file.relative_to(root).as_posix()}", file.read_bytes())
        archive.writestr(ABOUT, json.dumps(_about(reading)))
    return buffer.getvalue()


def _about(reading: Reading) -> dict[str, object]:
    assert reading.viewer is not None
    return {
        "on": reading.rows.on.isoformat(),
        "revision": reading.rows.revision,
        "reach": reading.viewer.reach.value,
        "role": reading.viewer.role.value,
        "organisation": reading.viewer.node,
        "version": __version__,
    }


def _record(found: Caller, reading: Reading) -> None:
    viewer, token = found.viewer, found.token
    told = {**_about(reading), "token": token.pk if token else None}
    trail.record(viewer.user, "export", "register", told, viewer.role.value, viewer.node or "")
