# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Decision diagrams of monotone functions and of families of sets, held against counting by
hand."""

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.base.errors import WrongQuestion
from dijkwacht.engine.published.decision_diagram import NO, YES, Families, Functions

VARIABLES = 5
Family = frozenset[frozenset[int]]
families = st.frozensets(st.frozensets(st.integers(0, VARIABLES - 1)), max_size=6)


def value(functions: Functions, node: int, given: tuple[bool, ...]) -> bool:
    while node > YES:
        branch = functions.high if given[functions.level[node]] else functions.low
        node = branch[node]
    return node == YES


def union(functions: Functions, sets: Family) -> int:
    """The function that is true when all variables of some set are."""
    node = NO
    for one in sorted(sets, key=sorted):
        term = YES
        for variable in one:
            term = functions.both(term, functions.variable(variable))
        node = functions.either(node, term)
    return node


def listed(made: Families, root: int) -> Family:
    found = []
    waiting: list[tuple[int, frozenset[int]]] = [(root, frozenset())]
    while waiting:
        node, chosen = waiting.pop()
        if node == YES:
            found.append(chosen)
        elif node != NO:
            waiting.append((made.low[node], chosen))
            waiting.append((made.high[node], chosen | {made.level[node]}))
    assert len(found) == len(set(found))
    return frozenset(found)


def smallest(sets: Family) -> Family:
    return frozenset(one for one in sets if not any(other < one for other in sets))


@given(families)
def test_the_minimal_sets_of_a_function_are_those_that_contain_no_other(sets: Family) -> None:
    functions, made = Functions(), Families()
    assert listed(made, made.minimal(functions, union(functions, sets))) == smallest(sets)


@given(families, families)
def test_without_leaves_the_sets_that_contain_none_of_the_others(one: Family, two: Family) -> None:
    functions, made = Functions(), Families()
    first, second = (made.minimal(functions, union(functions, sets)) for sets in (one, two))
    expected = {a for a in smallest(one) if not any(b <= a for b in two)}
    assert listed(made, made.without(first, second)) == expected


@pytest.mark.parametrize("least", range(1, VARIABLES + 1))
def test_at_least_so_many_counts_what_is_true(least: int) -> None:
    functions = Functions()
    node = functions.at_least(least, [functions.variable(level) for level in range(VARIABLES)])
    for values in product([False, True], repeat=VARIABLES):
        assert value(functions, node, values) == (sum(values) >= least), values
    made = Families()
    expected = {frozenset(chosen) for chosen in combinations(range(VARIABLES), least)}
    assert listed(made, made.minimal(functions, node)) == expected


def test_equal_functions_are_the_same_node() -> None:
    functions = Functions()
    a, b, c = (functions.variable(level) for level in range(3))
    one = functions.either(functions.both(a, b), functions.both(a, c))
    assert one == functions.both(functions.either(c, b), a)
    assert functions.either(a, functions.both(a, b)) == a


def test_a_chain_of_thousands_does_not_run_out_of_stack() -> None:
    functions, made = Functions(), Families()
    size = 5_000
    node = functions.at_least(size, [functions.variable(level) for level in range(size)])
    other = functions.at_least(1, [functions.variable(level) for level in range(size)])
    assert functions.both(node, other) == node
    assert len(made.under(made.minimal(functions, node))) == size
    assert len(made.under(made.minimal(functions, other))) == size


def test_a_diagram_that_grows_too_large_is_refused_and_not_tried() -> None:
    functions = Functions(most=20)
    with pytest.raises(WrongQuestion) as told:
        functions.at_least(5, [functions.variable(level) for level in range(10)])
    assert (told.value.what.code, told.value.what.params) == ("fault-tree-large", {"nodes": 20})
