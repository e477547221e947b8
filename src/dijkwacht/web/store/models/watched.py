# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the watch reads and what people decide about it as tables; a test holds them against
`register/watched.py`."""

from dijkwacht.web.store.models.row import HeldRow, day, refers, text, whole


class Statement(HeldRow):
    """A row of `statements` (`Statement`)."""

    supplier_id = refers()
    basis = text()
    starts_on = day()
    ends_on = day()
    currency = text()
    standard = text()
    known_on = day()
    document = text()
    auditor = text()
    going_concern_doubt = text()
    revenue = whole()
    cost_of_sales = whole()
    gross_profit = whole()
    selling_general_admin = whole()
    operating_expenses = whole()
    depreciation = whole()
    ebit = whole()
    ebitda = whole()
    interest_expense = whole()
    interest_income = whole()
    profit_before_tax = whole()
    net_income = whole()
    total_assets = whole()
    current_assets = whole()
    inventories = whole()
    receivables = whole()
    cash = whole()
    tangible_assets = whole()
    intangible_assets = whole()
    owed_by_group = whole()
    total_liabilities = whole()
    current_liabilities = whole()
    long_term_debt = whole()
    short_term_debt = whole()
    lease_liabilities = whole()
    tax_and_social_debt = whole()
    pension_deficit = whole()
    group_guarantees = whole()
    equity = whole()
    retained_earnings = whole()
    operating_cash_flow = whole()
    capital_expenditure = whole()
    market_value = whole()
    shares = whole()


class Observation(HeldRow):
    """A row of `observations` (`Observation`)."""

    supplier_id = refers()
    scheme = text()
    value = text()
    named = text()
    family = text()
    kind = text()
    observed_on = day()
    known_on = day()
    severity = whole()
    feed = text()
    entry = text()
    link = text()
    digest = text()
    said = text()


class Match(HeldRow):
    """A row of `matches` (`Match`)."""

    observation_id = text()
    supplier_id = refers()
    score = whole()
    evidence = text()
    decision = text()
    decided_by = text()
    decided_on = day()
    reason = text()


class Reading(HeldRow):
    """A row of `readings` (`Reading`)."""

    feed = text()
    read_on = day()
    state = text()
    entries = whole()
    newest_on = day()
    file = text()
    digest = text()
    fault = text()


class AlertAct(HeldRow):
    """A row of `alert_acts` (`AlertAct`)."""

    organisation_id = refers()
    supplier_id = refers()
    cause = text()
    kind = text()
    reason = text()
    done_by = text()
    done_on = day()


class ContractOption(HeldRow):
    """A row of `contract_options` (`ContractOption`)."""

    contract_id = refers()
    kind = text()
    starts_on = day()
    ends_on = day()
    exercise_by = day()
    exercised_on = day()
    notes = text()


class SovereigntyScore(HeldRow):
    """A row of `sovereignty_scores` (`SovereigntyScore`)."""

    supplier_id = refers()
    objective = text()
    seal = whole()
    points = whole()
    max_points = whole()
    assessed_by = text()
    assessed_on = day()
    document = text()
