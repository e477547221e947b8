# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The closed sets of words that columns of the register may hold."""

from enum import StrEnum


class Noun(StrEnum):
    """The kinds of thing a row of the register can point at."""

    ORGANISATION = "organisation"
    SERVICE = "service"
    SYSTEM = "system"
    SUPPLIER = "supplier"
    OWNERSHIP = "ownership"
    CONTRACT = "contract"
    DELIVERY = "delivery"
    REQUIREMENT = "requirement"
    MEMBER = "member"
    FALLBACK = "fallback"
    IDENTIFIER = "identifier"
    USE = "use"


class Confidence(StrEnum):
    """How well a fact is known."""

    OBSERVED = "observed"  # measured or read from a register that decides
    DECLARED = "declared"  # said by who should know
    ESTIMATED = "estimated"  # concluded from other facts
    UNKNOWN = "unknown"


class Criticality(StrEnum):
    """What a shortage of a requirement does to its owner."""

    ESSENTIAL = "essential"  # the owner is no better than this requirement
    DEGRADING = "degrading"  # the owner loses at most `share`
    NONE = "none"  # a known relation without effect


class Mode(StrEnum):
    """How a shortage counts: half delivered is half the level, or nothing."""

    PROPORTIONAL = "proportional"
    STRICT = "strict"


class SystemKind(StrEnum):
    """What a system is."""

    APPLICATION = "application"
    PLATFORM = "platform"  # shared by several organisations
    FACILITY = "facility"  # a place: data centre, building, power feed
    CAUSE = "cause"  # something with which things stop together


class Role(StrEnum):
    """What a supplier does in a delivery."""

    CONTRACTING_PARTY = "contracting-party"
    HOST = "host"
    SUBCONTRACTOR = "subcontractor"
    RESELLER = "reseller"
    MAKER = "maker"


class Recurrence(StrEnum):
    """When the days of a calendar of use come back."""

    YEARLY = "yearly"  # days as 03-01
    MONTHLY = "monthly"  # days as 25
    WEEKLY = "weekly"  # days as 1, which is Monday, to 7
    OTHERWISE = "otherwise"  # all days that are in no other row of the service


class OwnershipKind(StrEnum):
    """How a parent holds a child."""

    CONSOLIDATING = "consolidating"
    SHAREHOLDING = "shareholding"
    VOTING_RIGHTS = "voting-rights"
    OTHER = "other"
