# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The nouns of the register as tables; a test holds them against `register/records.py`."""

from dijkwacht.web.store.models.row import HeldRow, MoneyField, day, refers, text, whole


class Organisation(HeldRow):
    """A row of `organisations` (`Organisation`)."""

    name = text()
    kind = text()
    parent_id = refers()
    sector = text()
    country = text()
    region = text()


class Service(HeldRow):
    """A row of `services` (`Service`)."""

    name = text()
    organisation_id = refers()
    sector = text()
    users = whole()
    mbco = whole()
    restart_hours = whole()
    designation = text()
    rto_hours = whole()
    rpo_hours = whole()


class System(HeldRow):
    """A row of `systems` (`System`)."""

    name = text()
    kind = text()
    organisation_id = refers()
    country = text()
    restart_hours = whole()
    fallback_capacity = whole()


class Supplier(HeldRow):
    """A row of `suppliers` (`Supplier`)."""

    name = text()
    country = text()
    kind = text()


class Ownership(HeldRow):
    """A row of `ownership` (`Ownership`)."""

    child_id = refers()
    parent_id = refers()
    kind = text()
    share = whole()


class Contract(HeldRow):
    """A row of `contracts` (`Contract`)."""

    name = text()
    organisation_id = refers()
    supplier_id = refers()
    kind = text()
    signed_on = day()
    ends_on = day()
    notice_days = whole()
    yearly_value = MoneyField(null=True)
    currency = text()
    cpv = text()


class Delivery(HeldRow):
    """A row of `deliveries` (`Delivery`)."""

    name = text()
    contract_id = refers()
    supplier_id = refers()
    role = text()
    country = text()
    restart_hours = whole()
    substitutability = text()
    reintegration = text()
    alternative = text()
    exit_days = whole()


class Requirement(HeldRow):
    """A row of `requirements` (`Requirement`)."""

    owner_noun = text()
    owner_id = refers()
    name = text()
    need = whole()
    mode = text()
    criticality = text()
    share = whole()
    tolerance = whole()
    buffer_hours = whole()
    replacement_hours = whole()


class Member(HeldRow):
    """A row of `members` (`Member`)."""

    requirement_id = refers()
    member_noun = text()
    member_id = refers()
    weight = whole()


class Fallback(HeldRow):
    """A row of `fallbacks` (`Fallback`)."""

    name = text()
    protects_noun = text()
    protects_id = refers()
    activation_hours = whole()
    level = whole()
    duration_hours = whole()
    proven_on = day()
    proven_activation_hours = whole()
    proven_level = whole()
    organisation_id = refers()
    kind = text()
    combinable = text()
    claim = whole()


class OutsideIdentifier(HeldRow):
    """A row of `identifiers` (`OutsideIdentifier`)."""

    noun = text()
    of_id = refers()
    scheme = text()
    value = text()


class Use(HeldRow):
    """A row of `uses` (`Use`)."""

    service_id = refers()
    name = text()
    recurrence = text()
    first_day = text()
    last_day = text()
    share_of_users = whole()


class Fact(HeldRow):
    """A row of `facts` (`Fact`)."""

    noun = text()
    field = text()
    value = text()
