# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people made, beside the register: a job, an import, a run, a view, a revision and a request
for names, so that the pages about these have something to be about, of one organisation and of
another."""

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from web.importing import applied, book, given

from dijkwacht.web.access import Reach, Viewer
from dijkwacht.web.accounts.models import Naming, User
from dijkwacht.web.jobs.models import Run
from dijkwacht.web.pages.models import SavedView
from dijkwacht.web.queue.models import ImportDraft, Job
from dijkwacht.web.queue.work import run
from dijkwacht.web.store.models import Revision
from dijkwacht.web.watch import nights

MADE: Final = {
    "job": "jobs",
    "job-stop": "jobs of oneself",
    "job-file": "jobs of oneself",
    "import-map": "imports",
    "import-forget": "imports",
    "import-problems": "imports",
    "import-returned": "imports",
    "import-plan": "imports",
    "import-result": "written imports",
    "change": "revisions",
    "undo": "revisions of oneself",
    "api-read-revision": "revisions",
    "naming": "requests for names",
    "person": "people",
    "run": "runs",
    "view": "views",
    "view-delete": "views",
}
"""What the argument of an address counts, where it is nothing of the register."""


@dataclass(frozen=True)
class Made:
    """One thing that somebody made: by whom, at which organisation (None: the whole state)."""

    kind: str
    value: object
    by: int
    organisation: str | None


def seen(made: Made, looks: Viewer) -> bool:
    """Whether a viewer may see it: what is personal is for its maker alone."""
    return SEEN[made.kind](made, looks)


def _theirs(made: Made, looks: Viewer) -> bool:
    return made.by == looks.user


def _ours(made: Made, looks: Viewer) -> bool:
    return made.by == looks.user or made.organisation in looks.own


def _wide(made: Made, looks: Viewer) -> bool:
    """Whoever sees all organisations, by whatever name, sees it as they may."""
    return looks.reach is not Reach.OWN or made.organisation in looks.own


def _own(made: Made, looks: Viewer) -> bool:
    return made.organisation in looks.own


SEEN: Final[Mapping[str, Callable[[Made, Viewer], bool]]] = {
    "jobs": _ours,
    "jobs of oneself": _theirs,
    "imports": _theirs,
    "written imports": _theirs,
    "revisions": _wide,
    "revisions of oneself": _own,  # the centre takes nothing back
    "requests for names": lambda made, looks: True,
    "people": lambda made, looks: True,
    "runs": _wide,
    "views": _theirs,
}


def make(clients: Mapping[str, Client]) -> list[Made]:
    """One of each by somebody of each organisation; `clients` by organisation."""
    found: list[Made] = []
    for organisation, client in clients.items():
        user = int(client.session["_auth_user_id"])
        found += [
            Made(kind, value, user, organisation) for kind, value in _of(client, organisation)
        ]
    anna = User.objects.get(email="anna.smit@waterdam.example")
    asked = Naming.objects.create(
        by=anna, reason="An exercise of the crisis team", suppliers=["sup-nimbus"], hours=4
    )
    found.append(Made("requests for names", asked.pk, anna.pk, None))
    keep_night()
    return [*found, Made("people", anna.pk, anna.pk, None)]


def keep_night() -> None:
    """The night of today, so that the pages of the watch have something to show."""
    nights.make(timezone.localdate(), lambda done, of: None).keep()


def _of(client: Client, organisation: str) -> Iterator[tuple[str, object]]:
    short = organisation.removeprefix("org-")
    yield "imports", given(client, _book(organisation, "con-eerst")).pk
    draft = given(client, _book(organisation, "con-later"))
    assert applied(client, draft).status_code == 200
    yield "written imports", draft.pk
    revision = Revision.objects.latest("number").number
    yield "revisions", revision
    yield "revisions of oneself", revision
    client.post("/jobs/start/", {"kind": "export", "table": "services", "form": "csv"})
    job = Job.objects.latest("made_at")
    run(str(job.pk))
    yield "jobs", job.pk
    yield "jobs of oneself", job.pk
    client.post("/runs/keep/", {"what": OWN[organisation]})
    yield "runs", Run.objects.latest("at").pk
    client.post("/views/save/", {"name": short, "address": "/register/services/"})
    yield "views", SavedView.objects.latest("saved_at").pk
    assert ImportDraft.objects.filter(organisation=organisation).count() == 2


OWN: Final = {"org-waterdam": "svc-paspoorten", "org-duinwijk": "svc-reisdocumenten"}
"""A service of each."""


def _book(organisation: str, id: str) -> SimpleUploadedFile:
    heads = ("id", "name", "organisation_id", "supplier_id", "ends_on", "source", "valid_from")
    row = (f"{id}-{organisation}", "Nieuw", organisation, "sup-nimbus", "2028-01-01", "Zelf")
    return book({"contracts": [heads, (*row, "2026-01-01")]})


NOTHING: Final = {
    "uuid": uuid.UUID(int=7),
    "int": 9_999_999,
    "str": "nothing-of-the-kind",
    "path": "nothing-of-the-kind",
}
"""A value of each kind that stands for nothing at all."""
