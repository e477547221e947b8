# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The classes of all services, as columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
NONE: Final = -1
"""No number: unknown, or nothing of the kind, in a column of whole numbers."""


class Class(IntEnum):
    """How bad the loss of a service is, from low to high."""

    O = 0  # noqa: E741  # the letter of the method: other
    K = 1  # critical for its own organisation
    C = 2  # crucial: for society, or several organisations
    V = 3  # vital: for the nation


@dataclass(frozen=True, eq=False)
class Classes:
    """One entry per service, by id ascending."""

    ids: tuple[str, ...]
    level: Ints  # Class, after all adjustments
    gross: Ints  # Class, before an alternative or two signatories moved it
    mtpd: Ints  # hours, from what is sure; FOREVER where no assessed time reaches K
    provisional: Flags  # something that decides is not known
    mtpd_early: Ints  # hours: the earliest it may be; the same where all is known
    possible: Ints  # Class it may turn out to have, before an alternative or signatories

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """The row of each service."""
        return {id: row for row, id in enumerate(self.ids)}

    def of(self, service_id: str) -> int:
        """The row of a service; KeyError when there is none."""
        return self.rows[service_id]
