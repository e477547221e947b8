# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chain of hashes of the audit trail, so that anybody can check it without our database: each
entry holds the hash of the one before, and its own."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dijkwacht.base.errors import Unreadable

FIRST: Final = "0" * 64
"""What the first entry holds as the hash of the one before."""

FIELDS: Final = frozenset(
    ("number", "at", "by", "role", "organisation", "act", "about", "told", "before", "hash")
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of a trail found."""

    entries: int  # that are whole, from the first on
    head: str  # hash of the last whole entry
    fault: int | None  # number that the first broken entry should have
    why: str = ""  # what is wrong: `changed`, `chain`, `number`, `fields`; `head`: see `check`

    @property
    def is_whole(self) -> bool:
        """Whether no entry was changed, removed, added or moved."""
        return not self.why


def hash_of(written: Mapping[str, Any]) -> str:
    """SHA-256 of an entry without its own hash: sorted keys, no spaces, UTF-8."""
    held = {key: value for key, value in written.items() if key != "hash"}
    text = json.dumps(held, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def check(entries: Iterable[Mapping[str, Any]], kept: str | None = None) -> Verdict:
    """Read a trail from its first entry to its last, or to the first that is broken.

    That entries were cut off at the end, or all written anew, is seen only by who `kept` the hash
    of an entry: `head` when none of the trail has it.
    """
    number, head, found = 0, FIRST, kept in (None, FIRST)
    for number, entry in enumerate(entries, 1):
        why = _fault(entry, number, head)
        if why:
            return Verdict(number - 1, head, number, why)
        head = entry["hash"]
        found = found or head == kept
    return Verdict(number, head, None, "" if found else "head")


def _fault(entry: Mapping[str, Any], number: int, before: str) -> str:
    """What is wrong with an entry that should have this number and follow that hash."""
    if set(entry) != FIELDS:
        return "fields"
    if hash_of(entry) != entry["hash"]:
        return "changed"
    if entry["number"] != number:
        return "number"
    return "chain" if entry["before"] != before else ""


def lines(file: Path) -> Iterator[Mapping[str, Any]]:
    """The entries of a file of JSON Lines, one after the other; what is no entry comes as an empty
    one. Unreadable for a file that cannot be read."""
    try:
        with file.open(encoding="utf-8") as stream:
            for line in stream:
                yield _entry(line)
    except OSError as fault:
        why = str(fault.strerror)
        raise Unreadable("file-refused", file=str(file), why=why) from fault
    except UnicodeDecodeError as fault:
        raise Unreadable("file-damaged", file=str(file), why=str(fault.reason)) from fault


def _entry(line: str) -> Mapping[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
