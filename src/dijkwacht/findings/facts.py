# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The facts that the program can compute for each decision table, with their units: what a policy
folder may compare."""

from collections.abc import Mapping
from typing import Final

FACTS: Final[Mapping[str, Mapping[str, str]]] = {
    "classification/service-class": {
        "designation": "codes",
        "physical": "persons",
        "living": "persons",
        "economic": "EUR",
        "persons": "persons",
        "persons_share": "basis points",
        "law": "level",
        "security": "level",
        "cascade_sectors": "count",
        "cascade_vital": "count",
        "cascade_organisations": "count",
        "cascade_own": "count",
    },
    "classification/time-band": {"mtpd": "hours"},
}
"""By rule: the unit of each fact."""
