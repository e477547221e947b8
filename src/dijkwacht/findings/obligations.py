# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the class of each service obliges to, and whether that is met, not met or unknown."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from dijkwacht.findings.chain_visibility import chain_visibility
from dijkwacht.findings.classes import Ints
from dijkwacht.findings.coverage import Coverage
from dijkwacht.findings.duty import Because, Duty, Status
from dijkwacht.findings.proof import proof
from dijkwacht.findings.recovery import enough_fallbacks, no_gap, recovery
from dijkwacht.register.register import Register
from dijkwacht.rules.rulebook import Rules


class Obligation(NamedTuple):
    """One obligation of one service."""

    service: int  # row of `Classes`
    duty: Duty
    status: Status
    because: Because
    value: int
    threshold: int


@dataclass(frozen=True, eq=False)
class Obligations:
    """All obligations of all services. Reviews before class K is bought, the self-checks and exit
    clauses of O are none: nothing in the register tells of them."""

    coverage: Coverage
    duties: tuple[Duty, ...]

    def counts(self) -> Ints:
        """Per service how many are not met, unknown and met: three columns."""
        found = np.zeros((len(self.coverage.classes.ids), len(Status)), np.int64)
        for duty in self.duties:
            np.add.at(found, (duty.service, duty.status), 1)
        return found

    def each(self, *wanted: Status) -> Iterator[Obligation]:
        """Those of these statuses (default: all), by service, then in the order of duties."""
        statuses = [int(status) for status in wanted or Status]
        places = [np.flatnonzero(np.isin(duty.status, statuses)) for duty in self.duties]
        service = np.concatenate(
            [duty.service[at] for duty, at in zip(self.duties, places, strict=True)]
        )
        number = np.repeat(np.arange(len(self.duties)), [at.size for at in places])
        flat = np.concatenate(places)
        for place in np.lexsort((number, service)).tolist():
            duty, at = self.duties[int(number[place])], int(flat[place])
            yield Obligation(
                int(service[place]),
                duty,
                Status(int(duty.status[at])),
                duty.because[at],
                int(duty.value[at]),
                int(duty.threshold[at]),
            )


def obligations(register: Register, rules: Rules, cover: Coverage) -> Obligations:
    """The obligations of all services; RuleNotInForce when policy has no rule for the day."""
    classes = cover.classes
    return Obligations(
        cover,
        (
            *recovery(register, rules, cover),
            *enough_fallbacks(register, rules, cover),
            no_gap(rules, cover),
            *proof(register, rules, classes),
            *chain_visibility(register, cover.graph, rules, classes),
        ),
    )
