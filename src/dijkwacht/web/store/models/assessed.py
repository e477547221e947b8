# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people assessed, signed and designated as tables; a test holds them against
`register/assessments.py`."""

from dijkwacht.web.store.models.row import HeldRow, day, refers, text, whole


class Harm(HeldRow):
    """A row of `harms` (`Harm`)."""

    service_id = refers()
    kind = text()
    after_hours = whole()
    value = whole()
    low = whole()
    high = whole()
    unit = text()
    basis = text()
    assessed_by = text()
    approved_by = text()


class Designation(HeldRow):
    """A row of `designations` (`Designation`)."""

    noun = text()
    of_id = refers()
    kind = text()
    designated_by = text()


class Override(HeldRow):
    """A row of `overrides` (`Override`)."""

    service_id = refers()
    direction = text()
    reason = text()
    first_signatory = text()
    first_unit = text()
    second_signatory = text()
    second_unit = text()
    signed_on = day()


class Evidence(HeldRow):
    """A row of `evidence` (`Evidence`)."""

    service_id = refers()
    kind = text()
    done_on = day()
    result = text()
    hours = whole()
    done_by = text()
    observed_by = text()
    document = text()


class Standing(HeldRow):
    """A row of `standings` (`Standing`)."""

    organisation_id = refers()
    kind = text()
    score = whole()


class Population(HeldRow):
    """A row of `populations` (`Population`)."""

    kind = text()
    organisation_id = refers()
    organisations = whole()
    measure = text()
    size = whole()
