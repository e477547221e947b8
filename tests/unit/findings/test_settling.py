# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The fixed point of classes and cascades: as the definitions say, whatever the order, and never
lower for more harm or less knowledge."""

import random
from dataclasses import replace
from datetime import date

import numpy as np
from assessing import harm, harmless
from builders import fallback, needs, register, rules, service
from classified import (
    TIMES,
    VALUES,
    classified,
    classified_register,
    code,
    plainly,
    states,
    with_table,
)
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dijkwacht.base.units import FOREVER, ONE
from dijkwacht.findings.classes import Class
from dijkwacht.findings.settling import Yardstick
from dijkwacht.register.assessments import Harm
from dijkwacht.register.codes import FallbackKind, HarmKind
from dijkwacht.register.row import Row

MANY = settings(max_examples=60, deadline=None)
FEW = settings(max_examples=25, deadline=None)


@MANY
@given(states())
def test_all_services_at_once_are_classified_as_one_by_one(rows: list[Row]) -> None:
    held = register(rows)
    found, plain = classified_register(held, rules()), plainly(held, rules())
    for row, id in enumerate(found.classes.ids):
        wanted = plain[id]
        assert Class(int(found.classes.gross[row])) == wanted.level[0], id
        assert Class(int(found.settled.level.possible[row])) == wanted.level[1], id
        mtpd = int(found.classes.mtpd[row]), int(found.settled.mtpd_early[row])
        assert mtpd == wanted.mtpd, id
        assert bool(found.classes.provisional[row]) == wanted.provisional, id


@FEW
@given(states(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_of_services_changes_nothing(
    rows: list[Row], chance: random.Random
) -> None:
    first = classified(rows)
    chance.shuffle(rows)
    table = rules().table("classification/service-class")
    shuffled = list(table.rows)
    chance.shuffle(shuffled)
    other = classified(rows, by=with_table(rules(), replace(table, rows=tuple(shuffled))))
    assert first.classes.ids == other.classes.ids
    codes = [first.code(row) for row in range(len(first.classes.ids))]
    assert codes == [other.code(row) for row in range(len(first.classes.ids))]
    assert np.array_equal(first.classes.provisional, other.classes.provisional)
    assert np.array_equal(first.possible, other.possible)


@FEW
@given(states(), st.data())
def test_more_harm_never_lowers_a_class_where_all_is_known(
    rows: list[Row], data: st.DataObject
) -> None:
    before = classified(rows)
    stated = [row for row in rows if isinstance(row, Harm)]
    assume(stated)
    chosen = data.draw(st.sampled_from(stated))
    assert chosen.kind is not None and chosen.value is not None
    more = data.draw(st.sampled_from(VALUES[chosen.kind]))
    worse = [
        replace(row, value=max(row.value or 0, more)) if at_least(row, chosen) else row
        for row in rows
    ]
    after = classified(worse)
    known = ~before.classes.provisional & ~after.classes.provisional
    assert (after.classes.level >= before.classes.level)[known].all()
    assert (after.classes.mtpd <= before.classes.mtpd)[known].all()


@FEW
@given(states(), st.data())
def test_knowing_less_makes_a_class_provisional_and_at_least_critical(
    rows: list[Row], data: st.DataObject
) -> None:
    of = data.draw(
        st.sampled_from([row.service_id for row in rows if isinstance(row, Harm)] or [""])
    )
    assume(of)
    kind = data.draw(st.sampled_from(list(HarmKind)))
    less = [
        row
        for row in rows
        if not (isinstance(row, Harm) and row.service_id == of and row.kind is kind)
    ]
    found = classified(less)
    row = found.classes.of(str(of))
    assert found.classes.provisional[row]
    assert found.classes.level[row] >= Class.K
    before = classified(rows)
    assert found.possible[row] >= before.possible[row]


@FEW
@given(states())
def test_an_independent_tested_fallback_never_raises_a_class(rows: list[Row]) -> None:
    before = classified(rows)
    services = [row for row in rows if row.id.startswith("svc-")]
    helped = fallback(
        "Papier",
        services[0],
        kind=FallbackKind.MANUAL,
        proven_on=date(2026, 5, 1),
        proven_activation_hours=0,
        proven_level=ONE,
    )
    after = classified([*rows, helped])
    assert (after.classes.level <= before.classes.level).all()
    assert np.array_equal(after.classes.gross, before.classes.gross)


@MANY
@given(states())
def test_what_is_possible_is_never_below_what_is_sure(rows: list[Row]) -> None:
    found = classified(rows)
    assert (found.settled.level.possible >= found.settled.level.sure).all()
    assert (found.settled.mtpd_early <= found.classes.mtpd).all()
    assert found.settled.rounds <= 2 + 5 * len(found.classes.ids) * (len(TIMES) + 3)


def test_a_chain_of_cascades_runs_through_to_its_end() -> None:
    a, b, c = (service(name, organisation_id=f"org-{name}") for name in "abc")
    d, e = (service(name, organisation_id="org-c") for name in "de")
    found = classified(
        *(a, b, c, d, e),
        *(harmless(row) for row in (a, b, c, d)),
        *harmless(e, HarmKind.PHYSICAL),
        *harm(e, HarmKind.PHYSICAL, {4: 1, 4_320: 1}),
        *needs(d, c),
        *needs(e, d),
        *needs(c, b),
        *needs(b, a),
    )
    assert [code(found, row) for row in (e, d, c)] == ["K/T1", "K/T2", "K/T2"]
    assert [code(found, row) for row in (b, a)] == ["O/T8", "O/T8"]


def test_two_that_need_each_other_settle() -> None:
    a, b = (service(name, organisation_id="org-a") for name in "ab")
    found = classified(
        *(a, b),
        *harmless(a),
        *harmless(b, HarmKind.LAW),
        *harm(b, HarmKind.LAW, {4: 0, 24: 1, 4_320: 1}),
        *needs(a, b),
        *needs(b, a),
    )
    assert [code(found, row) for row in (a, b)] == ["K/T3", "K/T2"]


def test_the_yardstick_counts_late_columns_lower() -> None:
    by = Yardstick.of(rules())
    columns = np.zeros((2, len(TIMES)), np.int64)
    columns[0, 6:] = Class.C
    columns[1, 5:] = Class.C
    assert by.level(columns).tolist() == [Class.K, Class.C]
    assert by.mtpd(columns).tolist() == [2_160, 720]
    assert by.mtpd(columns * 0).tolist() == [FOREVER, FOREVER]


def at_least(row: Row, chosen: Harm) -> bool:
    """Whether it is harm of the same kind of the same service, at the same hour or later."""
    return (
        isinstance(row, Harm)
        and (row.service_id, row.kind) == (chosen.service_id, chosen.kind)
        and (row.after_hours or 0) >= (chosen.after_hours or 0)
    )
