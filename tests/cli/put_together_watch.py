# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Codes of the watch that are put together."""

from dijkwacht.findings.alerts import Status
from dijkwacht.findings.fusion import Term
from dijkwacht.reports.because import KNOWN_CAUSES
from dijkwacht.reports.bulletin import level_code

OF_WATCH = {
    *(level_code(level) for level in range(-1, 5)),
    *(f"alert-status.{status.value}" for status in Status),
    *(f"because.signal.{term.value}" for term in Term),
    "because.signal.event-floor",
    *(f"cause.{cause}" for cause in KNOWN_CAUSES),
}
