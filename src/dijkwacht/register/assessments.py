# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The nouns that people assess, sign and designate: what classes, obligations and tests rest on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from dijkwacht.base.units import Hours
from dijkwacht.register.codes import (
    DesignationKind,
    Direction,
    EvidenceKind,
    HarmKind,
    Noun,
    Result,
    StandingKind,
)
from dijkwacht.register.row import OrganisationId, Quantity, Row, ServiceId

LEVEL: Final = "level"  # 0 none, 1 of its own organisation, 2 of society, 3 of the nation

UNITS: Final[Mapping[HarmKind, str]] = {
    HarmKind.PHYSICAL: "persons",
    HarmKind.LIVING: "persons",
    HarmKind.ECONOMIC: "EUR",
    HarmKind.PERSONS: "persons",
    HarmKind.LAW: LEVEL,
    HarmKind.SECURITY: LEVEL,
}
"""The unit of each kind of harm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm(Row):
    """What the total outage of a service, with all its fallbacks off, has done in all after some
    hours (ISO 22317 business impact analysis). Harm adds up, so it never falls with time. A value
    holds from its hour until the next assessed one. At an hour for which nothing is said, the harm
    is at least the last earlier value and at most the next later one; without a later one there is
    no upper bound. A kind without rows is unknown, never zero (decision 0031)."""

    service_id: ServiceId | None = None
    kind: HarmKind | None = None
    after_hours: Hours | None = None  # since the outage began
    value: Quantity | None = None
    low: Quantity | None = None
    high: Quantity | None = None
    unit: str | None = None  # `persons`, `EUR` or `level`, by the kind
    basis: str | None = None  # how it was found: a registration, a workshop, a law and its article
    assessed_by: str | None = None
    approved_by: str | None = None  # the second signature, of somebody else


@dataclass(frozen=True, slots=True, kw_only=True)
class Designation(Row):
    """What was formally designated: a fact of its own, never a result."""

    noun: Noun | None = None  # organisation or service
    of_id: str | None = None
    kind: DesignationKind | None = None
    designated_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Override(Row):
    """A class moved by two people of different parts of the organisation, with a reason, until
    `valid_until`."""

    service_id: ServiceId | None = None
    direction: Direction | None = None
    reason: str | None = None
    first_signatory: str | None = None
    first_unit: str | None = None
    second_signatory: str | None = None
    second_unit: str | None = None
    signed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Row):
    """Proof that something was done about a service: a test, an exercise, a review, a plan."""

    service_id: ServiceId | None = None
    kind: EvidenceKind | None = None
    done_on: date | None = None
    result: Result | None = None
    hours: Hours | None = None  # of outage that was simulated
    done_by: str | None = None
    observed_by: str | None = None  # somebody from outside the unit
    document: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing(Row):
    """That an organisation's failure is felt by many others, as an authority has established."""

    organisation_id: OrganisationId | None = None
    kind: StandingKind | None = None
    score: Quantity | None = None  # of an O-SII, as its authority published


@dataclass(frozen=True, slots=True, kw_only=True)
class Population(Row):
    """How many organisations of a kind there are in all, and their size together: what shares are
    shares of. Without an organisation it is about the kind; with one, about that organisation."""

    kind: str | None = None  # as in `organisations`
    organisation_id: OrganisationId | None = None
    organisations: Quantity | None = None
    measure: str | None = None  # total-assets, users, payments
    size: Quantity | None = None  # in the unit of the measure
