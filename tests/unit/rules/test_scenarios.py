# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Scenarios as rules: their profiles, how each value is known, and what a faulty file gives."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dijkwacht.base.errors import RuleNotInForce, Unreadable, WrongQuestion
from dijkwacht.reports.words import Words
from dijkwacht.rules.rule import Tag
from dijkwacht.rules.rulebook import Rulebook, read_scenario
from dijkwacht.rules.scenarios import Profile, ScenarioRule, Step, Variant

DAY = date(2026, 6, 1)
WORDS = {"nl": "Water in de kelder.", "en": "Water in the cellar."}
OURS = {"tag": "OUR", "says": WORDS}


def step(hour: int, level: int, **more: Any) -> dict[str, Any]:
    """A step that is our own proposal."""
    return {"hour": hour, "level": level, **OURS, **more}


def written(folder: Path, name: str = "flood", **more: Any) -> Path:
    """A scenario file (JSON is YAML), with these values changed; None leaves one away."""
    content = {
        "kind": "scenario/v1",
        "title": {"nl": "Overstroming", "en": "Flood"},
        "source": "Besluit Waterdam",
        "owner": "Gemeente Waterdam",
        "valid_from": "2026-01-01",
        "chooses": ["system"],
        "permanent": {"value": False, **OURS},
        "horizon": {"value": 720, **OURS},
        "profiles": {"stated": [step(0, 0), step(48, 10_000)]},
        **more,
    }
    file = folder / f"{name}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    kept = {key: value for key, value in content.items() if value is not None}
    file.write_text(json.dumps(kept), "utf-8")
    return file


def test_a_scenario_says_what_happens_when_and_how_that_is_known(tmp_path: Path) -> None:
    known = step(6, 0, tag="SEC", source="Krant van Waterdam")
    file = written(
        tmp_path,
        permanent={"value": True, "tag": "MEM", "says": WORDS},
        profiles={"stated": [known, step(48, 10_000)], "acute": [step(0, 0)]},
    )
    rule = read_scenario(file, DAY)
    assert (rule.version, rule.called) == ("flood@2026-01-01", "flood")
    assert (rule.permanent, rule.horizon, rule.chooses) == (True, 720, ("system",))
    assert rule.tags == (Tag.SEC, Tag.MEM, Tag.OUR)
    first, second = rule.profile("stated").steps
    assert first == Step(6, 0, Tag.SEC, WORDS, "Krant van Waterdam")
    assert (second.tag, second.source) == (Tag.OUR, None)
    assert rule.profile("stated").own == ((6, 0), (48, 10_000))


def test_a_variant_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    rule = read_scenario(written(tmp_path), DAY)
    with pytest.raises(WrongQuestion) as refused:
        rule.profile(Variant.LONG)
    assert refused.value.what.code == "no-such-variant"
    assert refused.value.what.params["known"] == "stated"


@pytest.mark.parametrize(
    ("levels", "rises"),
    [([0], False), ([10_000, 5_000, 0], False), ([0, 1], True), ([10_000, 0, 10_000], True)],
)
def test_what_comes_back_in_part_comes_back(tmp_path: Path, levels: list[int], rises: bool) -> None:
    steps = [step(hour, level) for hour, level in enumerate(levels)]
    rule = read_scenario(written(tmp_path, profiles={"stated": steps}), DAY)
    assert rule.profile("stated").rises is rises


FAULTS: dict[str, dict[str, Any]] = {
    "hours that fall": {"profiles": {"stated": [step(9, 0), step(3, 10_000)]}},
    "an hour twice": {"profiles": {"stated": [step(9, 0), step(9, 10_000)]}},
    "an hour before T0": {"profiles": {"stated": [step(-1, 0)]}},
    "a level above all": {"profiles": {"stated": [step(0, 10_001)]}},
    "a level below nothing": {"profiles": {"stated": [step(0, -1)]}},
    "half an hour": {"profiles": {"stated": [{**step(0, 0), "hour": 0.5}]}},
    "no step at all": {"profiles": {"stated": []}},
    "nothing fails": {"profiles": {"stated": [step(0, 10_000)]}},
    "no stated profile": {"profiles": {"acute": [step(0, 0)]}},
    "an unknown variant": {"profiles": {"stated": [step(0, 0)], "slow": [step(0, 0)]}},
    "a step without a tag": {"profiles": {"stated": [{"hour": 0, "level": 0, "says": WORDS}]}},
    "a step without words": {"profiles": {"stated": [{"hour": 0, "level": 0, "tag": "OUR"}]}},
    "words in one language": {"title": {"en": "Flood"}},
    "a source that nobody named": {"profiles": {"stated": [step(0, 0, tag="SRC")]}},
    "an unknown tag": {"horizon": {"value": 9, "tag": "TRUE", "says": WORDS}},
    "an unknown key": {"probability": 0.1},
    "an unknown key of a step": {"profiles": {"stated": [step(0, 0, chance=3)]}},
    "a horizon of nothing": {"horizon": {"value": 0, **OURS}},
    "about things that cannot fail": {"chooses": ["contract"]},
    "about nothing": {"chooses": []},
    "no owner": {"owner": None},
    "no day": {"valid_from": "gisteren"},
    "fails nothing": {"fails": {}},
    "fails what is no list": {"fails": {"things": "sup-nimbus"}},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_scenario_is_named_and_not_used(tmp_path: Path, fault: str) -> None:
    file = written(tmp_path, **FAULTS[fault])
    with pytest.raises(Unreadable) as refused:
        read_scenario(file, DAY)
    assert refused.value.what.code == "rule-faulty"
    assert refused.value.what.params["file"] == str(file)


def test_the_place_of_a_fault_is_told(tmp_path: Path) -> None:
    file = written(tmp_path, profiles={"stated": [step(0, 0), step(4, 12_000)]})
    with pytest.raises(Unreadable) as refused:
        read_scenario(file, DAY)
    assert Words("en").value(refused.value.what.params["why"]) == (
        "line 1: at profiles.stated[1].level: 12000 is more than 10,000."
    )
    assert Words("nl").value(refused.value.what.params["why"]) == (
        "regel 1: bij profiles.stated[1].level: 12000 is meer dan 10.000."
    )


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_in_the_words_of_the_reader(tmp_path: Path, fault: str) -> None:
    file = written(tmp_path, **FAULTS[fault])
    with pytest.raises(Unreadable) as refused:
        read_scenario(file, DAY)
    why = refused.value.what.params["why"]
    english, dutch = (Words(language).value(why) for language in ("en", "nl"))
    assert english != dutch
    assert "policy." not in english


def test_a_file_of_another_kind_is_no_scenario(tmp_path: Path) -> None:
    values = {"buffer": {"value": 4, "unit": "hours", **OURS}}
    gone = dict.fromkeys(("chooses", "permanent", "horizon", "profiles"))
    file = written(tmp_path, kind="parameters/v1", values=values, **gone)
    with pytest.raises(Unreadable) as refused:
        read_scenario(file, DAY)
    assert refused.value.what.code == "rule-kind"


def test_a_scenario_of_ones_own_holds_from_its_day_until_its_day(tmp_path: Path) -> None:
    file = written(tmp_path, valid_until="2026-07-01")
    assert read_scenario(file, date(2026, 6, 30)).called == "flood"
    for day in (date(2025, 12, 31), date(2026, 7, 1)):
        with pytest.raises(RuleNotInForce):
            read_scenario(file, day)


def test_the_scenarios_in_force_are_those_of_the_day(tmp_path: Path) -> None:
    folder = tmp_path / "scenarios" / "flood"
    written(folder, "2026-01-01", valid_until="2026-07-01")
    written(tmp_path / "scenarios" / "fire", "2026-03-01", valid_from="2026-03-01")
    book = Rulebook.read(tmp_path)

    def held(day: date) -> list[str]:
        return [rule.version for rule in book.on(day).scenarios]

    assert held(date(2026, 2, 1)) == ["scenarios/flood@2026-01-01"]
    assert held(DAY) == ["scenarios/fire@2026-03-01", "scenarios/flood@2026-01-01"]
    assert held(date(2026, 8, 1)) == ["scenarios/fire@2026-03-01"]
    rules = book.on(date(2026, 8, 1))
    assert rules.scenario("fire") == rules.scenario("scenarios/fire")
    with pytest.raises(RuleNotInForce) as ended:
        rules.scenario("flood")
    assert ended.value.what.params["last"] == date(2026, 7, 1)
    with pytest.raises(RuleNotInForce) as unknown:
        rules.scenario("meteor")
    assert unknown.value.what.code == "no-such-scenario"
    assert unknown.value.what.params["known"] == "fire"


def test_a_scenario_is_no_list_of_parameters(tmp_path: Path) -> None:
    written(tmp_path / "scenarios" / "flood", "2026-01-01")
    with pytest.raises(RuleNotInForce):
        Rulebook.read(tmp_path).on(DAY).parameters("scenarios/flood")


SHIPPED: tuple[ScenarioRule, ...] = Rulebook.read().on(DAY).scenarios


def test_the_scenarios_of_the_method_come_along() -> None:
    assert {rule.called for rule in SHIPPED} == {
        *("acute", "long", "bankruptcy", "surseance", "whoa", "sanction"),
        *("ransomware", "cloud-region", "end-of-product"),
    }


def test_what_is_our_own_proposal_or_unverified_says_so() -> None:
    """A level that nobody but us proposes must not read as a fact."""
    silent = [
        f"{rule.called} {profile.variant} {step.hour}"
        for rule in SHIPPED
        for profile in (Profile(rule, variant) for variant in rule.profiles)
        for step in profile.steps
        if step.tag is Tag.OUR
        and not ("voorstel van Dijkwacht" in step.says["nl"] and "proposal" in step.says["en"])
    ]
    assert silent == []


def test_permanent_scenarios_do_not_come_back_and_others_do() -> None:
    for rule in SHIPPED:
        for variant in rule.profiles:
            assert rule.profile(variant).rises is not rule.permanent, (rule.called, variant)


def test_every_run_looks_beyond_the_steps_of_the_stated_profile() -> None:
    for rule in SHIPPED:
        assert rule.profile("stated").steps[-1].hour < rule.horizon, rule.called


def test_profiles_can_be_compared_and_kept_in_sets() -> None:
    again = Rulebook.read().on(DAY).scenario("bankruptcy")
    first = next(rule for rule in SHIPPED if rule.called == "bankruptcy")
    assert len({first.profile("acute"), again.profile("acute"), again.profile("long")}) == 2
