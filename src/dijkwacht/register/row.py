# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every row of the register has, and the types of what columns hold."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NewType

from dijkwacht.base.period import Period
from dijkwacht.register.codes import Confidence

OrganisationId = NewType("OrganisationId", str)
ServiceId = NewType("ServiceId", str)
SystemId = NewType("SystemId", str)
SupplierId = NewType("SupplierId", str)
ContractId = NewType("ContractId", str)
RequirementId = NewType("RequirementId", str)
Country = NewType("Country", str)
"""ISO 3166-1 alpha-2 code."""
DeliveryId = NewType("DeliveryId", str)
ObservationId = NewType("ObservationId", str)
Persons = NewType("Persons", int)
"""A number of people."""
Quantity = NewType("Quantity", int)
"""A whole number of something that another column, or the docstring, names."""
Days = NewType("Days", int)
"""A length of time in whole days."""
Amount = NewType("Amount", int)
"""An amount in whole units of the row's currency, below zero where it is owed or lost."""
Money = NewType("Money", Decimal)
"""An amount in units of the row's currency (ISO 4217), at most two decimals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What every row of the register has: identity, time and provenance. The key is (`id`,
    `valid_from`)."""

    id: str
    valid_from: date | None = None
    valid_until: date | None = None  # exclusive; None is open
    source: str | None = None
    recorded_on: date | None = None
    confidence: Confidence | None = None
    known_from: int = 0  # revision at which we learned this row
    # revision at which it was corrected (exclusive); None is still held
    known_until: int | None = None

    @property
    def valid(self) -> Period:
        """When the fact is true."""
        return Period(self.valid_from, self.valid_until)
