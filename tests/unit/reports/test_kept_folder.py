# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The folder of a kept ranking: stopped, damaged, shared, or of a stranger."""

import hashlib
import json
from pathlib import Path

import polars as pl
import pytest
from nights import (
    CHANGES,
    STATE,
    Watched,
    known,
    night,
    whole,
)

from dijkwacht.base.errors import Unreadable, WrongQuestion
from dijkwacht.reports import kept
from dijkwacht.reports.kept import alone_in


def test_a_stopped_run_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "PART", 1)
    with pytest.raises(KeyboardInterrupt):
        night(tmp_path, known(STATE), Watched(2))
    assert not (tmp_path / "about.json").exists()
    rest = Watched()
    assert night(tmp_path, known(STATE), rest).places == whole(known(STATE))
    assert rest.asked == 1


def test_two_runs_do_not_share_a_folder(tmp_path: Path) -> None:
    with alone_in(tmp_path), pytest.raises(Unreadable) as told:
        night(tmp_path, known(STATE))
    assert told.value.what.code == "ranking-busy"
    assert night(tmp_path, known(STATE)).counted == 3


@pytest.mark.parametrize("name", ["parts-catalogue", "parts-0123456789abcdef.csv", ".profile"])
def test_what_only_looks_like_ours_is_refused_and_stays(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "mine.txt").touch()
    with pytest.raises(Unreadable) as told:
        night(tmp_path, known(STATE))
    assert told.value.what.code == "not-a-ranking"
    assert (tmp_path / name / "mine.txt").exists()


def forge(folder: Path, name: str, made: pl.DataFrame) -> None:
    """Put another table there, vouched for by `about.json`."""
    made.write_parquet(folder / name)
    about = json.loads((folder / "about.json").read_text("utf-8"))
    about["digests"][name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    (folder / "about.json").write_text(json.dumps(about), "utf-8")


@pytest.mark.parametrize("name", ["ranking.parquet", "basis.parquet"])
def test_a_table_of_another_shape_is_named(tmp_path: Path, name: str) -> None:
    night(tmp_path, known(STATE))
    forge(tmp_path, name, pl.DataFrame({"a": [1]}))
    with pytest.raises(Unreadable) as told:
        night(tmp_path, known(CHANGES["users"]))
    assert told.value.what.code == "kept-faulty"


def test_a_figure_that_is_missing_is_no_figure(tmp_path: Path) -> None:
    night(tmp_path, known(STATE))
    table = pl.read_parquet(tmp_path / "ranking.parquet")
    nothing = pl.lit(None, pl.Int64).alias("person_hours")
    forge(tmp_path, "ranking.parquet", table.with_columns(nothing))
    with pytest.raises(Unreadable):
        night(tmp_path, known(CHANGES["users"]))


def test_an_about_that_says_too_little_counts_all_anew(tmp_path: Path) -> None:
    night(tmp_path, known(STATE))
    about = json.loads((tmp_path / "about.json").read_text("utf-8"))
    (tmp_path / "about.json").write_text(json.dumps(about | {"question": None}), "utf-8")
    assert night(tmp_path, known(STATE)).counted == 3


def test_what_was_written_half_is_no_answer(tmp_path: Path) -> None:
    night(tmp_path, known(STATE))
    other = known(CHANGES["users"])
    table = tmp_path / "ranking.parquet"
    table.write_bytes(table.read_bytes()[:-1])
    again = Watched()
    assert night(tmp_path, other, again).places == whole(other)
    assert again.asked == 3


def test_a_part_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "PART", 1)
    with pytest.raises(KeyboardInterrupt):
        night(tmp_path, known(STATE), Watched(2))
    part = next(tmp_path.glob("parts-*/*.parquet"))
    part.write_bytes(b"PAR1")
    with pytest.raises(Unreadable) as told:
        night(tmp_path, known(STATE))
    assert told.value.what.code == "kept-faulty"
    assert told.value.what.params["file"] == str(part)


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "services.csv").write_text("id\n")
    with pytest.raises(Unreadable) as told:
        night(tmp_path, known(STATE))
    assert told.value.what.code == "not-a-ranking"
    assert [file.name for file in tmp_path.iterdir()] == ["services.csv"]


def test_another_ranking_is_not_overwritten(tmp_path: Path) -> None:
    night(tmp_path, known(STATE))
    before = (tmp_path / "ranking.parquet").read_bytes()
    with pytest.raises(WrongQuestion) as told:
        night(tmp_path, known(CHANGES["users"]), name="elsewhere")
    assert told.value.what.code == "another-ranking"
    assert (tmp_path / "ranking.parquet").read_bytes() == before
