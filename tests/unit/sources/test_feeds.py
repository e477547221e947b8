# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Feeds into a dated state: what is new is taken, what is broken changes nothing, and the past
stays as it was."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from builders import rules
from feeding import (
    DAY,
    KVK,
    Desk,
    catalogue,
    codes,
    firms,
    state_of,
    table,
    vulnerability,
    with_feed,
)

from dijkwacht.base.errors import Unreadable
from dijkwacht.base.problem import Grade
from dijkwacht.register.notices import Told
from dijkwacht.verbs.feeding import read_feeds

ZILVERLIJN = vulnerability(1, "Zilverlijn")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "feeds").mkdir()
    return Desk(tmp_path, rules(DAY), firms())


def told(desk: Desk, on: date = DAY) -> list[tuple[str | None, str]]:
    """Supplier and kind of every observation that holds."""
    rows = desk.read(on).observations.select("supplier_id", "kind").rows()
    return sorted(rows)


def test_every_kind_that_a_reader_tells_is_in_policy() -> None:
    kinds = rules(DAY).parameters("signals/kinds").entries
    assert [kind.value for kind in Told if kind.value not in kinds] == []
    families = rules(DAY).parameters("signals/families").entries
    assert {one["value"]["family"] for one in kinds.values()} == set(families)


def test_a_vulnerability_is_an_observation_of_the_maker_by_its_number(desk: Desk) -> None:
    desk.lay("kev/a.json", catalogue(ZILVERLIJN))
    found = desk.read()
    (row,) = found.observations.to_dicts()
    assert (row["supplier_id"], row["kind"]) == (
        "sup-zilverlijn-software",
        "vulnerability-exploited",
    )
    assert (row["observed_on"], row["known_on"]) == (date(2026, 5, 20), DAY)
    assert (row["family"], row["severity"], row["entry"]) == ("vulnerability", 2, "CVE-2026-0001")
    assert state_of(found, "kev")["state"] == "good"


def test_the_same_bytes_twice_add_nothing(desk: Desk) -> None:
    desk.lay("kev/a.json", catalogue(ZILVERLIJN))
    desk.lay("events.csv", table(f"payment-default,2026-05-02,,kvk,{KVK},NL,,,,"))
    first = desk.read()
    files = {file: file.read_bytes() for file in desk.state.rglob("*") if file.is_file()}
    again = desk.read()
    assert again.observations.equals(first.observations)
    assert again.readings.equals(first.readings)
    assert {file: file.read_bytes() for file in desk.state.rglob("*") if file.is_file()} == files
    desk.lay("kev/copy.json", catalogue(ZILVERLIJN))
    assert desk.read(DAY + timedelta(days=1)).readings.equals(first.readings)


def test_raw_bytes_are_kept_but_for_feeds_that_name_people(desk: Desk) -> None:
    desk.lay("kev/a.json", catalogue(ZILVERLIJN))
    desk.lay("news.csv", table("news-concern,2026-05-02,Nimbus,,,NL,,,,"))
    found = desk.read()
    kept = [file for file in (desk.state / "raw").rglob("*") if file.is_file()]
    digests = dict(found.readings.select("feed", "digest").iter_rows())
    assert [file.name for file in kept] == [digests["kev"]]
    assert kept[0].read_bytes() == catalogue(ZILVERLIJN)


@pytest.mark.parametrize(
    ("data", "state", "code"),
    [
        (b"", "empty", "feed-empty"),
        (b"  \n", "empty", "feed-empty"),
        (catalogue(), "empty", "feed-empty"),
        (catalogue(ZILVERLIJN)[:-9], "broken", "feed-not-json"),
        (catalogue(ZILVERLIJN, count=2), "broken", "feed-count"),
        (catalogue(ZILVERLIJN, released="2026-07-01"), "broken", "feed-future"),
        (catalogue(ZILVERLIJN, released="2026-05-01"), "broken", "feed-went-back"),
        (catalogue(vulnerability(1, "")), "broken", "feed-value"),
        (catalogue(ZILVERLIJN, ZILVERLIJN), "broken", "feed-twice"),
    ],
)
def test_what_is_not_sound_is_told_and_the_last_good_state_stays(
    desk: Desk, data: bytes, state: str, code: str
) -> None:
    desk.lay("kev/a.json", catalogue(ZILVERLIJN))
    before = desk.read()
    desk.lay("kev/b.json", data)
    after = desk.read(DAY + timedelta(days=1))
    assert code in codes(after)
    assert after.observations.equals(before.observations)
    health = state_of(after, "kev")
    assert (health["state"], health["good_on"]) == (state, DAY)
    desk.lay("kev/c.json", catalogue(ZILVERLIJN, released="2026-06-02"))
    assert state_of(desk.read(DAY + timedelta(days=2)), "kev")["state"] == "good"


def test_a_wrong_digest_beside_a_file_is_a_state_of_its_own(desk: Desk) -> None:
    file = desk.lay("kev/a.json", catalogue(ZILVERLIJN), signed=True)
    file.write_bytes(catalogue(vulnerability(2, "Zilverlijn")))
    found = desk.read()
    assert codes(found) == ["feed-digest"]
    assert (state_of(found, "kev")["state"], found.observations.height) == ("wrong-signed", 0)
    file.with_name("a.json.sha256").write_bytes(b"\xff\xfe")
    file.write_bytes(catalogue(ZILVERLIJN))
    assert codes(desk.read()) == ["feed-digest-unreadable"]


def test_a_signature_beside_a_file_is_told_as_not_checked(desk: Desk) -> None:
    desk.lay("kev/a.json", catalogue(ZILVERLIJN))
    desk.lay("kev/a.json.asc", b"-----BEGIN PGP SIGNATURE-----")
    found = desk.read()
    assert codes(found) == ["feed-signature-unchecked"]
    assert found.problems[0].grade is Grade.NOTE
    assert state_of(found, "kev")["state"] == "good"


def test_a_list_that_loses_too_much_is_not_taken(desk: Desk) -> None:
    desk.lay("kev/a.json", catalogue(*(vulnerability(n, "Zilverlijn") for n in range(10))))
    assert desk.read().observations.height == 10
    short = catalogue(*(vulnerability(n, "Zilverlijn") for n in range(7)), released="2026-05-31")
    desk.lay("kev/b.json", short)
    found = desk.read()
    assert codes(found) == ["feed-shrunk"]
    assert found.observations.height == 10


def test_what_a_whole_list_leaves_out_ends_and_the_past_keeps_it(desk: Desk) -> None:
    five = [vulnerability(n, "Zilverlijn") for n in range(5)]
    desk.lay("kev/a.json", catalogue(*five))
    first = desk.read()
    desk.lay("kev/b.json", catalogue(*five[1:], released="2026-06-04"))
    later = desk.read(DAY + timedelta(days=5))
    assert (first.observations.height, later.observations.height) == (5, 4)
    past = desk.read(DAY)
    assert past.observations.drop("valid_until").equals(first.observations.drop("valid_until"))
    assert past.readings.equals(first.readings)
    assert past.problems == ()


def test_a_new_file_on_a_day_that_is_past_is_not_read(desk: Desk) -> None:
    desk.lay("kev/a.json", catalogue(ZILVERLIJN))
    desk.read(DAY + timedelta(days=1))
    desk.lay("kev/b.json", catalogue(ZILVERLIJN, vulnerability(2, "Zilverlijn")))
    assert codes(desk.read(DAY)) == ["feed-day-earlier"]
    assert desk.read(DAY).observations.height == 0


def test_a_changed_entry_ends_and_begins_anew(desk: Desk) -> None:
    desk.lay("kev/a.json", catalogue(ZILVERLIJN))
    desk.read()
    worse = vulnerability(1, "Zilverlijn", knownRansomwareCampaignUse="Known")
    desk.lay("kev/b.json", catalogue(worse, released="2026-05-31"))
    assert told(desk, DAY + timedelta(days=1)) == [
        ("sup-zilverlijn-software", "vulnerability-ransomware")
    ]
    assert told(desk) == [("sup-zilverlijn-software", "vulnerability-exploited")]


def test_a_feed_that_stays_away_turns_late_and_one_that_never_was_is_absent(desk: Desk) -> None:
    desk.lay("kev/a.json", catalogue(ZILVERLIJN))
    desk.read()
    found = desk.read(DAY + timedelta(days=10))
    assert (state_of(found, "kev")["state"], state_of(found, "kev")["age"]) == ("late", 12)
    assert state_of(found, "nvd")["state"] == "absent"
    assert found.observations.height == 1


def test_an_entry_that_must_be_forgotten_is(desk: Desk) -> None:
    row = f"payment-default,2026-05-02,,kvk,{KVK},NL,,,,2026-06-10"
    desk.lay("events.csv", table(row))
    assert told(desk) == [("sup-nimbus", "payment-default")]
    assert told(desk, date(2026, 6, 10)) == []


def test_without_a_state_nothing_is_written(desk: Desk) -> None:
    desk.lay("kev/a.json", catalogue(ZILVERLIJN))
    before = sorted(desk.folder.rglob("*"))
    found = read_feeds(desk.history, desk.rules, desk.folder / "feeds", None, DAY)
    assert found.observations.height == 1
    assert sorted(desk.folder.rglob("*")) == before


def test_a_damaged_state_is_refused(desk: Desk) -> None:
    desk.lay("kev/a.json", catalogue(ZILVERLIJN))
    desk.read()
    (desk.state / "notices.parquet").write_bytes(b"PAR1")
    with pytest.raises(Unreadable):
        desk.read()


def test_what_a_run_that_stopped_had_decided_to_write_is_written_first(desk: Desk) -> None:
    desk.lay("kev/a.json", catalogue(ZILVERLIJN))
    first = desk.read()
    for name in ("notices.parquet", "readings.csv"):
        (desk.state / name).rename(desk.state / f".{name}.new")
    (desk.state / ".dijkwacht.journal").write_text('["notices.parquet", "readings.csv"]')
    again = read_feeds(desk.history, desk.rules, None, desk.state, DAY)
    assert again.observations.equals(first.observations)
    assert again.readings.equals(first.readings)
    assert not (desk.state / ".dijkwacht.journal").exists()


def test_files_that_lie_outside_or_are_hidden_are_not_read(desk: Desk, tmp_path: Path) -> None:
    outside = tmp_path / "elsewhere.json"
    outside.write_bytes(catalogue(ZILVERLIJN))
    desk.lay("kev/.hidden.json", catalogue(ZILVERLIJN))
    (desk.folder / "feeds" / "kev" / "link.json").symlink_to(outside)
    assert desk.read().readings.height == 0


def test_a_format_that_nobody_reads_is_refused(desk: Desk) -> None:
    with pytest.raises(Unreadable):
        Desk(desk.folder, with_feed(desk.rules, "kev", format="odd"), desk.history).read()


@pytest.mark.parametrize("more", [{"every": "soon"}, {"whole": None}, {"terms": 1}])
def test_a_policy_that_leaves_something_out_of_a_feed_is_refused(
    desk: Desk, more: dict[str, object]
) -> None:
    with pytest.raises(Unreadable, match="rule-without-value"):
        Desk(desk.folder, with_feed(desk.rules, "kev", **more), desk.history).read()


def test_a_folder_that_is_not_there_is_refused(desk: Desk) -> None:
    (desk.folder / "feeds").rmdir()
    with pytest.raises(Unreadable, match="no-such-file"):
        desk.read()
