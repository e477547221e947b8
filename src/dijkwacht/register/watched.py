# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The nouns of the watch: accounts, dated facts from feeds, and what people decided about them."""

from dataclasses import dataclass
from datetime import date

from dijkwacht.base.units import BasisPoints
from dijkwacht.register.codes import (
    ActKind,
    Answer,
    MatchDecision,
    Objective,
    OptionKind,
    ReadingState,
    StatementBasis,
)
from dijkwacht.register.row import (
    Amount,
    ContractId,
    ObservationId,
    OrganisationId,
    Quantity,
    Row,
    SupplierId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Row):
    """The yearly accounts of a supplier, in whole units of their currency. An item that the
    accounts do not give is unknown, never zero. Accounts that were published again later are a
    second row of the same supplier, basis and end: the one last known on a day holds."""

    supplier_id: SupplierId | None = None
    basis: StatementBasis | None = None
    starts_on: date | None = None
    ends_on: date | None = None  # the day of the balance, included
    currency: str | None = None
    standard: str | None = None  # us-gaap, ifrs, nl-gaap
    known_on: date | None = None  # when they were published
    document: str | None = None
    auditor: str | None = None
    going_concern_doubt: Answer | None = None
    revenue: Amount | None = None
    cost_of_sales: Amount | None = None
    gross_profit: Amount | None = None
    selling_general_admin: Amount | None = None
    operating_expenses: Amount | None = None
    depreciation: Amount | None = None
    ebit: Amount | None = None
    ebitda: Amount | None = None
    interest_expense: Amount | None = None
    interest_income: Amount | None = None
    profit_before_tax: Amount | None = None
    net_income: Amount | None = None
    total_assets: Amount | None = None
    current_assets: Amount | None = None
    inventories: Amount | None = None
    receivables: Amount | None = None
    cash: Amount | None = None
    tangible_assets: Amount | None = None
    intangible_assets: Amount | None = None
    owed_by_group: Amount | None = None
    total_liabilities: Amount | None = None
    current_liabilities: Amount | None = None
    long_term_debt: Amount | None = None
    short_term_debt: Amount | None = None
    lease_liabilities: Amount | None = None
    tax_and_social_debt: Amount | None = None
    pension_deficit: Amount | None = None
    group_guarantees: Amount | None = None
    equity: Amount | None = None
    retained_earnings: Amount | None = None
    operating_cash_flow: Amount | None = None
    capital_expenditure: Amount | None = None
    market_value: Amount | None = None
    shares: Quantity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Row):
    """A dated fact about a supplier from a feed, or from somebody who saw it. `valid_until` is when
    the fact ended."""

    supplier_id: SupplierId | None = None  # unknown until it is matched
    scheme: str | None = None
    value: str | None = None
    named: str | None = None
    family: str | None = None
    kind: str | None = None
    observed_on: date | None = None  # when it happened
    known_on: date | None = None  # when the source told it
    severity: Quantity | None = None  # 0 none to 4 failed
    feed: str | None = None
    entry: str | None = None
    link: str | None = None
    digest: str | None = None  # SHA-256 of the bytes it was read from
    said: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match(Row):
    """That an observation of which only the name fits may be about a supplier: a person decides."""

    observation_id: ObservationId | None = None
    supplier_id: SupplierId | None = None
    score: BasisPoints | None = None
    evidence: str | None = None
    decision: MatchDecision | None = None
    decided_by: str | None = None
    decided_on: date | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Row):
    """That a feed was read, and what came of it; one that did not succeed changes nothing."""

    feed: str | None = None
    read_on: date | None = None
    state: ReadingState | None = None
    entries: Quantity | None = None
    newest_on: date | None = None  # of what the feed says, its last day
    file: str | None = None
    digest: str | None = None
    fault: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertAct(Row):
    """What somebody did with an alert, and why."""

    organisation_id: OrganisationId | None = None  # for which they acted; empty: the centre
    supplier_id: SupplierId | None = None
    cause: str | None = None  # what raised it, as the alert says
    kind: ActKind | None = None
    reason: str | None = None
    done_by: str | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractOption(Row):
    """A right to extend or to leave before the end, and until when it can be used."""

    contract_id: ContractId | None = None
    kind: OptionKind | None = None
    starts_on: date | None = None
    ends_on: date | None = None  # the end that the contract then has
    exercise_by: date | None = None
    exercised_on: date | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SovereigntyScore(Row):
    """What was found of a supplier for one objective of the EU Cloud Sovereignty Framework."""

    supplier_id: SupplierId | None = None
    objective: Objective | None = None
    seal: Quantity | None = None  # 0 none to 4 full
    points: Quantity | None = None
    max_points: Quantity | None = None
    assessed_by: str | None = None
    assessed_on: date | None = None
    document: str | None = None
