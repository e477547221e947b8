# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The night watch on the example: any past night can be made again, byte for byte."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from dijkwacht import verbs
from dijkwacht.base.errors import WrongQuestion
from dijkwacht.findings.owners import with_entities
from dijkwacht.register.register import History
from dijkwacht.register.row import Row
from dijkwacht.register.watched import Observation
from dijkwacht.reports.bulletin import bulletin
from dijkwacht.reports.names import Names
from dijkwacht.verbs.nights import Watcher, judge, outages
from tests.watched import RULEBOOK, read, seen

FIRST = date(2026, 9, 28)
LAST = FIRST + timedelta(days=7)
NIMBUS, HOLDING, POLDER = "sup-nimbus", "sup-nimbus-holding", "sup-polder"
EVENTS = [
    read("insolvency-register", FIRST),
    seen(POLDER, "profit-warning", FIRST + timedelta(days=1)),
    seen(HOLDING, "payment-default", FIRST + timedelta(days=3)),
    seen(POLDER, "news-serious", FIRST + timedelta(days=4)),
    seen(NIMBUS, "insolvency-suspension", FIRST + timedelta(days=6)),
]


def opened(on: date, rows: Iterable[Row] = EVENTS) -> verbs.Opened:
    """The example with what was observed."""
    plain = verbs.open_register(verbs.examples() / "01_waterdam", on)
    return verbs.with_rows(plain, History.from_records(rows).frames)


def days(count: int = 8) -> list[date]:
    return [FIRST + timedelta(days=number) for number in range(count)]


def made(folder: Path) -> dict[str, bytes]:
    """Every file that the watch made."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


@pytest.fixture(scope="module")
def nightly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The watch as it ran, night after night."""
    folder = tmp_path_factory.mktemp("nightly")
    for day in days():
        verbs.keep_bulletin(verbs.watch(opened(day), folder).told, folder)
    return folder


def test_catching_up_comes_to_the_same_as_every_night(nightly: Path, tmp_path: Path) -> None:
    verbs.keep_bulletin(verbs.watch(opened(LAST), tmp_path, since=FIRST).told, tmp_path)
    late, whole = made(tmp_path), made(nightly)
    assert late == {name: content for name, content in whole.items() if name in late}
    assert sum(name.startswith("nights/") for name in late) == 8


def test_the_bulletin_of_any_past_day_is_made_again_byte_for_byte(
    nightly: Path, tmp_path: Path
) -> None:
    before = made(nightly)
    for day in reversed(days()):
        again = verbs.watch(opened(day), nightly)
        assert not again.differs
        assert again.made == 1
        verbs.keep_bulletin(again.told, tmp_path)
    assert made(nightly) == before
    kept = {name: content for name, content in before.items() if name.startswith("bulletins/")}
    assert made(tmp_path) == kept


def test_what_is_learned_later_changes_no_night_that_was(nightly: Path) -> None:
    told_late = seen("sup-meent", "payment-default", FIRST, known_on=LAST)
    again = verbs.watch(opened(FIRST + timedelta(days=2), [*EVENTS, told_late]), nightly)
    assert not again.differs


def test_a_night_that_comes_out_otherwise_is_told_and_not_overwritten(nightly: Path) -> None:
    day, before = FIRST + timedelta(days=4), made(nightly)
    again = verbs.watch(opened(day, EVENTS[:2]), nightly)
    assert again.differs
    assert made(nightly) == before


def test_a_run_that_was_stopped_goes_on_where_it_was(nightly: Path, tmp_path: Path) -> None:
    verbs.watch(opened(FIRST + timedelta(days=2)), tmp_path, since=FIRST)
    beside = tmp_path / "nights" / f".{FIRST + timedelta(days=3)}.night.1"
    beside.write_bytes(b"half a nig")
    went_on = verbs.watch(opened(LAST), tmp_path)
    assert went_on.made == 5
    beside.unlink()
    nights = {name: one for name, one in made(nightly).items() if name.startswith("nights/")}
    assert made(tmp_path) == nights


def test_a_day_before_the_first_night_is_refused(nightly: Path) -> None:
    with pytest.raises(WrongQuestion, match="before-first"):
        verbs.watch(opened(FIRST - timedelta(days=1)), nightly)


def test_the_bulletin_says_what_rose_why_what_hangs_on_it_and_what_to_do(nightly: Path) -> None:
    day = FIRST + timedelta(days=6)
    told = verbs.watch(opened(day), nightly).told
    report = bulletin(told, Names(told.register, "en"))
    table = report.tables[0]
    rows = [dict(zip((one.key for one in table.columns), row, strict=True)) for row in table.rows]
    (nimbus,) = [row for row in rows if row["supplier_id"] == NIMBUS]
    assert (nimbus["was"], nimbus["level_now"], nimbus["hangs"]) == ("level.3", "level.4", "V")
    assert "Suspension of payments" in nimbus["signals"]
    assert "Nimbus Holding" in nimbus["signals"]
    assert nimbus["todo_by"] == day
    lost = outages(opened(day), [NIMBUS])[NIMBUS].losses
    assert nimbus["services_24"] == next(one.services for one in lost if one.hours == 24)


def test_a_bulletin_for_some_says_nothing_of_others(nightly: Path) -> None:
    told = verbs.watch(opened(LAST), nightly).told
    report = bulletin(told, Names(told.register, "en"), only={POLDER})
    named = {row[1] for table in report.tables[:4] for row in table.rows}
    assert named <= {POLDER}


def test_what_hangs_is_judged_when_something_turns_and_once_a_month() -> None:
    whole = opened(LAST)
    watcher = Watcher("x", whole.history, whole.register.revision, RULEBOOK)
    assert watcher.judged_on(date(2026, 9, 28)) == date(2026, 9, 1)
    assert watcher.judged_on(date(2026, 10, 5)) == date(2026, 10, 1)
    ended = whole.history.frames["deliveries"].with_columns(valid_until=pl.lit(date(2026, 10, 3)))
    turned = History.of({**whole.history.frames, "deliveries": ended})
    later = Watcher("x", turned, whole.register.revision, RULEBOOK)
    assert later.judged_on(date(2026, 10, 5)) == date(2026, 10, 3)


def test_rows_beside_the_register_are_added_to_its_own() -> None:
    whole = opened(LAST)
    assert whole.history.frames["observations"].height == len(EVENTS) - 1
    again = verbs.with_rows(whole, History.from_records(EVENTS[:2]).frames)
    assert again.history == whole.history
    assert isinstance(EVENTS[1], Observation)


def test_with_a_parent_all_that_it_controls_stops() -> None:
    whole = opened(LAST)
    lost = {id: one.losses[-1].services for id, one in outages(whole, [HOLDING, NIMBUS]).items()}
    assert lost[HOLDING] >= lost[NIMBUS] > 0
    hanging = judge(whole).hanging
    assert hanging.level[HOLDING] == hanging.level[NIMBUS]


def test_a_ring_of_owners_stops_together() -> None:
    nodes = {"a": (1,), "b": (2,), "c": (3,)}
    found = with_entities(nodes, {"a": "b", "b": "a", "c": "a"})
    assert found == {"a": (1, 2, 3), "b": (1, 2, 3), "c": (3,)}
