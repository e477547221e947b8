# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The watch with the eyes of one organisation: the same facts, and only what hangs on it there."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.findings.alerts import Status
from dijkwacht.findings.classes import NONE, Class
from dijkwacht.findings.levels import LevelPolicy
from dijkwacht.findings.own_levels import Known, Own, known, only, own_levels
from dijkwacht.register.row import Row
from tests.watched import (
    NOTHING,
    RULEBOOK,
    SOUND,
    START,
    acted,
    hanging,
    nights,
    register,
    seen,
    supplier,
)

NIMBUS, POLDER = "nimbus", "polder"
CAST: list[Row] = [supplier(id) for id in (NIMBUS, POLDER)]
DAYS = [START + timedelta(days=number) for number in range(4)]
RISKY = -2_500_000  # log-odds in millionths: in band 2 of the fixed limits


def policy(day: date) -> LevelPolicy:
    return LevelPolicy.of(RULEBOOK.on(day))


def own(found: list[Known], of: Mapping[str, int], acts: list[Row] | None = None) -> Own:
    rows = register(acts or [], DAYS[-1]).table("alert_acts")
    return own_levels(found, of, rows, policy)


def of(found: Own, id: str) -> int:
    return int(found.levels.level[found.levels.ids.index(id)])


def known_nights(rows: list[Row], odds: Mapping[str, int], count: int = 1) -> list[Known]:
    return [known(one) for one in nights(rows, DAYS[:count], odds)]


def test_the_level_is_by_what_hangs_on_it_there() -> None:
    found = known_nights(CAST, {NIMBUS: RISKY, POLDER: SOUND})
    levels = {
        word: of(own(found, {NIMBUS: level}), NIMBUS)
        for word, level in (("V", int(Class.V)), ("K", int(Class.K)), ("none", NONE))
    }
    assert levels == {"V": 3, "K": 1, "none": 0}


def test_with_the_same_eyes_it_is_the_night_itself() -> None:
    classes = {NIMBUS: Class.C, POLDER: Class.O}
    rows = [*CAST, seen(POLDER, "payment-default", DAYS[1])]
    whole = nights(rows, DAYS, {NIMBUS: RISKY, POLDER: SOUND}, hanging(classes))
    found = own([known(one) for one in whole], {id: int(held) for id, held in classes.items()})
    for name in ("level", "raw", "band", "clean", "most"):
        same = getattr(found.levels, name) == getattr(whole[-1].levels, name)
        assert same.all(), name
    assert found.levels.since == whole[-1].levels.since
    assert found.book == whole[-1].standing.book


@given(st.integers(NONE, int(Class.V)))
def test_what_hangs_elsewhere_changes_nothing(critical: int) -> None:
    rows = [*CAST, seen(NIMBUS, "news-serious", DAYS[0])]
    first, *others = known_nights(rows, {NIMBUS: RISKY, POLDER: SOUND}, 2)
    other = replace(first, rows=first.rows.with_columns(critical=pl.lit(critical, pl.Int64)))
    was, now = (own([one, *others], {NIMBUS: int(Class.K)}) for one in (first, other))
    assert (was.levels.level == now.levels.level).all()
    assert (was.book, list(was.critical)) == (now.book, list(now.critical))


def test_only_suppliers_that_touch_it_are_there_and_nobody_without_is_no_fault() -> None:
    found = known_nights(CAST, {NIMBUS: RISKY, POLDER: SOUND})
    assert own(found, {POLDER: NONE}).levels.ids == (POLDER,)
    assert own(found, {}).levels.ids == ()


def test_its_own_acts_close_its_own_alert() -> None:
    rows = [*CAST, seen(NIMBUS, "insolvency-bankruptcy", DAYS[0])]
    found = known_nights(rows, {NIMBUS: SOUND, POLDER: SOUND}, 3)
    cause = "insolvency-bankruptcy"
    (alert,) = own(found, {NIMBUS: NONE}).book.alerts
    assert (alert.status, alert.cause, alert.raised_on) == (Status.OPEN, cause, DAYS[0])
    closed = acted(NIMBUS, cause, "close", DAYS[1])
    (alert,) = own(found, {NIMBUS: NONE}, [closed]).book.alerts
    assert alert.status is Status.CLOSED


def test_a_part_of_the_suppliers_keeps_what_is_known_of_them() -> None:
    (found,) = nights(CAST, DAYS[:1], {NIMBUS: RISKY, POLDER: SOUND}, NOTHING)
    part = only(found.fused, {NIMBUS})
    assert (part.ids, part.log_odds.tolist()) == ((NIMBUS,), [RISKY])
    assert part.terms["supplier_id"].unique().to_list() == [NIMBUS]


def test_terms_add_up_to_the_log_odds() -> None:
    rows = [*CAST, *(seen(NIMBUS, "news-serious", day) for day in DAYS[:3])]
    found = nights(rows, DAYS[:3], {NIMBUS: RISKY, POLDER: SOUND})[-1]
    for row, id in enumerate(found.ids):
        assert found.terms(id)["micro"].sum() == found.fused.log_odds[row]


def test_before_any_night_nothing_is_known() -> None:
    assert own([], {NIMBUS: NONE}).levels.ids == ()
