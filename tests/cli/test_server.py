# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command line on another Dijkwacht: a real one, in processes of its own."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cli.conftest import Ended
from cli.serving import Site, served

from dijkwacht.cli.served import LISTS
from dijkwacht.cli.session import Session
from dijkwacht.reports.served import CLASSES

Run = Callable[..., Ended]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("site")) as held:
        yield held


@pytest.fixture
def roos(run: Run, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line of a contract manager, who sees her own organisation."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return lambda *words: run(*site.asked_by("roos.de.wit"), *words)


@pytest.fixture
def ruth(run: Run, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line of an auditor, who sees all rows by name."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return lambda *words: run(*site.asked_by("ruth.levi"), *words)


def test_who_sees_a_part_of_the_rows_gets_the_answer_of_the_server(roos: Run) -> None:
    """Reckoned with the own rows alone, nothing would be lost: the way goes through others."""
    told = roos("outage", "--fail", "sup-nimbus", "--json")
    assert told.code == 0, told.err
    assert [one["service_id"] for one in told.json["lost"]] == ["svc-paspoorten"]
    assert "of another organisation" in told.json["lost"][0]["why"]
    assert told.json["horizons"][-1]["services"] == 1
    assert told.json["others"] == [
        {"others_services": 5, "others_organisations": 5, "persons": 340_000}
    ]
    why = roos("explain", "svc-paspoorten", "--fail", "sup-nimbus")
    assert "Why Passports falls" in why.out
    holds = roos("explain", "svc-afval", "--fail", "sup-nimbus")
    assert holds.code == 0 and "Waste collection" in holds.out
    assert roos("explain", "svc-zittingen", "--fail", "sup-nimbus").code == 4


def test_every_list_of_the_server_is_a_report(roos: Run) -> None:
    for command in ("classify", "coverage", "obligations", "check", "rank"):
        told = roos(command, "--json")
        assert told.code == 0, told.err
        assert told.json["made"]["revision"] == 1
        assert "zittingen" not in told.out
    assert len(LISTS) == 4
    classes = roos("classify", "--json").json["items"]
    assert set(classes[0]) == {column.key for _, column in CLASSES}
    assert roos("classify", "--explain", "svc-paspoorten").code == 0


def test_what_a_server_cannot_tell_of_a_part_is_refused_with_a_way_out(roos: Run) -> None:
    for words in (
        ("fuses",),
        ("systemic",),
        ("classify", "--of", "suppliers"),
        ("outage", "--fail", "sup-nimbus", "--sensitivity"),
    ):
        told = roos(*words)
        assert told.code == 2, words
        assert "On the pages" in told.err or "on the pages" in told.err


def test_who_sees_all_rows_reckons_with_them_here(ruth: Run, run: Run) -> None:
    here = run("outage", "--fail", "sup-nimbus", "--json").json
    there = ruth("outage", "--fail", "sup-nimbus", "--json")
    assert there.json["lost"] == here["lost"]
    assert "all organisations" in there.err
    for command in (("classify",), ("fuses",), ("classify", "--compare", "2026-10-01")):
        assert ruth(*command).code == 0, command


def test_rules_are_those_of_the_server(roos: Run, run: Run) -> None:
    assert roos("policy", "list", "--json").json == run("policy", "list", "--json").json
    assert roos("scenarios").code == 0


def test_rows_are_taken_along_as_one_sees_them(roos: Run, tmp_path: Path) -> None:
    told = roos("export", "--into", str(tmp_path / "own"))
    assert told.code == 0, told.err
    text = (tmp_path / "own" / "services.csv").read_text("utf-8")
    assert "svc-paspoorten" in text and "svc-zittingen" not in text
    assert "only what belongs to your organisation" in " ".join(told.err.split())
    assert roos("export", "--into", str(tmp_path / "x"), "--history").code == 2


def test_rows_are_brought_as_a_plan_and_then_exactly_that_plan(roos: Run, tmp_path: Path) -> None:
    folder = tmp_path / "bring"
    folder.mkdir()
    (folder / "suppliers.csv").write_text("id,name,country\nsup-new,Nieuwland BV,NL\n", "utf-8")
    load = ("load", "tables", str(folder), "--ends", "nothing")
    plan = roos(*load, "--json")
    assert plan.code == 0, plan.err
    assert plan.json["tables"] == [{"table": "suppliers", "new": 1, "changed": 0, "ended": 0}]
    checksum = plan.json["made"]["checksum"]
    assert roos(*load, "--apply", "0" * 12).code == 5
    done = roos(*load, "--apply", checksum)
    assert done.code == 0 and "revision 2" in done.out
    assert roos(*load, "--apply", checksum).code == 5
    compared = roos("plan", str(folder), "--ends", "nothing")
    assert compared.code == 0, compared.err
    foreign = folder / "contracts.csv"
    foreign.write_text("id,organisation_id\ncon-new,org-duinwijk\n", "utf-8")
    told = roos(*load)
    assert "not yours to change" in told.out


def test_a_wrong_token_server_or_mixture_is_said_with_a_way_out(
    run: Run, site: Site, tmp_path: Path
) -> None:
    wrong = tmp_path / "token"
    wrong.write_text("dijkwacht_wrong")
    wrong.chmod(0o644)
    told = run("--server", site.url, "--token-file", str(wrong), "classify")
    assert told.code == 3 and "No token" in told.err and "chmod 600" in told.err
    assert run("--server", site.url, "classify").code == 3
    assert run("--token-file", str(wrong), "classify").code == 2
    assert run("--server", "http://far.example", "classify").code == 2
    assert run(*site.asked_by("roos.de.wit"), "generate", "--organisations", "1").code == 2
    assert run(*site.asked_by("roos.de.wit"), "classify", "examples").code == 2
    assert run(*site.asked_by("ruth.levi"), "classify", "--revision", "99").code == 4
    assert run("load", "tables", ".").code == 2
    assert json.dumps(Session.__slots__)
