# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every real sample cut off and with bits turned over: told each time, nothing raised, and the last
good state stays."""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from builders import rules
from feeding import DAY, FORMATS, Desk, codes, firms, state_of, whole

from dijkwacht.sources.feed import FeedRead
from dijkwacht.sources.feeds import Feed, Taken, feeds_of, reading, take

RULES = rules(DAY)
CUTS, FLIPS = 20, 24
FEEDS = {feed.format: feed for feed in feeds_of(RULES)}
SAMPLES = sorted(FORMATS)


def cuts(data: bytes, seed: str) -> Iterator[bytes]:
    """The data cut off at random places."""
    draw = random.Random(seed)
    for _ in range(CUTS):
        yield data[: draw.randrange(len(data))]


def flips(data: bytes, seed: str) -> Iterator[bytes]:
    """The data with one bit turned over."""
    draw = random.Random(f"{seed} flip")
    for _ in range(FLIPS):
        turned = bytearray(data)
        turned[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
        yield bytes(turned)


def said(read: FeedRead) -> tuple[object, ...]:
    """All that is taken over of a file."""
    return read.notices, read.ended, read.asks, read.generated


def taken(tmp_path: Path, data: bytes, feed: Feed, *, signed: bytes | None = None) -> Taken:
    file = tmp_path / "sample"
    file.write_bytes(data)
    if signed is not None:
        file.with_name("sample.sha256").write_text(hashlib.sha256(signed).hexdigest())
    return take(file, "sample", feed, RULES)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_real_sample_is_read_whole(shared: Path, tmp_path: Path, name: str) -> None:
    found = taken(tmp_path, whole(shared, name), FEEDS[FORMATS[name]])
    assert (found.state, found.read.problems) == ("good", [])
    assert found.read.entries or found.read.about


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_that_is_cut_off_is_told_or_says_the_same(
    shared: Path, tmp_path: Path, name: str
) -> None:
    """What is cut at the very end of a line of a format without a count cannot be told without a
    digest; each other cut is, or took away nothing but the last line break."""
    data, feed = whole(shared, name), FEEDS[FORMATS[name]]
    before = taken(tmp_path, data, feed).read
    for cut in cuts(data, name):
        found = taken(tmp_path, cut, feed)
        at_line = cut.endswith(b"\n") and FORMATS[name] in ("ofac", "ftm", "csaf")
        assert not found.usable or said(found.read) == said(before) or at_line, len(cut)


@pytest.mark.parametrize("name", SAMPLES)
def test_with_a_digest_beside_it_every_cut_and_every_flip_is_told(
    shared: Path, tmp_path: Path, name: str
) -> None:
    data, feed = whole(shared, name), FEEDS[FORMATS[name]]
    for harmed in (*cuts(data, name), *flips(data, name)):
        found = taken(tmp_path, harmed, feed, signed=data)
        assert found.state in ("wrong-signed", "empty")
        assert len(found.read.problems) == 1


@pytest.mark.parametrize("name", SAMPLES)
def test_a_flipped_bit_is_told_harmless_or_within_one_value(
    shared: Path, tmp_path: Path, name: str
) -> None:
    """Without a digest another letter in a text is another text: nobody can tell. But nothing is
    raised, and all entries but the one that was hit say what they said."""
    data, feed = whole(shared, name), FEEDS[FORMATS[name]]
    before = taken(tmp_path, data, feed).read
    for harmed in flips(data, name):
        found = taken(tmp_path, harmed, feed)
        if found.usable:
            assert found.read.entries == before.entries
            others = [one for one in found.read.notices if one not in before.notices]
            assert len({one.numbers for one in others}) <= 1
            assert len(found.read.asks) == len(before.asks)


@pytest.mark.parametrize("name", ["cisa_kev_2025-08-25.json.gz"])
def test_packed_files_tell_every_flip_by_themselves(
    shared: Path, tmp_path: Path, name: str
) -> None:
    data, feed = whole(shared, name), FEEDS[FORMATS[name]]
    before = taken(tmp_path, data, feed).read
    for harmed in flips(data, name):
        found = taken(tmp_path, harmed, feed)
        assert not found.usable or said(found.read) == said(before)


def damaged(data: bytes, name: str) -> Iterator[bytes]:
    yield from list(cuts(data, name))[:4]
    yield from list(flips(data, name))[:4]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_last_good_state_stays_whatever_comes(shared: Path, tmp_path: Path, name: str) -> None:
    feed = FEEDS[FORMATS[name]]
    desk = Desk(tmp_path, RULES, firms())
    desk.lay(f"{feed.name}/a-{name}", whole(shared, name), signed=True)
    first = desk.read(date(2026, 6, 1))
    held = replace(desk).state / "notices.parquet"
    before = held.read_bytes()
    for number, harmed in enumerate(damaged(whole(shared, name), name)):
        file = desk.lay(f"{feed.name}/b-{number}-{name}", harmed)
        digest = hashlib.sha256(whole(shared, name)).hexdigest()
        file.with_name(f"{file.name}.sha256").write_text(digest)
        found = desk.read(date(2026, 6, 2))
        assert codes(found) in (["feed-digest"], ["feed-empty"])
        assert state_of(found, feed.name)["state"] in ("wrong-signed", "empty")
        assert found.observations.equals(first.observations)
    assert held.read_bytes() == before


def test_a_zip_with_two_files_or_too_much_in_it_is_told() -> None:
    found = reading(b"PK\x03\x04 no zip", "a.zip", "kev", RULES)
    assert [one.what.code for one in found.problems] == ["feed-damaged"]
