# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that people give: kept for a while under names of ours, read as data, never run and never
given back as they are."""

import re
import shutil
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Final, Protocol
from uuid import UUID

from django.utils import timezone

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.web.queue.models import ImportDraft
from dijkwacht.web.queue.standard import EXPORTS, home

MOST_BYTES: Final = 256 * 1024**2  # of one import
SMALL: Final = 2_000_000  # bytes that are read while somebody waits
MOST_FILES: Final = 40
MOST_DRAFTS: Final = 20  # of one person at once
LASTS: Final = timedelta(days=7)
IMPORTS: Final = "imports"
TABLES: Final = (".csv", ".parquet")
SOURCES: Final = {
    ".zip": "tables",
    ".xlsx": "workbook",
    ".ods": "workbook",
    ".json": "email-providers",
    ".gz": "email-providers",
}
"""The source that a single file is, by its ending; tables come as several files too."""


class Given(Protocol):
    """A file as a form gives it."""

    @property
    def name(self) -> str | None:
        """What it is called."""
        ...

    @property
    def size(self) -> int | None:
        """How many bytes it has."""
        ...

    def chunks(self) -> Iterator[bytes]:
        """Its content, piece by piece."""
        ...


def folder_of(draft: UUID) -> Path:
    """Where the files of a draft lie."""
    return home(IMPORTS) / str(draft)


def keep(draft: ImportDraft, files: Sequence[Given]) -> None:
    """Write the files and tell the draft what they are. WrongQuestion for none, for too many or too
    large ones, and for kinds that are no source."""
    draft.size = sum(file.size or 0 for file in files)
    _judge(draft, files)
    folder = folder_of(draft.pk)
    folder.mkdir(mode=0o700)
    endings = {_ending(file) for file in files}
    draft.name = ", ".join(str(file.name) for file in files)[:200]
    if endings <= set(TABLES):
        draft.source, draft.path = "tables", "tables"
        (folder / "tables").mkdir()
        for file, name in zip(files, _plain(files), strict=True):
            _write(file, folder / "tables" / name)
    else:
        ending = endings.pop()
        draft.source, draft.path = SOURCES[ending], f"upload{_whole(files[0], ending)}"
        _write(files[0], folder / draft.path)


def _judge(draft: ImportDraft, files: Sequence[Given]) -> None:
    if not files:
        raise WrongQuestion("import-nothing")
    if draft.size > MOST_BYTES or len(files) > MOST_FILES:
        raise WrongQuestion("import-too-large", files=MOST_FILES, limit=MOST_BYTES // 1024**2)
    endings = set(map(_ending, files))
    if not endings <= set(TABLES) and (len(files) > 1 or not endings <= set(SOURCES)):
        raise WrongQuestion("import-kind", names=", ".join(str(file.name) for file in files)[:200])
    if ImportDraft.objects.filter(by=draft.by_id, revision=None).count() >= MOST_DRAFTS:
        raise WrongQuestion("import-drafts", limit=MOST_DRAFTS)


def _ending(file: Given) -> str:
    return Path(str(file.name)).suffix.lower()


def _whole(file: Given, ending: str) -> str:
    return ".json.gz" if ending == ".gz" else ending


def _plain(files: Sequence[Given]) -> list[str]:
    """A name of letters, digits, spaces and dashes for each, none twice."""
    made: list[str] = []
    for number, file in enumerate(files):
        stem = re.sub(r"[^\w -]", "_", Path(str(file.name)).stem).strip()[:60] or "table"
        name = f"{stem}{_ending(file)}"
        made.append(name if name not in made else f"{stem}-{number}{_ending(file)}")
    return made


def _write(file: Given, path: Path) -> None:
    with path.open("xb") as stream:
        for chunk in file.chunks():
            stream.write(chunk)


def remove(draft: ImportDraft) -> None:
    """Forget a draft and its files; of an import that was written only the files go."""
    shutil.rmtree(folder_of(draft.pk), ignore_errors=True)
    if draft.revision is None:
        draft.delete()


def expire() -> None:
    """Forget what lies longer than it may."""
    before = timezone.now() - LASTS
    for draft in ImportDraft.objects.filter(made_at__lt=before):
        remove(draft)
    for name in (IMPORTS, EXPORTS):
        for lost in home(name).iterdir():
            if lost.stat().st_mtime < before.timestamp():
                shutil.rmtree(lost) if lost.is_dir() else lost.unlink(missing_ok=True)
