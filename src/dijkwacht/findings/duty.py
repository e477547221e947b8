# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""One obligation of a class, judged for all services that have it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any, Final

import numpy as np

from dijkwacht.findings.classes import NONE, Class, Classes, Flags, Ints
from dijkwacht.rules.rulebook import Parameters


class Status(IntEnum):
    """Whether an obligation is met; the worst first."""

    NOT_MET = 0
    UNKNOWN = 1
    MET = 2

    @property
    def word(self) -> str:
        """As it is written."""
        return self.name.lower().replace("_", "-")


class Asked(StrEnum):
    """What a class obliges to."""

    RTO = "rto"
    FALLBACKS_INDEPENDENT = "fallbacks-independent"
    FALLBACKS_ANY = "fallbacks-any"
    FALLBACKS_PUBLIC = "fallbacks-public"  # one without a commercial party
    NO_GAP = "no-gap"
    FUNCTIONAL_TEST = "functional-test"
    CONTINUITY_TEST = "continuity-test"  # of whatever kind
    LONG_EXERCISE = "long-exercise"
    LONG_TABLE_TOP = "long-table-top"
    FULL_SWITCH = "full-switch"
    EX_ANTE_REVIEW = "ex-ante-review"
    SIGNAL_WATCH = "signal-watch"
    SUPPLIER_MEETING = "supplier-meeting"
    BOARD_CONFIRMATION = "board-confirmation"
    EXIT_TEST = "exit-test"
    EXIT_TABLE_TOP = "exit-table-top"
    EXIT_PLAN = "exit-plan"
    CLASS_REVIEW = "class-review"
    CHAIN = "chain"


class Because(StrEnum):
    """Why an obligation is met, not met or unknown."""

    WITHIN = "within"  # the recovery time lies within what is allowed
    TOO_LATE = "too-late"
    AGREED = "agreed"
    NONE_AGREED = "none-agreed"
    VALUE_UNKNOWN = "value-unknown"
    MTPD_MAY_BE_EARLIER = "mtpd-may-be-earlier"  # and then the recovery time is too late
    ENOUGH = "enough"
    TOO_FEW = "too-few"
    SOME_UNKNOWN = "some-unknown"  # with those of which it is not known there would be enough
    NO_GAP = "no-gap"
    GAP = "gap"
    GAP_IF_EARLIER = "gap-if-earlier"  # only if the MTPD turns out earlier
    GAP_IF_HIGHER = "gap-if-higher"  # only beyond the horizon: if the class turns out higher
    NOT_REQUIRED = "not-required"
    REQUIRED_UNKNOWN = "required-unknown"  # whether cover is required at all
    EXIT_UNKNOWN = "exit-unknown"  # no gap so far, but the horizon may be later
    DONE = "done"
    NOTHING_RECORDED = "nothing-recorded"
    TOO_OLD = "too-old"
    FAILED = "failed"
    NOT_OBSERVED = "not-observed"  # by somebody else than who did it
    TOO_SHORT = "too-short"
    PROOF_INCOMPLETE = "proof-incomplete"  # something that decides is not recorded
    VISIBLE = "visible"
    SUPPLIER_UNKNOWN = "supplier-unknown"
    NOTHING_BEHIND = "nothing-behind"  # nothing is recorded behind something that is no end
    SOLE_SOURCE_UNKNOWN = "sole-source-unknown"  # whether an unnamed supplier is the only one


class Unit(StrEnum):
    """What the value and the threshold of an obligation are."""

    HOURS = "hours"
    COUNT = "count"
    DAY = "day"  # the value a day (since 1970-01-01), the threshold the first that counts
    RANK = "rank"


@dataclass(frozen=True, eq=False)
class Duty:
    """One entry per service that has the obligation, by service ascending."""

    name: Asked
    rule: Parameters
    key: str  # of the value in the rule; empty where that is the letter of the class
    unit: Unit
    service: Ints  # row of `Classes`
    status: Ints  # Status
    because: tuple[Because, ...]
    value: Ints  # NONE where unknown, or none
    threshold: Ints  # NONE where there is none


def asked(classes: Classes, by_class: Mapping[str, Any]) -> tuple[Ints, Ints]:
    """The services of the classes in this map (rows, ascending), and the value for each."""
    values = np.array([by_class.get(kind.name, NONE) for kind in Class], np.int64)
    found = values[classes.level]
    service = np.flatnonzero(found != NONE)
    return service, found[service]


def first_of(*cases: tuple[Flags, Because], otherwise: Because) -> tuple[Because, ...]:
    """For each entry the first case that holds."""
    size = cases[0][0].size
    found = np.full(size, len(cases))
    for place, (holds, _) in reversed(list(enumerate(cases))):
        found[holds] = place
    words = (*(because for _, because in cases), otherwise)
    return tuple(words[place] for place in found.tolist())


STATUS: Final[Mapping[Because, Status]] = {
    **dict.fromkeys(Because, Status.NOT_MET),
    **dict.fromkeys(
        (
            Because.WITHIN,
            Because.AGREED,
            Because.ENOUGH,
            Because.NO_GAP,
            Because.NOT_REQUIRED,
            Because.DONE,
            Because.VISIBLE,
        ),
        Status.MET,
    ),
    **dict.fromkeys(
        (
            Because.VALUE_UNKNOWN,
            Because.MTPD_MAY_BE_EARLIER,
            Because.SOME_UNKNOWN,
            Because.GAP_IF_EARLIER,
            Because.GAP_IF_HIGHER,
            Because.REQUIRED_UNKNOWN,
            Because.EXIT_UNKNOWN,
            Because.PROOF_INCOMPLETE,
            Because.NOTHING_BEHIND,
            Because.SOLE_SOURCE_UNKNOWN,
        ),
        Status.UNKNOWN,
    ),
}
"""What each reason makes of an obligation."""


def judged(
    name: Asked,
    cited: tuple[Parameters, str],
    unit: Unit,
    service: Ints,
    because: tuple[Because, ...],
    value: Ints,
    threshold: Ints,
) -> Duty:
    """The obligation with the status that its reasons make; `cited` is its rule and the key of the
    value in it."""
    status = np.array([STATUS[reason] for reason in because], np.int64)
    return Duty(name, *cited, unit, service, status, because, value, threshold)
