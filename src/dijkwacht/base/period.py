# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""When something is true: from a day, until a day (exclusive), either end open."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """From `valid_from` (inclusive) until `valid_until` (exclusive); None is open."""

    valid_from: date | None = None
    valid_until: date | None = None

    def contains(self, day: date) -> bool:
        """Whether it is true on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day < self.valid_until
        )

    def is_possible(self) -> bool:
        """Whether it holds on any day at all."""
        return (
            self.valid_from is None
            or self.valid_until is None
            or self.valid_from < self.valid_until
        )

    def overlaps(self, other: "Period") -> bool:
        """Whether both are true on some day."""
        starts = max(self.valid_from or date.min, other.valid_from or date.min)
        ends = min(self.valid_until or date.max, other.valid_until or date.max)
        return starts < ends


ALWAYS = Period()
