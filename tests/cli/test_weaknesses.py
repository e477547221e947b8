# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands that ask what a service cannot do without."""

from cli.conftest import Run

from dijkwacht.cli.weaknesses import fuses, weaknesses
from dijkwacht.engine.kind import Kind

DAY = ("--on", "2026-11-24")
DIKES = ("weaknesses", "svc-dijkbewaking", *DAY)


def test_two_of_three_networks_fall_by_no_supplier_alone_and_by_one_pair(run: Run) -> None:
    answer = run(*DIKES, "--json").json
    assert answer["alone"] == []
    assert [row["ids"] for row in answer["pairs"]] == ["supplier:sup-meent supplier:sup-terp"]
    assert answer["title"] == "What brings Laagland Water Authority: Dike monitoring down?"
    assert "Pairs that bring it down together, while neither does alone: 1." in answer["says"]


def test_what_has_buffers_on_its_way_has_a_longer_fuse(run: Run) -> None:
    """The data centre does without the grid for twelve hours, the dikes without it for one."""
    kinds = ("--kind", "systems", "--kind", "suppliers")
    pairs = run(*DIKES, *kinds, "--json").json["pairs"]
    hours = {row["ids"]: row["lost_at"] for row in pairs}
    assert hours["system:sys-meetnet-a system:sys-stroom"] == 13
    assert hours["system:sys-meetnet-a system:sys-meetnet-b"] == 1
    assert list(hours.values()) == sorted(hours.values())


def test_one_thing_at_a_time_when_only_that_is_asked(run: Run) -> None:
    answer = run(*DIKES, "--order", "1", "--json").json
    assert "pairs" not in answer
    assert answer["made"]["order"] == 1


def test_a_short_stop_brings_less_down_than_one_for_good(run: Run) -> None:
    def alone(*more: str) -> set[str]:
        rows = run("weaknesses", "svc-uitkeringen", *DAY, *more, "--json").json["alone"]
        return {row["ids"] for row in rows}

    assert alone("--hours", "12") == set()
    assert alone() == {"supplier:sup-nimbus", "supplier:sup-zilverlijn"}


def test_facilities_and_groups_can_be_asked(run: Run) -> None:
    facilities = run("weaknesses", "svc-paspoorten", *DAY, "--kind", "facilities", "--json").json
    assert [row["ids"] for row in facilities["alone"]] == ["system:sys-datacentrum"]
    groups = run("weaknesses", "svc-paspoorten", *DAY, "--kind", "groups", "--json").json
    assert [row["ids"] for row in groups["alone"]] == ["supplier:sup-nimbus-holding"]
    assert groups["made"]["kinds"] == ["groups"]


def test_the_same_kind_twice_is_asked_once(run: Run) -> None:
    twice = run(*DIKES, "--kind", "suppliers", "--kind", "suppliers", "--json")
    assert twice.out == run(*DIKES, "--json").out


def test_a_fuse_for_each_service_that_has_one_in_words(run: Run) -> None:
    answer = run("fuses", *DAY, "--json").json
    assert answer["says"][2] == "Services that none of the suppliers brings down alone: 1 of 10."
    rows = {row["service_id"]: row for row in answer["fuses"]}
    assert (rows["svc-paspoorten"]["lost_at"], rows["svc-paspoorten"]["cause_id"]) == (
        4,
        "supplier:sup-nimbus",
    )
    assert "svc-dijkbewaking" not in rows


def test_a_fuse_is_the_first_of_what_brings_the_service_down(run: Run) -> None:
    for row in run("fuses", *DAY, "--json").json["fuses"]:
        alone = run("weaknesses", row["service_id"], *DAY, "--order", "1", "--json").json["alone"]
        assert (alone[0]["lost_at"], alone[0]["ids"]) == (row["lost_at"], row["cause_id"])
        assert len(alone) == row["causes"]
        assert alone[0]["sure_at"] == row["sure_at"]


def test_what_is_no_service_is_told_with_what_it_is(run: Run) -> None:
    ended = run("weaknesses", "sup-nimbus", *DAY)
    assert ended.err.startswith("sup-nimbus is a supplier, not a service.\nName a service")


def test_every_kind_is_a_choice_of_both_commands() -> None:
    for command in (weaknesses, fuses):
        (option,) = [param for param in command.params if param.name == "kinds"]
        assert set(option.type.choices) == {kind.value for kind in Kind}
