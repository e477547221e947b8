# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The nouns: what each thing of the register is, with its fields, types and units.

None is *unknown*. `never` and `n/a` are values of their own (`base/units.py`). The order of the
fields is the order of the columns in the exchange tables (docs/reference/tables.md is made from
this file).
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from dijkwacht.base.units import BasisPoints, Hours
from dijkwacht.register.assessments import (
    Designation,
    Evidence,
    Harm,
    Override,
    Population,
    Standing,
)
from dijkwacht.register.codes import (
    Answer,
    Criticality,
    FallbackKind,
    Mode,
    Noun,
    OwnershipKind,
    Recurrence,
    Reintegration,
    Role,
    Substitutability,
    SystemKind,
)
from dijkwacht.register.row import (
    ContractId,
    Country,
    Days,
    Money,
    OrganisationId,
    Persons,
    Quantity,
    RequirementId,
    Row,
    ServiceId,
    SupplierId,
)
from dijkwacht.register.watched import (
    AlertAct,
    ContractOption,
    Match,
    Observation,
    Reading,
    SovereigntyScore,
    Statement,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Row):
    """A public body, or another organisation that provides services."""

    name: str | None = None
    kind: str | None = None
    parent_id: OrganisationId | None = None
    sector: str | None = None
    country: Country | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(Row):
    """A public service or task (DORA: function)."""

    name: str | None = None
    organisation_id: OrganisationId | None = None
    sector: str | None = None
    users: Persons | None = None  # people who use it
    # ISO 22301 minimum business continuity objective: lost below it
    mbco: BasisPoints | None = None
    restart_hours: Hours | None = None  # to start again after what it needs is back
    designation: str | None = None  # a formal designation, as written
    rto_hours: Hours | None = None  # ISO 22301 recovery time objective
    rpo_hours: Hours | None = None  # ISO 22301 recovery point objective


@dataclass(frozen=True, slots=True, kw_only=True)
class System(Row):
    """An application, platform, facility, or common cause."""

    name: str | None = None
    kind: SystemKind | None = None
    organisation_id: OrganisationId | None = None  # who provides it
    country: Country | None = None
    restart_hours: Hours | None = None
    # what it can carry at once for fallbacks, in the unit of their claims
    fallback_capacity: Quantity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplier(Row):
    """A legal entity that supplies."""

    name: str | None = None
    country: Country | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ownership(Row):
    """A parent that holds (part of) a child."""

    child_id: SupplierId | None = None
    parent_id: SupplierId | None = None
    kind: OwnershipKind | None = None
    share: BasisPoints | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract(Row):
    """An agreement with a supplier (DORA: contractual arrangement)."""

    name: str | None = None
    organisation_id: OrganisationId | None = None
    supplier_id: SupplierId | None = None
    kind: str | None = None
    signed_on: date | None = None
    ends_on: date | None = None
    notice_days: Days | None = None
    yearly_value: Money | None = None
    currency: str | None = None
    cpv: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery(Row):
    """What one supplier delivers, in one role, under one contract."""

    name: str | None = None
    contract_id: ContractId | None = None
    supplier_id: SupplierId | None = None
    role: Role | None = None
    country: Country | None = None  # where it is delivered from
    restart_hours: Hours | None = None
    substitutability: Substitutability | None = None
    reintegration: Reintegration | None = None
    alternative: Answer | None = None  # whether another supplier has been identified
    exit_days: Days | None = None  # to move to another supplier, or to oneself (P80)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement(Row):
    """What a service, system, delivery or fallback needs: `need` out of its members, felt after a
    buffer."""

    owner_noun: Noun | None = None
    owner_id: str | None = None
    name: str | None = None
    # how much must be delivered in total; 10,000 is one member in full
    need: BasisPoints | None = None
    mode: Mode | None = None
    criticality: Criticality | None = None
    share: BasisPoints | None = None  # the part lost by a degrading requirement
    tolerance: BasisPoints | None = None  # a shortage up to this does no harm
    buffer_hours: Hours | None = None  # how long nobody notices
    # until another supplier has taken over (permanent outages)
    replacement_hours: Hours | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Row):
    """A service, system or delivery that can meet (part of) a requirement."""

    requirement_id: RequirementId | None = None
    member_noun: Noun | None = None
    member_id: str | None = None
    weight: BasisPoints | None = None  # the part of the need it can carry


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallback(Row):
    """What takes over for a while when a requirement, or a whole service, is short."""

    name: str | None = None
    protects_noun: Noun | None = None  # requirement or service
    protects_id: str | None = None
    activation_hours: Hours | None = None  # declared (P80): from the start of the shortage
    level: BasisPoints | None = None
    duration_hours: Hours | None = None  # the longest it lasts; starts anew with each shortage
    proven_on: date | None = None
    proven_activation_hours: Hours | None = None
    proven_level: BasisPoints | None = None
    organisation_id: OrganisationId | None = None
    kind: FallbackKind | None = None
    combinable: Answer | None = None  # whether its level adds to that of others
    # what it asks of the facility that it runs on, in the unit of that facility's capacity
    claim: Quantity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideIdentifier(Row):
    """What another register calls a thing of ours (`base/ids.py` knows the schemes)."""

    noun: Noun | None = None
    of_id: str | None = None
    scheme: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Use(Row):
    """Which part of the users of a service is there on days that come back (a calendar of use)."""

    service_id: ServiceId | None = None  # the service that is used
    name: str | None = None
    recurrence: Recurrence | None = None  # when these days come back
    first_day: str | None = None  # yearly `03-01`, monthly `25`, weekly `1` (Monday)
    last_day: str | None = None  # included; before the first day: round the end of the year
    # of `users`; more than 10,000 where people come more often, at most 100,000
    share_of_users: BasisPoints | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Row):
    """One value of one field from one source, where sources differ; policy decides which one the
    row shows.

    `id` is the id of the thing the fact is about; the key is (`noun`, `id`, `field`, `source`,
    `valid_from`).
    """

    noun: Noun | None = None
    field: str | None = None
    value: str | None = None


TABLES: Final[dict[str, type[Row]]] = {
    "organisations": Organisation,
    "services": Service,
    "systems": System,
    "suppliers": Supplier,
    "ownership": Ownership,
    "contracts": Contract,
    "deliveries": Delivery,
    "requirements": Requirement,
    "members": Member,
    "fallbacks": Fallback,
    "identifiers": OutsideIdentifier,
    "uses": Use,
    "harms": Harm,
    "designations": Designation,
    "overrides": Override,
    "evidence": Evidence,
    "standings": Standing,
    "populations": Population,
    "statements": Statement,
    "observations": Observation,
    "matches": Match,
    "readings": Reading,
    "alert_acts": AlertAct,
    "contract_options": ContractOption,
    "sovereignty_scores": SovereigntyScore,
    "facts": Fact,
}
"""Every table of the exchange format, in the order in which they refer to each other."""

TABLE_OF: Final[dict[Noun, str]] = {
    Noun.ORGANISATION: "organisations",
    Noun.SERVICE: "services",
    Noun.SYSTEM: "systems",
    Noun.SUPPLIER: "suppliers",
    Noun.OWNERSHIP: "ownership",
    Noun.CONTRACT: "contracts",
    Noun.DELIVERY: "deliveries",
    Noun.REQUIREMENT: "requirements",
    Noun.MEMBER: "members",
    Noun.FALLBACK: "fallbacks",
    Noun.IDENTIFIER: "identifiers",
    Noun.USE: "uses",
    Noun.HARM: "harms",
    Noun.DESIGNATION: "designations",
    Noun.OVERRIDE: "overrides",
    Noun.EVIDENCE: "evidence",
    Noun.STANDING: "standings",
    Noun.POPULATION: "populations",
    Noun.STATEMENT: "statements",
    Noun.OBSERVATION: "observations",
    Noun.MATCH: "matches",
    Noun.READING: "readings",
    Noun.ALERT_ACT: "alert_acts",
    Noun.CONTRACT_OPTION: "contract_options",
    Noun.SOVEREIGNTY_SCORE: "sovereignty_scores",
}
"""The table in which a noun's rows stand."""
