# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each class obliges to: met, not met or unknown, and why."""

from assessing import evidence
from builders import (
    HOSTING,
    NIMBUS,
    POLDER,
    delivery,
    fallback,
    needs,
)
from covering import AOW, TESTED, judged, option

from dijkwacht.base.units import FOREVER, ONE
from dijkwacht.findings.classes import Class
from dijkwacht.findings.duty import Status
from dijkwacht.register.codes import EvidenceKind, FallbackKind

PROTECTED = (NIMBUS, POLDER, HOSTING, AOW, needs(AOW, HOSTING))
PAPER = option("Papier", ONE, 0, FOREVER)
SECOND = fallback("Tweede", AOW, kind=FallbackKind.SECOND_SUPPLIER)
ELSEWHERE = delivery(POLDER, name="Elders")
APART = (SECOND, ELSEWHERE, needs(SECOND, ELSEWHERE))


TEST = evidence(AOW, EvidenceKind.FUNCTIONAL_TEST, TESTED)


def test_all_obligations_of_a_service_are_counted_once() -> None:
    found = judged(PROTECTED, PAPER, TEST)
    everything = list(found.each())
    assert found.counts().sum() == len(everything) == len({held.duty for held in everything})
    missing = list(found.each(Status.NOT_MET))
    assert {held.status for held in missing} == {Status.NOT_MET}
    assert len(missing) == found.counts()[0, Status.NOT_MET]


def test_the_order_of_rows_never_matters() -> None:
    rows = [*PROTECTED[:4], *PROTECTED[4], PAPER, SECOND, ELSEWHERE, *APART[2], TEST]
    there, back = judged(*rows), judged(*reversed(rows))
    assert [(held.duty.name, *held[2:]) for held in there.each()] == [
        (held.duty.name, *held[2:]) for held in back.each()
    ]


def test_every_obligation_of_2_5_is_in_force_for_its_class() -> None:
    asked = {
        level: [held.duty.name for held in judged(AOW, level=Class[level]).each()]
        for level in "VCKO"
    }
    watch = ["signal-watch", "supplier-meeting"]
    assert asked == {
        "V": [
            *("rto", "fallbacks-independent", "fallbacks-public", "no-gap", "functional-test"),
            *("long-exercise", "full-switch", "ex-ante-review", *watch, "board-confirmation"),
            *("exit-test", "class-review", "chain"),
        ],
        "C": [
            *("rto", "fallbacks-independent", "no-gap", "functional-test", "long-table-top"),
            *("ex-ante-review", *watch, "exit-table-top", "class-review", "chain"),
        ],
        "K": [
            *("rto", "fallbacks-any", "no-gap", "continuity-test", *watch, "exit-plan"),
            *("class-review", "chain"),
        ],
        "O": ["rto", "signal-watch", "class-review", "chain"],
    }
