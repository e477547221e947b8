# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands that answer: the same values on a screen, as JSON and as CSV, in both languages."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from cli.conftest import ROOT, Run
from cli.questions import DAY, QUESTIONS, STOP

LAST = {
    "check": "faults",
    "outage": "lost",
    "explain": "path",
    "rank": "ranking",
    "detail": "lost",
    "weaknesses": "pairs",  # and "alone" in the same file, of which there is none
    "fuses": "fuses",
    "classify": "classes",
    "class-record": "adjusted",
    "class-systems": "systems",
    "class-moves": "moves",
    "systemic": "systemic",
    "crosswalk": "crosswalk",
    "coverage": "coverage",
    "coverage-of": "options",
    "obligations": "missing",
    "contracts": "calendar",
    "sovereignty": "suppliers",
    "sovereignty-of": "objectives",
}
SENTENCES = ("title", "says")
WALKED = (
    "Zilverlijn Hosting",
    "IJmeer Shared Services: Government log-in",
    "Municipality of Waterdam: Passports",
)


def numbers(answer: Any) -> Any:
    """An answer without its sentences and names: what must be the same in every language."""
    if isinstance(answer, dict):
        return {
            key: numbers(value) for key, value in answer.items() if key not in ("title", "says")
        }
    if isinstance(answer, list):
        return [numbers(value) for value in answer]
    return None if isinstance(answer, str) else answer


@pytest.mark.parametrize("name", QUESTIONS)
def test_json_is_as_it_was_kept(name: str, run: Run) -> None:
    ended = run(*QUESTIONS[name], "--json")
    assert ended.out == (ROOT / "tests" / "golden" / f"{name}.json").read_text("utf-8"), (
        "if this change was meant: .venv-test/bin/python docs/generate.py, and read the difference"
    )
    assert ended.err == ""


@pytest.mark.parametrize("name", QUESTIONS)
def test_both_languages_give_the_same_values_and_other_sentences(name: str, run: Run) -> None:
    english, dutch = (run(*QUESTIONS[name], "--json", "--lang", word).json for word in ("en", "nl"))
    assert numbers(english) == numbers(dutch)
    assert english["made"] == dutch["made"]
    assert english["title"] != dutch["title"]
    assert not set(english["says"]) & set(dutch["says"])


@pytest.mark.parametrize("name", QUESTIONS)
def test_csv_holds_every_row_of_the_last_table(name: str, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "answer.csv"
    ended = run(*QUESTIONS[name], "--json", "--csv", file)
    with file.open(encoding="utf-8", newline="") as stream:
        written = list(csv.DictReader(stream))
    rows = ended.json[LAST[name]]
    if name == "check":  # tables of the same columns are one file
        rows = [row for key in ("notes", "warnings", "faults") for row in ended.json[key]]
    assert written == [
        {key: "" if value is None else str(value) for key, value in row.items()} for row in rows
    ]
    assert len(written) > 0


def test_an_outage_tells_what_is_lost_when_for_whom_and_why(run: Run) -> None:
    ended = run("outage", *STOP)
    assert ended.code == 0
    assert ended.out.startswith("What if Zilverlijn Hosting stops for 3 d?\n")
    rows = run("outage", *STOP, "--json").json["lost"]
    (passports,) = [row for row in rows if row["service_id"] == "svc-paspoorten"]
    assert (passports["lost_at"], passports["returns_at"], passports["lost_hours"]) == (4, 76, 23)
    assert (passports["persons"], passports["organisation"]) == (62000, "Municipality of Waterdam")
    assert passports["why"] == "Zilverlijn Hosting → Log-in platform → Government log-in"
    assert [row["lost_at"] for row in rows] == sorted(row["lost_at"] for row in rows)


def test_an_explanation_goes_from_the_cause_to_the_service(run: Run) -> None:
    told = run("explain", "svc-paspoorten", *STOP, "--json").json["path"]
    assert [row["hour"] for row in told] == sorted(row["hour"] for row in told)
    names = [row["what"] for row in told]
    assert (names[0], names[-2], names[-1]) == WALKED
    assert all(row["source"] and row["recorded_on"] for row in told)


def test_a_service_that_holds_is_said_to_hold(run: Run) -> None:
    ended = run("explain", "svc-paspoorten", "--fail", "sup-terp", *DAY)
    assert (
        ended.out.splitlines()[1] == "Municipality of Waterdam: Passports holds: it is not touched."
    )


def test_a_ranking_begins_with_the_worst_and_counts_the_harmless(run: Run) -> None:
    answer = run("rank", *DAY, "--json").json
    assert answer["ranking"][0]["supplier_id"] == "sup-zilverlijn"
    places = [(row["services_4320"], row["person_hours"]) for row in answer["ranking"]]
    assert places == sorted(places, reverse=True)
    assert len(answer["ranking"]) + 6 == answer["made"]["suppliers"] == 10
    assert answer["says"][1].endswith(": 6 of 10.")


def test_a_group_stops_with_all_its_companies(run: Run) -> None:
    one = run("outage", "--fail", "sup-nimbus", *DAY, "--json").json
    group = run("outage", "--fail", "sup-nimbus", "--group", *DAY, "--json").json
    assert one["made"]["fail"] == ["supplier:sup-nimbus"]
    assert len(group["made"]["fail"]) == 3
    ranked = run("rank", "--groups", *DAY, "--json").json["ranking"]
    assert max(row["entities"] for row in ranked) == 3


def test_long_tables_are_cut_until_all_is_asked(run: Run) -> None:
    short, whole = run("rank", "--top", "1", *DAY), run("rank", "--top", "1", "--all", *DAY)
    assert "… and 3 more: --all shows them, --csv FILE saves them." in short.out
    assert "Meent Telecom" not in short.out
    assert "Meent Telecom" in whole.out
    assert "more: --all" not in whole.out


def test_another_day_and_another_revision_are_another_register(run: Run) -> None:
    def services(*more: str) -> int:
        rows = run("check", *more, "--json").json["rows"]
        return next(row["rows"] for row in rows if row["table"] == "services")

    assert services("--on", "2027-09-01") == services(*DAY) + 1
    assert run("check", *DAY, "--revision", "0", "--json").json["made"]["revision"] == 0


def test_things_are_found_by_id_noun_name_or_outside_number(run: Run) -> None:
    def failed(text: str) -> list[str]:
        made: dict[str, list[str]] = run("outage", "--fail", text, *DAY, "--json").json["made"]
        return made["fail"]

    expected = ["supplier:sup-nimbus"]
    for text in ("sup-nimbus", "supplier:sup-nimbus", "nimbus CLOUD", "kvk:00000027"):
        assert failed(text) == expected, text


def test_several_things_may_stop_at_once(run: Run) -> None:
    both = run("outage", "--fail", "sup-polder", "--fail", "sup-meent", *DAY, "--json").json
    assert both["title"] == "What if Polder ICT, Meent Telecom stops and does not come back?"
    assert json.dumps(both).count("svc-noodnummer") > 0


def test_the_detail_of_an_outage_is_told_when_it_is_asked(run: Run) -> None:
    plain, detail = (run("outage", *STOP, *more, "--json").json for more in ((), ("--detail",)))
    added = {"saved", "claims", "shared", "black_starts"}
    assert detail.keys() - plain.keys() == added
    assert {key: detail[key] for key in plain if key != "says"} == {
        key: plain[key] for key in plain if key != "says"
    }
    saved = {row["fallback_id"]: row for row in detail["saved"]}
    assert saved["fal-inlog"]["first_saved_id"] == "svc-belastingen"
    assert [row["id"] for row in detail["shared"]] == ["delivery:del-nood", "supplier:sup-vlonder"]
    assert detail["black_starts"][0]["ids"] == "system:sys-inlog system:sys-toegang"
    assert "What each fallback saved" in run("outage", *STOP, "--detail").out
