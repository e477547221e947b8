# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing the trail, and reading whether it is whole."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from dijkwacht.base.trail import FIRST, Verdict, check, hash_of
from dijkwacht.web.audit.models import Entry, Head
from dijkwacht.web.store.models import Revision

BATCH = 2_000


def record(
    by: int | None,
    act: str,
    about: str,
    told: Mapping[str, Any],
    role: str = "",
    organisation: str = "",
) -> Entry:
    """Add one entry to the trail, in the transaction of the act itself.

    Writers wait for each other at the head until the act before is whole, so that no entry is
    skipped and no two follow the same one.
    """
    with transaction.atomic():
        head = _head()
        entry = Entry(
            number=head.number + 1,
            at=timezone.now(),
            by=by,
            role=role,
            organisation=organisation,
            act=act,
            about=about,
            told=json.loads(json.dumps(told, default=str, allow_nan=False)),
            before=head.hash,
        )
        entry.hash = hash_of(as_written(entry))
        entry.save(force_insert=True)
        head.number, head.hash = entry.number, entry.hash
        head.save()
    return entry


def _head() -> Head:
    """The end of the trail, held for this transaction alone."""
    held = Head.objects.select_for_update()
    found = held.filter(pk=1).first()
    if found is None:
        last = Entry.objects.order_by("-number").first()
        since = {"number": last.number, "hash": last.hash} if last else {"number": 0, "hash": FIRST}
        found, _ = held.get_or_create(pk=1, defaults=since)
    return found


def head() -> tuple[int, str]:
    """The number and hash of the last entry: who keeps them sees later that none was cut off."""
    found = Head.objects.filter(pk=1).first()
    return (found.number, found.hash) if found else (0, FIRST)


def written() -> Iterator[dict[str, Any]]:
    """Every entry as an auditor reads it, first to last."""
    for entry in Entry.objects.order_by("number").iterator(BATCH):
        yield as_written(entry) | {"hash": entry.hash}


def verdict() -> Verdict:
    """Whether the trail in the database is whole."""
    kept = Head.objects.filter(pk=1).values_list("hash", flat=True).first()
    return check(written(), kept)


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
