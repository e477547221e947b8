# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the program asks of a policy folder: the facts that it can compute for each decision table,
with their units; the parameters that name parts of a table; and how it reads a table."""

from collections.abc import Mapping
from typing import Final

from dijkwacht.rules.decision_table import Hit
from dijkwacht.rules.names_check import Asked, Naming, Part

REGIMES: Final = ("bio", "dora", "fips199", "nis2-cbw", "uk-tier", "us-hva")
FORMS: Final = ("financial", "government")
SHARES: Final = ("reach", "weight", "no-alternative", "hard-to-leave")
CLASS: Final = {"class": "code", "designation": "codes"}
SHARE: Final = {"share": "basis points", "bodies": "count"}
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
    **{f"crosswalk/{regime}": CLASS for regime in REGIMES},
    **{f"systemic/{form}-{name}": SHARE for form in FORMS for name in SHARES},
    "systemic/financial-institutions": dict.fromkeys(("g_sii", "o_sii", "o_sii_score"), "count"),
    "systemic/financial-infrastructure": dict.fromkeys(("infrastructure", "others"), "count"),
    "systemic/government-institutions": dict.fromkeys(("tier_one", "tier_two"), "count"),
    "systemic/government-infrastructure": dict.fromkeys(("shared", "other_systemic"), "count"),
}
"""By rule: the unit of each fact."""

SERVICE_CLASS: Final = "classification/service-class"
NAMINGS: Final = tuple(
    Naming(f"classification/{rule}", parameter, part, SERVICE_CLASS)
    for rule, parameter, part in (
        ("adjustments", "alternative_not_for", Part.GROUPS),
        ("adjustments", "unknown_groups", Part.GROUPS),
        ("times", "timeless", Part.GROUPS),
        ("adjustments", "collective_sums", Part.FACTS),
        ("adjustments", "signed_by_two", Part.FACTS),
    )
)
"""Parameters that name groups of rows, or facts, of a table."""

# Classes are computed over whole columns, by the highest outcome of all rows.
ASKED: Final = Asked(FACTS, NAMINGS, {SERVICE_CLASS: Hit.HIGHEST})
