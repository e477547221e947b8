# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A fictional state as a whole: sound at any size, the same every time, and in believable shape."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dijkwacht.base.errors import RuleNotInForce, WrongQuestion
from dijkwacht.base.problem import Grade
from dijkwacht.engine.outage import outage
from dijkwacht.engine.scenario import stops
from dijkwacht.graph.build import build
from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.graph.loops import feedback_groups
from dijkwacht.register.checks import check
from dijkwacht.register.register import History
from dijkwacht.register.tables import Format, read_tables, write_tables
from dijkwacht.rules.rulebook import Rulebook, Rules
from dijkwacht.sources.fictional import MOST, generate

ON = date(2026, 6, 1)
RULES = Rulebook.read().on(ON)
# The tables of 3 organisations with seed 1, as columns without those of validity and revision. When
# the generator or its policy is changed on purpose this changes too: write it down anew.
KEPT = "74f1871daee2a1b6"


WEIGHED = ("harms", "designations", "evidence")  # what follows from how much a service matters


def state(organisations: int = 30, seed: int = 1, rules: Rules = RULES) -> History:
    return generate(organisations, seed, rules, ON)


@pytest.fixture(scope="module")
def province() -> History:
    """A state large enough for every feature: 120 organisations."""
    return state(120)


@pytest.fixture(scope="module")
def graph(province: History) -> DependencyGraph:
    return build(province.at(ON), RULES)


def digest(history: History) -> str:
    late = ("valid_from", "valid_until", "known_from", "known_until")
    text = [
        name + frame.drop(late).write_csv() for name, frame in history.frames.items() if len(frame)
    ]
    return hashlib.sha256("".join(text).encode()).hexdigest()[:16]


def sizes(history: History) -> dict[str, int]:
    return {name: frame.height for name, frame in history.frames.items()}


@pytest.mark.parametrize(
    ("organisations", "services", "systems", "suppliers", "contracts"),
    [(1, 12, 30, 60, 295), (3, 36, 89, 60, 883), (30, 353, 883, 530, 8824)],
)
def test_it_has_as_much_of_everything_as_its_size_asks_for(
    organisations: int, services: int, systems: int, suppliers: int, contracts: int
) -> None:
    made = sizes(state(organisations))
    wanted = {
        "organisations": organisations,
        "services": services,
        "systems": systems,
        "suppliers": suppliers,
        "contracts": contracts,
    }
    assert {name: made[name] for name in wanted} == wanted
    assert made["requirements"] > 0 < made["members"] and made["deliveries"] > 0 < made["fallbacks"]
    assert made["harms"] > 0 < made["evidence"]


def test_at_full_size_it_has_the_totals_that_are_promised() -> None:
    made = sizes(state(1_700))
    assert (made["organisations"], made["services"], made["systems"]) == (1_700, 20_000, 50_000)
    assert (made["suppliers"], made["contracts"]) == (30_000, 500_000)
    assert 480_000 < made["members"] < 540_000
    assert 300_000 < made["harms"] < 400_000


@settings(max_examples=12)
@given(st.integers(1, 60), st.integers(0, 2**32 - 1))
def test_at_any_size_and_seed_it_has_no_faults_and_nothing_to_warn_of(size: int, seed: int) -> None:
    made = state(size, seed)
    graph = build(made.at(ON), RULES)
    problems = [*check(made.known()), *graph.problems]
    assert [problem for problem in problems if problem.grade is not Grade.NOTE] == []
    assert graph.left_out == 0


def test_its_notes_are_those_of_any_register_that_does_not_know_everything(
    province: History,
) -> None:
    assert {problem.what.code for problem in check(province.known())} == {
        "unknown-values",
        "systems-unused",
        "suppliers-unused",
        "contracts-without-deliveries",
        "deliveries-unused",
    }


def test_its_ids_are_unique_and_of_one_length_per_table(province: History) -> None:
    for name, frame in province.frames.items():
        lengths = frame.filter(~pl.col("id").str.contains("-fb-"))["id"].str.len_chars()
        assert (name, frame["id"].n_unique()) == (name, frame.height)
        assert lengths.n_unique() <= 1


def test_the_same_numbers_give_the_same_rows_and_another_seed_gives_others() -> None:
    assert digest(state(5, 7)) == digest(state(5, 7)) != digest(state(5, 8))


def test_the_rows_of_a_seed_are_those_that_were_kept() -> None:
    assert digest(state(3)) == KEPT


def test_another_process_with_other_threads_gives_the_same_bytes(tmp_path: Any) -> None:
    written = {}
    for threads, hashes in (("1", "1"), ("2", "99")):
        folder = tmp_path / threads
        subprocess.run(
            [
                *(sys.executable, "-m", "dijkwacht", "generate", "--organisations", "4"),
                *("--seed", "9", "--on", "2026-06-01", "--into", str(folder)),
            ],
            env={**os.environ, "POLARS_MAX_THREADS": threads, "PYTHONHASHSEED": hashes},
            check=True,
            capture_output=True,
        )
        written[threads] = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert written["1"] == written["2"] != {}


@pytest.mark.parametrize("form", list(Format))
def test_what_is_written_is_read_back_without_loss_or_fault(form: Format, tmp_path: Any) -> None:
    made = state(3)
    write_tables(made, tmp_path, form)
    back, problems = read_tables(tmp_path)
    assert (back, problems) == (made, [])


def changed(rule: str, key: str, value: Any) -> Rules:
    held = RULES.by_name[f"fictional/{rule}"]
    entries = {**held.entries, key: {**held.entries[key], "value": value}}
    return Rules(
        RULES.on,
        {**RULES.by_name, f"fictional/{rule}": replace(held, entries=entries)},
        RULES.ended,
        RULES.begins,
    )


@pytest.mark.parametrize(
    ("rule", "key", "value", "touched"),
    [
        ("proportions", "designated", 9_000, {"services", *WEIGHED}),
        ("proportions", "notice", [1, 2], {"contracts"}),
        ("proportions", "ownership", {"consolidating": 5_000}, {"ownership"}),
        ("proportions", "activation", [5], {"fallbacks"}),
        ("needs", "tolerance", [0, 1, 2], {"requirements"}),
        ("needs", "member_unknown", 5_000, {"members"}),
        ("assessments", "unknown_harm", 9_000, {"harms"}),
        ("assessments", "reintegration", {"easy": 10_000}, {"deliveries"}),
        ("assessments", "claims", [7], {"fallbacks", "systems"}),
        ("assessments", "proof_passed", 100, {"evidence"}),
        ("assessments", "felt", 1, {"standings"}),
    ],
)
def test_another_policy_for_one_part_leaves_all_other_parts_as_they_were(
    rule: str, key: str, value: Any, touched: set[str]
) -> None:
    before, after = state(10), state(10, rules=changed(rule, key, value))
    different = {
        name for name in before.frames if not before.frames[name].equals(after.frames[name])
    }
    assert different == touched


@pytest.mark.parametrize(("organisations", "seed"), [(0, 1), (-1, 1), (MOST + 1, 1), (1, -1)])
def test_a_size_or_seed_out_of_range_is_refused(organisations: int, seed: int) -> None:
    with pytest.raises(WrongQuestion):
        state(organisations, seed)


def test_a_day_for_which_policy_has_no_proportions_is_refused() -> None:
    with pytest.raises(RuleNotInForce):
        generate(1, 1, Rulebook.read().on(date(2020, 1, 1)), date(2020, 1, 1))


def test_circles_of_dependencies_are_there_but_small(graph: DependencyGraph) -> None:
    groups = [len(group) for group in feedback_groups(graph)]
    assert 1 <= len(groups) <= len(graph.nodes) // 200
    assert max(groups) <= 8


def test_chains_of_suppliers_behind_suppliers_lie_under_services(graph: DependencyGraph) -> None:
    layer = graph.order.layer[graph.order.component[graph.services]]
    assert np.median(layer) >= 6
    assert layer.max() <= 40


def test_the_largest_supplier_hurts_many_services_but_not_most(graph: DependencyGraph) -> None:
    largest = graph.node(NodeNoun.SUPPLIER, "sup-000001")
    lost = outage(graph, stops([largest], 720)).within(720).services / len(graph.services)
    assert 0.05 < lost < 0.4


def test_most_suppliers_hurt_no_service(province: History, graph: DependencyGraph) -> None:
    nodes = [graph.node(NodeNoun.SUPPLIER, id) for id in province.table("suppliers")["id"]]
    first = graph.users_of[0]
    assert np.mean([first[node] == first[node + 1] for node in nodes]) > 0.5
