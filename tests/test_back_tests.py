# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The back-tests of past outages: every row says who said it when, and what their pages say of the
engine is what it gives."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

import dijkwacht as dw
from dijkwacht.register.codes import Confidence

ON = date(2026, 11, 24)
DAY = 24
SIT = dw.examples() / "03_suedwestfalen_it"
TIETOEVRY = dw.examples() / "04_tietoevry_sweden"
TABLES = sorted([*SIT.glob("*.csv"), *TIETOEVRY.glob("*.csv")])


@pytest.mark.parametrize("file", TABLES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_every_row_has_a_source_a_day_and_a_confidence(file: Path) -> None:
    rows = pl.read_csv(file, infer_schema=False)
    assert rows.height
    provenance = rows.select("source", "recorded_on", "confidence")
    assert provenance.null_count().row(0) == (0, 0, 0)
    assert set(rows["confidence"]) <= {Confidence.DECLARED, Confidence.ESTIMATED}
    assert {len(day) for day in rows["recorded_on"]} == {len("2023-10-30")}
    assert {"name_nl"} <= set(rows.columns) or "name" not in rows.columns


@pytest.mark.parametrize("file", TABLES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_every_source_of_a_row_has_its_web_address_on_the_page(file: Path) -> None:
    page = (file.parent / "README.md").read_text("utf-8")
    sources = set(pl.read_csv(file, infer_schema=False)["source"])
    assert {source for source in sources if f"[{source}](https://" not in page} == set()


@pytest.mark.parametrize("folder", [SIT, TIETOEVRY], ids=lambda folder: folder.name)
def test_every_fact_on_the_page_has_a_web_address(folder: Path) -> None:
    text = (folder / "README.md").read_text("utf-8")
    table = text.partition("## The facts")[2].partition("\n## ")[0]
    facts = [line for line in table.splitlines() if line.startswith("| ")][1:]
    assert facts and [line for line in facts if "](https://" not in line] == []


@pytest.mark.parametrize("folder", [SIT, TIETOEVRY], ids=lambda folder: folder.name)
def test_an_hour_taken_from_a_day_of_publication_is_an_estimate(folder: Path) -> None:
    rows = pl.read_csv(folder / "fallbacks.csv", infer_schema=False)
    dated = rows.filter(pl.col("activation_hours").is_not_null())
    assert set(dated["confidence"]) == {Confidence.ESTIMATED}


@pytest.mark.parametrize("folder", [SIT, TIETOEVRY], ids=lambda folder: folder.name)
def test_their_registers_are_without_fault(folder: Path) -> None:
    assert set(dw.check(dw.open_register(folder, ON))["grade"]) == {"note"}


@pytest.mark.parametrize("folder", [SIT, TIETOEVRY], ids=lambda folder: folder.name)
@pytest.mark.parametrize(("page", "says"), [("README.md", "past"), ("README.nl.md", "voorbije")])
def test_their_pages_say_first_that_it_is_past_and_documented(
    folder: Path, page: str, says: str
) -> None:
    text = (folder / page).read_text("utf-8")
    assert says in text.splitlines()[0]
    assert all(word not in text.lower() for word in ("probability", "waarschijnlijk"))


def days(
    folder: Path, fail: str, length: int, revision: int, horizon: int = 365
) -> dict[str, tuple[int | None, int | None]]:
    """On which day each service is lost and is back, in an outage of so many days."""
    opened = dw.open_register(folder, ON, revision=revision)
    found = dw.outage(opened, fail, hours=length * DAY, horizon=horizon * DAY).services
    lost = found.filter(pl.col("lost_at").is_not_null())
    return {
        id.removeprefix("svc-"): (lost_at // DAY, None if back is None else back // DAY)
        for id, lost_at, back in lost.select("service_id", "lost_at", "returns_at").iter_rows()
    }


def test_suedwestfalen_blind() -> None:
    lost = days(SIT, "sys-datacentre", 64, revision=0)
    assert sum(start == 0 for start, _ in lost.values()) == 10
    assert (lost["taxes"], lost["social-running"]) == ((16, 64), (31, 64))
    holds = {"housing-running", "breckerfeld-social", "breckerfeld-finance"}
    assert not holds & set(lost) and len(lost) == 12
    assert {"werne-civil", "breckerfeld-residents", "social-new"} <= set(lost)
    assert {back for _, back in lost.values()} == {64}


def test_suedwestfalen_by_an_ordinary_plan_of_three_days() -> None:
    lost = days(SIT, "sys-datacentre", 3, revision=0)
    assert len(lost) == 10 and not {"taxes", "social-running"} & set(lost)


def test_suedwestfalen_with_what_was_known_after() -> None:
    lost = days(SIT, "sys-datacentre", 64, revision=1)
    assert {back for _, back in lost.values()} == {64, 77, 84, 182, 336}
    assert (lost["taxes"], lost["vehicles"], lost["other"]) == ((16, 77), (0, 84), (0, 336))


def test_tietoevry_blind() -> None:
    lost = days(TIETOEVRY, "sys-platform", 13, revision=0)
    assert (lost["hr"], lost["payslips"]) == ((0, 13), (5, 13))
    assert "salary" not in lost and len(lost) == 8


def test_tietoevry_by_an_ordinary_plan_of_three_days() -> None:
    lost = days(TIETOEVRY, "sys-platform", 3, revision=0)
    assert len(lost) == 7 and not {"salary", "payslips"} & set(lost)


@pytest.mark.parametrize(("length", "salary"), [(32, None), (33, (32, 33)), (45, (32, 45))])
def test_tietoevry_salaries_fall_only_after_their_buffer(
    length: int, salary: tuple[int, int] | None
) -> None:
    assert days(TIETOEVRY, "sys-platform", length, revision=0).get("salary") == salary


def test_tietoevry_in_the_steps_that_were_published() -> None:
    opened = dw.open_register(TIETOEVRY, ON, revision=0)
    steps = TIETOEVRY / "ransomware_in_steps.yaml"
    found = dw.outage(opened, "sys-platform", scenario=str(steps)).services
    lost = found.filter(pl.col("lost_at").is_not_null())
    assert set(lost["returns_at"]) == {26 * DAY} and len(lost) == 8
    assert "svc-salary" not in set(lost["service_id"])


def test_tietoevry_with_what_was_known_after() -> None:
    lost = days(TIETOEVRY, "sys-platform", 13, revision=1)
    known = {"vellinge-web": 17, "vellinge-online": 19, "uppsala-orders": 20, "vellinge-care": None}
    assert {id: lost[id][1] for id in known} == known
    assert lost["uppsala-records"] == (0, 2)
