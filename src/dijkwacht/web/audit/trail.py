# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing the trail, and reading whether it is whole."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from dijkwacht.web.audit.models import Entry
from dijkwacht.web.store.models import Revision

FIRST: Final = "0" * 64


def record(
    by: int | None,
    act: str,
    about: str,
    told: Mapping[str, Any],
    role: str = "",
    organisation: str = "",
) -> Entry:
    """Add one entry to the trail, in the transaction of the act itself."""
    with transaction.atomic():
        last = Entry.objects.select_for_update().order_by("-number").first()
        entry = Entry(
            number=last.number + 1 if last else 1,
            at=timezone.now(),
            by=by,
            role=role,
            organisation=organisation,
            act=act,
            about=about,
            told=json.loads(json.dumps(told, default=str)),
            before=last.hash if last else FIRST,
        )
        entry.hash = hash_of(as_written(entry))
        entry.save(force_insert=True)
    return entry


def as_written(entry: Entry) -> dict[str, Any]:
    """An entry as an auditor reads it, without its own hash."""
    return {
        "number": entry.number,
        "at": entry.at.isoformat(timespec="microseconds"),
        "by": entry.by,
        "role": entry.role,
        "organisation": entry.organisation,
        "act": entry.act,
        "about": entry.about,
        "told": entry.told,
        "before": entry.before,
    }


def hash_of(written: Mapping[str, Any]) -> str:
    """SHA-256 of an entry: sorted keys, no spaces, UTF-8."""
    text = json.dumps(written, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def first_fault(entries: Iterable[Mapping[str, Any]]) -> int | None:
    """The number of the first entry that is not what was written, or does not follow the one
    before; None when the trail is whole."""
    before = FIRST
    for number, entry in enumerate(entries, 1):
        written = {key: value for key, value in entry.items() if key != "hash"}
        whole = hash_of(written) == entry["hash"]
        if not whole or entry["before"] != before or entry["number"] != number:
            return number
        before = entry["hash"]
    return None


def of_revision(revision: Revision) -> dict[str, Any]:
    """What the trail tells of a change of the register."""
    return {
        "kind": revision.kind,
        "checksum": revision.checksum,
        "on": revision.on,
        "why": revision.why,
        "counts": revision.counts,
        "undoes": revision.undoes_id,
    }
