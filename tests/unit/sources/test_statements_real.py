# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Real files of accounts: figures as the documents print them, and the same files cut off and
damaged. They are parsed; nothing is said here of how anybody fares."""

import random
from datetime import date
from pathlib import Path

import pytest
from builders import rules

from dijkwacht.base.errors import Unreadable
from dijkwacht.base.problem import Problem
from dijkwacht.register.register import History
from dijkwacht.sources import statements
from dijkwacht.sources.statements_index import filings

SAMPLES = (
    "sec_companyfacts_snowflake.json.gz",
    "kvk_nt8_large_consolidated_2013.xbrl",
    "ixbrl_arelle_valid_ifrs.htm",
    "xbrl_filings_api_asml_2022.json",
    "xbrl_filings_api_page1.json",
)


@pytest.fixture
def feeds(shared: Path) -> Path:
    """The folder of real samples."""
    return shared / "feeds"


def read(file: Path) -> tuple[History, list[Problem]]:
    return statements.read(file, rules())


def test_companyfacts_by_the_day_on_which_each_was_filed(feeds: Path) -> None:
    found, problems = read(feeds / SAMPLES[0])
    rows = found.table("statements").sort("ends_on", "known_on").to_dicts()
    assert problems == []
    assert found.table("identifiers")["value"].to_list() == ["0001640147"]
    # as printed in the yearly reports, in thousands of dollars
    revenue = {row["ends_on"]: row["revenue"] // 1000 for row in rows}
    assert revenue == {
        date(2019, 1, 31): 96_666,
        date(2020, 1, 31): 264_748,
        date(2021, 1, 31): 592_049,
        date(2022, 1, 31): 1_219_327,
        date(2023, 1, 31): 2_065_659,
        date(2024, 1, 31): 2_806_489,
        date(2025, 1, 31): 3_626_396,
    }
    first = {row["ends_on"]: row["known_on"] for row in reversed(rows)}
    assert first[date(2025, 1, 31)] == date(2025, 3, 21)
    assert first[date(2019, 1, 31)] == date(2021, 3, 31), "not before the first yearly report"
    assert all((row["ends_on"] - row["starts_on"]).days in (364, 365) for row in rows)
    last = rows[-1]
    assert last["total_assets"] == last["total_liabilities"] + last["equity"]
    assert last["gross_profit"] == last["revenue"] - last["cost_of_sales"]
    assert last["intangible_assets"] is not None and last["inventories"] is None


def test_a_dutch_instance_of_the_group_and_of_the_entity_alone(feeds: Path) -> None:
    found, problems = read(feeds / SAMPLES[1])
    group, alone = found.table("statements").sort("basis").to_dicts()
    assert (group["revenue"], alone["revenue"]) == (100_640_000, 50_320_000)
    assert (group["total_assets"], alone["total_assets"]) == (54_400_000, 27_200_000)
    assert (group["ebit"], group["net_income"]) == (1_440_000, 817_600)
    assert group["long_term_debt"] == 12_000_000 and group["cost_of_sales"] is None
    assert (group["currency"], group["standard"]) == ("EUR", "nl-gaap")
    assert (group["starts_on"], group["ends_on"]) == (date(2013, 1, 1), date(2013, 12, 31))
    # the example contradicts itself, and that is told
    told = {(fault.where.split()[1], fault.what.code) for fault in problems}
    assert ("consolidated", "statements-balance") in told
    assert ("separate", "statements-below-zero") in told


def test_a_quarter_is_no_year_and_an_unknown_number_no_supplier(feeds: Path) -> None:
    found, problems = read(feeds / SAMPLES[2])
    assert found.table("statements").height == 0
    assert [fault.what.code for fault in problems] == [
        "statements-not-a-year",
        "statements-entity",
    ]


def test_the_index_says_who_published_what_when(feeds: Path) -> None:
    content = statements._parsed((feeds / SAMPLES[3]).read_bytes(), "index")
    (one,), problems = filings(content, "index")
    assert problems == []
    assert (one.lei, one.name) == ("724500Y6DUVHQD6OXN27", "ASML Holding N.V.")
    assert (one.ends_on, one.added_on) == (date(2022, 12, 31), date(2023, 2, 16))
    assert (one.errors, one.warnings, one.inconsistencies) == (0, 7, 4)
    assert one.digest.startswith("3f44981c656dc2bc") and one.json is not None
    content = statements._parsed((feeds / SAMPLES[4]).read_bytes(), "index")
    many, problems = filings(content, "index")
    assert problems == [] and len(many) > 1
    found, told = read(feeds / SAMPLES[4])
    rows = found.table("statements")
    assert rows.height == len({(one.lei, one.ends_on) for one in many})
    assert rows["revenue"].null_count() == rows.height
    assert len(told) == sum(bool(one.errors) for one in many)


@pytest.mark.parametrize("name", SAMPLES)
def test_cut_off_anywhere_a_file_is_refused(feeds: Path, tmp_path: Path, name: str) -> None:
    whole = (feeds / name).read_bytes()
    rng = random.Random(52)
    for at in rng.sample(range(len(whole)), 20):
        (tmp_path / name).write_bytes(whole[:at])
        with pytest.raises(Unreadable) as fault:
            read(tmp_path / name)
        assert fault.value.mend.code.endswith(".mend")


@pytest.mark.parametrize("name", SAMPLES)
def test_no_flipped_bit_ends_the_program(feeds: Path, tmp_path: Path, name: str) -> None:
    whole = (feeds / name).read_bytes()
    rng = random.Random(520)
    for at in rng.sample(range(len(whole)), 20):
        changed = bytearray(whole)
        changed[at] ^= 1 << rng.randrange(8)
        (tmp_path / name).write_bytes(changed)
        try:
            found, _ = read(tmp_path / name)
        except Unreadable as fault:
            assert fault.what.code and fault.mend.code
        else:
            assert found.table("statements").height < 20


def test_a_flipped_bit_in_a_packed_file_is_always_noticed(feeds: Path, tmp_path: Path) -> None:
    whole = (feeds / SAMPLES[0]).read_bytes()
    rng = random.Random(52)
    # behind the header, of which the name and time are part of no digest
    for at in rng.sample(range(64, len(whole)), 10):
        changed = bytearray(whole)
        changed[at] ^= 1
        (tmp_path / SAMPLES[0]).write_bytes(changed)
        with pytest.raises(Unreadable):
            read(tmp_path / SAMPLES[0])
