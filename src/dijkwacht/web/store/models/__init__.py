# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of the register, and its revisions."""

from typing import Final

from dijkwacht.register.records import TABLES
from dijkwacht.web.store.models.assessed import (
    Designation,
    Evidence,
    Harm,
    Override,
    Population,
    Standing,
)
from dijkwacht.web.store.models.entry import SearchEntry
from dijkwacht.web.store.models.nouns import (
    Contract,
    Delivery,
    Fact,
    Fallback,
    Member,
    Organisation,
    OutsideIdentifier,
    Ownership,
    Requirement,
    Service,
    Supplier,
    System,
    Use,
)
from dijkwacht.web.store.models.revision import Revision
from dijkwacht.web.store.models.row import HeldRow
from dijkwacht.web.store.models.watched import (
    AlertAct,
    ContractOption,
    Match,
    Observation,
    Reading,
    SovereigntyScore,
    Statement,
)

MODELS: Final[dict[str, type[HeldRow]]] = dict(
    zip(
        TABLES,
        (
            Organisation,
            Service,
            System,
            Supplier,
            Ownership,
            Contract,
            Delivery,
            Requirement,
            Member,
            Fallback,
            OutsideIdentifier,
            Use,
            Harm,
            Designation,
            Override,
            Evidence,
            Standing,
            Population,
            Statement,
            Observation,
            Match,
            Reading,
            AlertAct,
            ContractOption,
            SovereigntyScore,
            Fact,
        ),
        strict=True,
    )
)
"""The model of each table of the exchange format."""

__all__ = [
    "MODELS",
    "AlertAct",
    "Contract",
    "ContractOption",
    "Delivery",
    "Designation",
    "Evidence",
    "Fact",
    "Fallback",
    "Harm",
    "HeldRow",
    "Match",
    "Member",
    "Observation",
    "Organisation",
    "OutsideIdentifier",
    "Override",
    "Ownership",
    "Population",
    "Reading",
    "Requirement",
    "Revision",
    "SearchEntry",
    "Service",
    "SovereigntyScore",
    "Standing",
    "Statement",
    "Supplier",
    "System",
    "Use",
]
