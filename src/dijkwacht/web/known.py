# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much of what matters is known: the share of filled cells."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from dijkwacht.base.units import ONE
from dijkwacht.web.access import Reach, Sight
from dijkwacht.web.reasoning import Reasoned

MATTERS: Final[Mapping[str, tuple[str, ...]]] = {
    "services": ("organisation_id", "users", "mbco", "restart_hours"),
    "systems": ("organisation_id", "kind", "country", "restart_hours"),
    "contracts": ("organisation_id", "supplier_id", "ends_on", "notice_days", "yearly_value"),
}
"""The columns without which the answers rest on defaults, or a contract cannot be judged."""


class Known(NamedTuple):
    """Cells that should be filled, and cells that are."""

    filled: int
    cells: int

    @property
    def share(self) -> int | None:
        """The filled part in basis points, rounded down so that only all is all; None of
        nothing."""
        return self.filled * ONE // self.cells if self.cells else None


def known(reasoned: Reasoned, sight: Sight) -> Known:
    """What is known of the rows that a viewer sees; computed once for all who see the same."""
    viewer = sight.viewer
    scope = ",".join(sorted(viewer.own)) if viewer.reach is Reach.OWN else viewer.reach.value
    return reasoned.once(f"known-{scope}", lambda: _counted(sight))


def _counted(sight: Sight) -> Known:
    # under other names the same cells are filled, so that the centre needs no renamed rows here
    own = sight.viewer.reach is Reach.OWN
    filled = cells = 0
    for table, columns in MATTERS.items():
        rows = (sight if own else sight.register).table(table).select(columns)
        cells += rows.height * rows.width
        filled += sum(column.len() - column.null_count() for column in rows)
    return Known(filled, cells)
