# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The questions about the fictional example of which `tests/golden` keeps the answers."""

DAY = ("--on", "2026-11-24")
STOP = ("--fail", "sup-zilverlijn", "--hours", "72", *DAY)
QUESTIONS = {
    "check": ("check", *DAY),
    "outage": ("outage", *STOP),
    "explain": ("explain", "svc-paspoorten", *STOP),
    "rank": ("rank", *DAY),
    "detail": ("outage", *STOP, "--detail"),
    "weaknesses": ("weaknesses", "svc-dijkbewaking", *DAY),
    "fuses": ("fuses", *DAY),
    "classify": ("classify", *DAY),
    "class-record": ("classify", *DAY, "--explain", "svc-vergunningen"),
    "class-systems": ("classify", *DAY, "--of", "systems"),
    "class-moves": ("classify", *DAY, "--compare", "2026-06-01"),
    "systemic": ("systemic", *DAY),
    "crosswalk": ("crosswalk", *DAY),
    "coverage": ("coverage", *DAY),
    "coverage-of": ("coverage", "--explain", "svc-vergunningen", *DAY),
    "obligations": ("obligations", *DAY),
    "contracts": ("contracts", *DAY),
    "sovereignty": ("sovereignty", *DAY),
    "sovereignty-of": ("sovereignty", "Nimbus Cloud", *DAY),
}
