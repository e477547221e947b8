# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The night of the watch: floors, groups, unknown, hysteresis, and the order of things."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.findings.classes import Class
from dijkwacht.findings.fusion import Term
from dijkwacht.findings.levels import UNKNOWN
from dijkwacht.findings.signals import unknown
from dijkwacht.register.codes import ReadingState
from dijkwacht.register.row import Row
from tests.watched import START, acted, hanging, held, level, nights, read, seen, supplier

NIMBUS, POLDER, STAR = "nimbus", "polder", "star"
CAST = [supplier(id) for id in (NIMBUS, POLDER, STAR)]


def days(count: int) -> list[date]:
    return [START + timedelta(days=number) for number in range(count)]


def test_a_bankruptcy_is_level_four_whatever_the_accounts_say() -> None:
    on_them = hanging({NIMBUS: Class.K})
    (found,) = nights([*CAST, seen(NIMBUS, "insolvency-bankruptcy", START)], days(1), None, on_them)
    assert (level(found, NIMBUS), level(found, POLDER)) == (4, 0)
    (alert,) = found.standing.book.alerts
    assert (alert.supplier_id, alert.cause, alert.always) == (NIMBUS, "insolvency-bankruptcy", True)


def test_on_whom_nothing_hangs_has_the_level_and_takes_its_turn_for_an_alert() -> None:
    (found,) = nights([*CAST, seen(NIMBUS, "insolvency-bankruptcy", START)], days(1))
    (alert,) = found.standing.book.alerts
    assert (level(found, NIMBUS), alert.always, alert.status) == (4, False, "open")


def test_what_is_known_only_tomorrow_counts_only_tomorrow() -> None:
    told = seen(NIMBUS, "insolvency-bankruptcy", START, known_on=START + timedelta(days=1))
    first, second = nights([*CAST, told], days(2))
    assert (level(first, NIMBUS), level(second, NIMBUS)) == (0, 4)
    read_late = seen(POLDER, "payment-default", START, recorded_on=START + timedelta(days=1))
    first, second = nights([*CAST, read_late], days(2))
    assert (level(first, POLDER), level(second, POLDER)) == (0, 3)


def test_a_parent_reaches_its_entities_and_the_because_says_so() -> None:
    rows = [*CAST, held(POLDER, NIMBUS), held(STAR, POLDER)]
    (found,) = nights([*rows, seen(NIMBUS, "insolvency-suspension", START)], days(1))
    assert [level(found, id) for id in (NIMBUS, POLDER, STAR)] == [4, 3, 2]
    why = found.terms(POLDER).filter(pl.col("term") == Term.GROUP_FLOOR).row(0, named=True)
    assert (why["code"], why["floor"]) == (NIMBUS, 3)
    causes = {alert.supplier_id: alert.cause for alert in found.standing.book.alerts}
    assert causes == {NIMBUS: "insolvency-suspension", POLDER: "group", STAR: "group"}


def test_a_ring_of_owners_comes_to_an_end() -> None:
    rows = [*CAST, held(POLDER, NIMBUS), held(NIMBUS, POLDER)]
    (found,) = nights([*rows, seen(NIMBUS, "payment-default", START)], days(1))
    assert [level(found, id) for id in (NIMBUS, POLDER)] == [3, 2]


def test_without_accounts_and_observations_a_level_is_unknown_and_counted() -> None:
    (found,) = nights(CAST, days(1), {NIMBUS: -6_000_000})
    assert [level(found, id) for id in (NIMBUS, POLDER, STAR)] == [0, UNKNOWN, UNKNOWN]
    assert unknown(found) == 2


def test_silence_of_a_feed_makes_quiet_unknown_and_never_lowers() -> None:
    rows = [
        *(*CAST, read("insolvency-register", START), seen(NIMBUS, "profit-warning", START)),
        read("insolvency-register", START + timedelta(days=1), ReadingState.BROKEN),
    ]
    found = nights(rows, days(12))
    assert [level(one, POLDER) for one in found] == [0] * 8 + [UNKNOWN] * 4
    assert {level(one, NIMBUS) for one in found} == {2}
    assert found[-1].blind == ("insolvency-register",)


def test_a_level_rises_at_once_and_falls_after_two_clean_nights() -> None:
    ends = START + timedelta(days=3)
    rows = [*CAST, seen(NIMBUS, "payment-default", START, valid_until=ends, valid_from=START)]
    assert [level(one, NIMBUS) for one in nights(rows, days(6))] == [3, 3, 3, 3, 0, 0]


def test_one_night_lower_is_not_enough() -> None:
    first = seen(NIMBUS, "payment-default", START, valid_until=START + timedelta(days=2))
    again = seen(NIMBUS, "covenant-breach", START + timedelta(days=3))
    assert [level(one, NIMBUS) for one in nights([*CAST, first, again], days(6))] == [3] * 6


def test_more_of_one_family_is_held_to_its_cap() -> None:
    news = [seen(NIMBUS, "news-serious", START, id=f"obs-{number}") for number in range(9)]
    (found,) = nights([*CAST, *news], days(1))
    terms = found.terms(NIMBUS)
    assert int(terms["micro"].sum()) == int(found.fused.log_odds[found.ids.index(NIMBUS)])
    assert int(terms.filter(pl.col("term") != Term.ACCOUNTS)["micro"].sum()) == 700_000


def test_what_hangs_on_it_decides_how_much_a_probability_means() -> None:
    weak = {NIMBUS: -1_000_000, POLDER: -1_000_000, STAR: -6_000_000}
    on_them = hanging({NIMBUS: Class.V, POLDER: Class.O})
    (found,) = nights(CAST, days(1), weak, on_them)
    assert [level(found, id) for id in (NIMBUS, POLDER, STAR)] == [3, 1, 0]


def test_a_person_closes_what_only_a_person_can_end() -> None:
    rows = [*CAST, seen(NIMBUS, "payment-default", START)]
    closed = acted(NIMBUS, "payment-default", "close", START + timedelta(days=2), reason="paid")
    found = nights([*rows, closed], days(5))
    assert [level(one, NIMBUS) for one in found] == [3, 3, 3, 0, 0]
    (alert,) = found[-1].standing.book.alerts
    assert (alert.status, alert.by, alert.reason) == ("closed", "duty officer", "paid")


ROWS = st.lists(
    st.builds(
        lambda of, kind, day: seen(of, kind, START + timedelta(days=day)),
        st.sampled_from([NIMBUS, POLDER, STAR]),
        st.sampled_from(["news-serious", "profit-warning", "rating-lowered", "rating-raised"]),
        st.integers(0, 8),
    ),
    max_size=8,
    unique_by=lambda row: row.id,
)


@given(ROWS, st.integers(1, 9))
def test_a_night_hangs_on_the_night_before_and_its_day_alone(rows: Sequence[Row], cut: int) -> None:
    whole = nights([*CAST, held(STAR, NIMBUS), *rows], days(10))
    known = [row for row in rows if row.known_on <= START + timedelta(days=cut)]  # type: ignore[attr-defined]
    part = nights([*CAST, held(STAR, NIMBUS), *known], days(cut + 1))
    for one, other in zip(whole, part, strict=False):
        assert np.array_equal(one.levels.level, other.levels.level)
        assert one.standing.book == other.standing.book


@given(ROWS)
def test_the_terms_of_each_supplier_add_up_to_its_log_odds(rows: Sequence[Row]) -> None:
    (found,) = nights([*CAST, held(STAR, NIMBUS), *rows], [START + timedelta(days=8)])
    for row, id in enumerate(found.ids):
        assert int(found.terms(id)["micro"].sum()) == int(found.fused.log_odds[row])


@given(ROWS, st.randoms())
def test_the_order_of_rows_changes_nothing(rows: list[Row], chance: Random) -> None:
    mixed = [*CAST, *rows]
    chance.shuffle(mixed)
    for one, other in zip(nights([*CAST, *rows], days(4)), nights(mixed, days(4)), strict=True):
        assert one.fused.terms.equals(other.fused.terms)
        assert one.standing.book == other.standing.book
