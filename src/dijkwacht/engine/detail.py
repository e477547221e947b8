# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What there is to know of an outage beside its losses: fallbacks, claims, black starts."""

from dataclasses import dataclass

from dijkwacht.engine.blackstart import BlackStart, black_starts
from dijkwacht.engine.claims import Claim, Peak, claims, peaks
from dijkwacht.engine.outage import Outage
from dijkwacht.engine.rank import Progress
from dijkwacht.engine.saved import MOST, Savings, savings


@dataclass(frozen=True, slots=True)
class Detail:
    """An outage seen closer."""

    savings: Savings
    claims: tuple[Claim, ...]
    peaks: tuple[Peak, ...]
    black_starts: tuple[BlackStart, ...]


def detail(outage: Outage, most: int = MOST, progress: Progress = lambda done, of: None) -> Detail:
    """An outage seen closer; at most `most` fallbacks are left away, each in a run of its own."""
    claimed = claims(outage)
    return Detail(
        savings(outage, most, progress),
        tuple(claimed),
        tuple(peaks(outage.network, claimed)),
        tuple(black_starts(outage)),
    )
