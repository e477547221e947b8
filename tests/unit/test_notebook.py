# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dijkwacht from Python: light to import, plain values in, frames and a chart out."""

import ast
import os
import subprocess
import sys
import traceback
from datetime import date, datetime
from pathlib import Path
from typing import Any

import altair
import polars as pl
import pytest
from builders import DAY, SMALL, flat

import dijkwacht as dw
from dijkwacht import notebook
from dijkwacht.base.errors import DijkwachtError, NotInRegister, WrongQuestion
from dijkwacht.register.register import History
from dijkwacht.register.tables import Format, write_tables

HEAVY = ("numba", "altair", "click", "rich", "polars", "numpy", "scipy", "babel", "yaml")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dw.Opened:
    """Paspoorten needs Identiteit, which needs Nimbus."""
    folder = tmp_path_factory.mktemp("small")
    write_tables(History.from_records(flat(SMALL)), folder, Format.CSV)
    return dw.open_register(str(folder), DAY)


@pytest.fixture(scope="module")
def waterdam() -> dw.Opened:
    """The example state."""
    return dw.open_register(dw.examples() / "01_waterdam", DAY)


def test_importing_it_loads_nothing_heavy_and_using_it_no_chart_library_or_compiler() -> None:
    code = (
        "import sys, dijkwacht as dw\n"
        f"heavy = lambda: sorted(set({HEAVY!r}) & set(sys.modules))\n"
        "print(heavy()); dw.outage; print(heavy())"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(str(dw.__file__)).parent.parent)}
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    first, then = (ast.literal_eval(line) for line in ran.stdout.splitlines())
    assert first == []
    assert not {"numba", "altair", "click", "rich"} & set(then)


def test_what_is_offered_is_what_the_notebook_defines_and_type_checkers_see() -> None:
    assert dw.__all__ == notebook.__all__
    stub = ast.parse((Path(str(dw.__file__)).with_suffix(".pyi")).read_text("utf-8"))
    named = {
        alias.name for node in stub.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    assert named == set(dw.__all__) <= set(dir(dw))
    assert all(getattr(dw, name) is getattr(notebook, name) for name in dw.__all__)
    with pytest.raises(AttributeError, match="no attribute 'outages'"):
        getattr(dw, "outages")  # noqa: B009  # a name that type checkers refuse


def test_an_outage_is_a_frame_of_services(small: dw.Opened) -> None:
    found = dw.outage(small, "Nimbus", hours=72)
    services = found.services.select("service", "lost_at", "returns_at", "persons", "why")
    assert services.rows() == [
        ("Identiteit", 0, 72, None, "Nimbus"),
        ("Paspoorten", 4, 72, 62_000, "Nimbus → Identiteit"),
    ]
    levels = found.levels.filter(pl.col("id") == "svc-paspoorten").select("hour", "level")
    assert levels.rows() == [(4, 0), (72, 10_000)]
    assert found.horizons.filter(pl.col("within") == 24)["services"].to_list() == [2]
    assert found.why("Paspoorten")["what"].to_list()[0] == "Nimbus"
    assert found.why("Paspoorten")["hour"].to_list()[-1] == 4


def test_services_that_are_touched_but_not_lost_are_in_it(waterdam: dw.Opened) -> None:
    services = dw.outage(waterdam, ["sup-zilverlijn"], hours=72).services
    touched = services.filter(pl.col("lost_at").is_null())
    assert touched["service_id"].to_list() == ["svc-belastingen"]
    assert touched["person_hours"].to_list() == [1_632_000]


def test_it_shows_itself_in_sentences_and_as_a_table(small: dw.Opened) -> None:
    found = dw.outage(small, "Nimbus", hours=72)
    assert repr(found).splitlines()[0] == "What if Nimbus stops for 3 d?"
    assert "Services lost: 2 of 2" in repr(found)
    assert "<caption>Services lost, the soonest first</caption>" in found._repr_html_()


def test_it_speaks_dutch(small: dw.Opened) -> None:
    found = dw.outage(small, "Nimbus", hours=72, language="nl")
    assert repr(found).startswith("Wat als Nimbus 3 d uitvalt?")
    assert found.chart().to_dict()["vconcat"][0]["encoding"]["y"]["title"] == "Diensten weg"


def test_a_chart_is_an_altair_chart(small: dw.Opened) -> None:
    assert isinstance(dw.outage(small, "Nimbus").chart(), altair.VConcatChart)


def test_without_altair_it_says_what_to_install(
    small: dw.Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)  # as python does for what cannot be imported
    found = dw.outage(small, "Nimbus")
    with pytest.raises(DijkwachtError) as raised:
        found.chart()
    assert "Install the extra `notebook`" in "".join(traceback.format_exception(raised.value))
    assert found.vega_lite()["vconcat"]


@pytest.mark.parametrize(
    ("language", "says"), [("en", 'is called "Nimbsu"'), ("nl", 'heet "Nimbsu"')]
)
def test_an_unknown_name_is_told_in_the_readers_language(
    small: dw.Opened, language: str, says: str
) -> None:
    with pytest.raises(NotInRegister) as raised:
        dw.outage(small, "Nimbsu", language=language)
    assert says in "".join(traceback.format_exception(raised.value))


@pytest.mark.parametrize("wrong", [{"hours": 0}, {"hours": -1}, {"horizon": 0}])
def test_hours_out_of_range_are_refused(small: dw.Opened, wrong: dict[str, int]) -> None:
    with pytest.raises(WrongQuestion):
        dw.outage(small, "Nimbus", **wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [{"language": "fr"}, {"fallbacks": "some"}])
def test_a_language_or_choice_that_is_not_there_is_refused_with_those_that_are(
    small: dw.Opened, wrong: dict[str, str]
) -> None:
    with pytest.raises(WrongQuestion) as raised:
        dw.outage(small, "Nimbus", **wrong)  # type: ignore[arg-type]
    known = {"language": "en, nl", "fallbacks": "none, declared, proven"}[next(iter(wrong))]
    assert known in "".join(traceback.format_exception(raised.value))


def test_an_outage_longer_than_policys_run_is_seen_to_its_end(small: dw.Opened) -> None:
    assert dw.outage(small, "Nimbus", hours=9_000).told.choice.horizon == 9_000


def test_a_register_that_could_not_be_read_whole_warns(tmp_path: Path) -> None:
    (tmp_path / "services.csv").write_text("id,name,users\nsvc-1,Paspoorten,veel\n", "utf-8")
    with pytest.warns(UserWarning, match="Faults while reading"):
        opened = dw.open_register(tmp_path, DAY)
    assert "services.csv:2 users" in dw.check(opened)["where"].to_list()


def test_the_ranking_is_a_frame_the_worst_first(waterdam: dw.Opened) -> None:
    ranking = dw.rank(waterdam, hours=72)
    assert ranking["supplier_id"].to_list()[0] == "sup-zilverlijn"
    assert ranking["services_72"].to_list() == sorted(ranking["services_72"], reverse=True)
    grouped = dw.rank(waterdam, hours=72, of="groups")
    assert grouped["entities"].max() == 3


def test_a_ranking_without_harm_has_its_columns_still(tmp_path: Path) -> None:
    (tmp_path / "suppliers.csv").write_text("id,name\nsup-1,Nimbus\n", "utf-8")
    ranking = dw.rank(dw.open_register(tmp_path, DAY))
    assert ranking.height == 0
    assert {"supplier_id", "services_24", "persons"} <= set(ranking.columns)


def test_a_day_may_be_written_and_a_wrong_one_is_refused(tmp_path: Path) -> None:
    by_text = dw.open_register(dw.examples() / "01_waterdam", on="2026-06-01")
    assert by_text.register.on == date(2026, 6, 1)
    for wrong in ("1 juni", 20260601):
        with pytest.raises(WrongQuestion) as told:
            dw.open_register(dw.examples() / "01_waterdam", on=wrong)  # type: ignore[arg-type]
        assert told.value.what.code == "no-day"


@pytest.mark.parametrize("wrong", [{"hours": "3"}, {"horizon": 2.5}, {"hours": True}])
def test_hours_that_are_no_whole_number_are_refused(waterdam: dw.Opened, wrong: Any) -> None:
    with pytest.raises(WrongQuestion) as told:
        dw.outage(waterdam, "sup-zilverlijn", **wrong)
    assert told.value.what.code == "no-whole-number"


def test_what_the_command_line_can_choose_python_can_too(waterdam: dw.Opened) -> None:
    assert len(dw.outage(waterdam, country=["NL"], hours=72).services)
    place = dw.outage(waterdam, facility=["sys-datacentrum"], hours=72)
    assert place.services.equals(dw.outage(waterdam, "sys-datacentrum", hours=72).services)
    with pytest.raises(WrongQuestion) as told:
        dw.outage(waterdam, [])
    assert told.value.what.code == "nothing-stops"


def test_calendars_count_from_a_start(waterdam: dw.Opened) -> None:
    def hours(start: datetime | None) -> int:
        found = dw.outage(waterdam, "sup-zilverlijn", hours=72, start=start).services
        return int(found.filter(pl.col("service_id") == "svc-uitkeringen")["person_hours"].item())

    assert hours(None) == 2_976_000
    assert hours(datetime.fromisoformat("2026-11-24")) == 297_600
    assert hours(datetime.fromisoformat("2026-11-20")) == 2_976_000


def test_only_what_can_be_ranked_is_ranked(waterdam: dw.Opened) -> None:
    assert len(dw.rank(waterdam, hours=72, of="facilities")) == 1
    with pytest.raises(WrongQuestion):
        dw.rank(waterdam, of="systems")
