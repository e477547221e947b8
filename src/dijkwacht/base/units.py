# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whole hours and basis points, and the two values that are written out: `never` and `n/a`."""

from datetime import date
from typing import Final, NewType

Hours = NewType("Hours", int)
"""A length of time in whole hours."""

BasisPoints = NewType("BasisPoints", int)
"""A level, share, weight or k in ten-thousandths: 10,000 is one."""

ONE: Final = BasisPoints(10_000)

DAY_HOURS: Final = 24

# FOREVER is a number, not None: min() and <= then need no special cases.
FOREVER: Final = Hours(10**9)
NEVER_DAY: Final = date.max

# Every number in the register is at least 0, so -1 is free to say "does not apply".
NOT_APPLICABLE: Final = -1
NOT_APPLICABLE_DAY: Final = date.min
