# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The feeds that policy names, the reader of each format, and one file of a feed read: never an
exception, always what it is and what is wrong with it."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from dijkwacht.base.errors import Unreadable
from dijkwacht.base.problem import Grade, problem
from dijkwacht.rules.rulebook import Rules
from dijkwacht.sources import (
    feed_cir,
    feed_csaf,
    feed_eu_sanctions,
    feed_euvd,
    feed_ftm,
    feed_gleif,
    feed_gleif_parents,
    feed_kev,
    feed_nvd,
    feed_ofac,
    feed_status,
    feed_table,
)
from dijkwacht.sources.feed import UNREADABLE, FeedFault, FeedRead, unpacked, why


class Form(StrEnum):
    """The formats that somebody reads."""

    CIR = "cir"
    CSAF = "csaf"
    EU_SANCTIONS = "eu-sanctions"
    EUVD = "euvd"
    FTM = "ftm"
    GLEIF_EXCEPTIONS = "gleif-exceptions"
    GLEIF_PARENTS = "gleif-parents"
    GLEIF_RECORDS = "gleif-records"
    KEV = "kev"
    NVD = "nvd"
    OFAC = "ofac"
    STATUS = "status"
    TABLE = "table"


RULE: Final = "signals/feeds"
SIDECARS: Final = {".sha256": hashlib.sha256, ".sha512": hashlib.sha512}
"""Files beside a file that say what it must be."""
SIGNATURES: Final = (".asc", ".sig")
BESIDE: Final = (*SIDECARS, *SIGNATURES, ".part")
MOST_FILE: Final = 1024**3  # bytes of one file as it lies there
LINES: Final = 4096  # bytes of a digest file
ONE: Final = 10_000
AHEAD: Final = timedelta(days=1)  # the source may live where it is tomorrow
Reader = Callable[[bytes, str, Rules], FeedRead]
READERS: Final[Mapping[str, Reader]] = {
    Form.CIR: feed_cir.read,
    Form.CSAF: feed_csaf.read,
    Form.EU_SANCTIONS: feed_eu_sanctions.read,
    Form.EUVD: feed_euvd.read,
    Form.FTM: feed_ftm.read,
    Form.GLEIF_EXCEPTIONS: feed_gleif_parents.read,
    Form.GLEIF_PARENTS: feed_gleif_parents.read,
    Form.GLEIF_RECORDS: feed_gleif.read,
    Form.KEV: feed_kev.read,
    Form.NVD: feed_nvd.read,
    Form.OFAC: feed_ofac.read,
    Form.STATUS: feed_status.read,
    Form.TABLE: feed_table.read,
}
"""What reads each format."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as policy describes it."""

    name: str
    format: str
    address: str
    every: int  # days within which something new is expected
    reliability: int  # basis points
    whole: bool  # each file is the whole list
    keeps: bool  # its bytes are kept, not only their digest
    fetched: bool
    terms: str


@dataclass(frozen=True, slots=True)
class Before:
    """What was held of a feed when a file came."""

    on: date
    last: date | None  # the day of the last good file
    held: int  # entries that hold by it
    limit: int  # basis points that a whole list may lose


@dataclass(frozen=True, slots=True)
class Taken:
    """One file of a feed as it was read: its state, its bytes, and what it says."""

    state: str
    data: bytes
    digest: str
    read: FeedRead

    @property
    def usable(self) -> bool:
        """Whether what it says may be taken over."""
        return self.state in ("good", "late")

    @property
    def newest(self) -> date | None:
        """The day it says it was made, or else of the newest thing in it."""
        days = [notice.observed_on for notice in self.read.notices if notice.observed_on]
        return self.read.generated or max(days, default=None)


FIELDS: Final[Mapping[str, type]] = {
    **dict.fromkeys(("format", "address", "keep", "terms"), str),
    **dict.fromkeys(("every", "reliability"), int),
    **dict.fromkeys(("whole", "fetch"), bool),
}
"""What policy must say of each feed."""


def feeds_of(rules: Rules) -> tuple[Feed, ...]:
    """The feeds that policy names, in the order in which they are read; Unreadable for one of a
    format that nobody reads, or of which policy leaves something out."""
    policy = rules.parameters(RULE)
    return tuple(_feed(policy.version, name, policy[name]) for name in policy.entries)


def _feed(rule: str, name: str, given: Mapping[str, Any]) -> Feed:
    for key, kind in FIELDS.items():
        if not isinstance(given.get(key), kind):
            raise Unreadable("rule-without-value", rule=rule, name=f"{name}.{key}")
    if given["format"] not in READERS:
        raise Unreadable("feed-format", feed=name, format=given["format"], known=", ".join(READERS))
    return Feed(
        name=name,
        format=given["format"],
        address=given["address"],
        every=given["every"],
        reliability=given["reliability"],
        whole=given["whole"],
        keeps=given["keep"] == "whole",
        fetched=given["fetch"],
        terms=given["terms"],
    )


def files_of_feed(folder: Path, feed: str) -> Iterator[Path]:
    """The files of a feed: in a subfolder of its name, and beside it under its name; by name."""
    found = [file for file in folder.glob(f"{feed}.*") if file.is_file()]
    below = folder / feed
    if below.is_dir():
        found += [file for file in below.rglob("*") if file.is_file()]
    root = folder.resolve()
    for file in sorted(found):
        inside = file.resolve().is_relative_to(root)
        if inside and not file.name.startswith(".") and file.suffix not in BESIDE:
            yield file


def take(file: Path, place: str, feed: Feed, rules: Rules) -> Taken:
    """One file of a feed, read. What is wrong with it is in its state and its problems."""
    return opened(arrived(file, place), file, place, feed, rules)


def arrived(file: Path, place: str) -> Taken:
    """One file of a feed as it lies there, not read yet: its bytes, its digest, and whether that is
    the one beside it."""
    read = FeedRead()
    try:
        if file.stat().st_size > MOST_FILE:
            read.fault(place, "feed-bomb", limit=MOST_FILE)
            return Taken("broken", b"", "", read)
        data = file.read_bytes()
    except OSError as fault:
        read.fault(place, "feed-damaged", why=why(fault))
        return Taken("broken", b"", "", read)
    digest = hashlib.sha256(data).hexdigest()
    if not data.strip():
        read.fault(place, "feed-empty")
        return Taken("empty", data, digest, read)
    wrong = _wrongly_signed(file, data)
    if wrong:
        read.fault(place, wrong, digest=digest[:12])
        return Taken("wrong-signed", data, digest, read)
    return Taken("good", data, digest, read)


def opened(came: Taken, file: Path, place: str, feed: Feed, rules: Rules) -> Taken:
    """What has arrived, read; nothing is read of what is empty or wrong-signed."""
    if not came.usable:
        return came
    read = reading(came.data, place, feed.format, rules)
    if any(file.with_name(file.name + ending).exists() for ending in SIGNATURES):
        read.problems.append(problem(place, "feed-signature-unchecked", Grade.NOTE))
    return replace(came, state=_state(read, feed, place), read=read)


def reading(data: bytes, place: str, form: str, rules: Rules) -> FeedRead:
    """What the reader of a format makes of the bytes of a file, whatever they are."""
    read = FeedRead()
    try:
        return READERS[form](unpacked(data), place, rules)
    except FeedFault as fault:
        read.fault(place, fault.code, **fault.params)
    except UNREADABLE as fault:
        read.fault(place, "feed-shape", why=why(fault))
    return read


def _state(read: FeedRead, feed: Feed, place: str) -> str:
    if not read.sound:
        return "broken"
    if feed.whole and not read.entries and not read.about:
        read.fault(place, "feed-empty")
        return "empty"
    return "good"


def _wrongly_signed(file: Path, data: bytes) -> str | None:
    """The code of what is wrong with the digest beside a file, if there is one."""
    for ending, algorithm in SIDECARS.items():
        beside = file.with_name(file.name + ending)
        if not beside.is_file():
            continue
        try:
            with beside.open("rb") as stream:
                words = stream.read(LINES).decode("ascii").split()
        except (OSError, UnicodeDecodeError):
            return "feed-digest-unreadable"
        if not words or words[0].lower() != algorithm(data).hexdigest():
            return "feed-digest"
    return None


def judged(taken: Taken, feed: Feed, place: str, before: Before) -> Taken:
    """The same in the light of the day and of what was held before: of the future, gone back,
    shrunk beyond belief, or late. One file of many may be old: of those the feed is judged."""
    if not taken.usable:
        return taken
    if taken.newest is not None and taken.newest > before.on + AHEAD:
        taken.read.fault(place, "feed-future", day=taken.newest)
    state = _whole(taken, feed, place, before) if feed.whole else taken.state
    return replace(taken, state=state if taken.read.sound else "broken")


def _whole(taken: Taken, feed: Feed, place: str, before: Before) -> str:
    """The state of a whole list beside the one before it."""
    read, newest = taken.read, taken.newest
    if _went_back(newest, before.last):
        read.fault(place, "feed-went-back", day=newest, last=before.last)
    if len(read.notices) * ONE < before.held * (ONE - before.limit):
        read.fault(place, "feed-shrunk", found=len(read.notices), held=before.held)
    if newest is not None and (before.on - newest).days > feed.every:
        read.warn(place, "feed-late", day=newest, every=feed.every)
        return "late"
    return taken.state


def _went_back(newest: date | None, last: date | None) -> bool:
    return newest is not None and last is not None and newest < last
