# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small state of which everything is known that cover and obligations ask, as a folder of
tables."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from assessing import evidence, harm, harmless
from builders import (
    NIMBUS,
    POLDER,
    WATERDAM,
    delivery,
    fallback,
    flat,
    needs,
    organisation,
    service,
    supplier,
    system,
)
from builders import owned as holds

from dijkwacht.register.codes import EvidenceKind, FallbackKind, HarmKind, SystemKind
from dijkwacht.register.register import History
from dijkwacht.register.tables import write_tables

TESTED = date(2026, 1, 15)
PROOF = {"proven_on": TESTED, "kind": FallbackKind.MANUAL}
HOLDING = supplier("Wolkenkoepel")
HOST = replace(delivery(NIMBUS, name="Hosting"), exit_days=30)
SISTER = delivery(POLDER, name="Uitwijkplek", exit_days=30)
CENTRE = system("Uitwijkcentrum", kind=SystemKind.FACILITY, fallback_capacity=100)
PENSION = service("Pensioen", rto_hours=2)
PARKING = service("Parkeren", organisation_id="org-gemeente-duinwijk", rto_hours=8)
HELPED = (
    fallback(
        "Papier",
        PENSION,
        activation_hours=24,
        level=4_000,
        duration_hours=504,
        proven_activation_hours=24,
        proven_level=4_000,
        **PROOF,
    ),
    fallback(
        "Noodbalie",
        PENSION,
        activation_hours=240,
        level=7_000,
        duration_hours=1_440,
        proven_activation_hours=240,
        proven_level=7_000,
        claim=80,
        **PROOF,
    ),
    fallback("Zusterbedrijf", PENSION, kind=FallbackKind.SECOND_SUPPLIER),
    fallback("Parkeerwacht", PARKING, claim=80, kind=FallbackKind.MANUAL),
)
ROWS = (
    (WATERDAM, organisation("Gemeente Duinwijk"), NIMBUS, POLDER, HOLDING, HOST, SISTER, CENTRE),
    (holds(NIMBUS, HOLDING), holds(POLDER, HOLDING), PENSION, PARKING, HELPED),
    (needs(PENSION, HOST), needs(PARKING, HOST), needs(HELPED[2], SISTER)),
    (needs(HELPED[1], CENTRE), needs(HELPED[3], CENTRE)),
    harm(PENSION, HarmKind.LIVING, {4: 200_000, 4_320: 200_000}),
    (harmless(PENSION, HarmKind.LIVING), harmless(PARKING)),
    evidence(PENSION, EvidenceKind.FUNCTIONAL_TEST, TESTED),
)


def made(folder: Path) -> Path:
    """The folder with the tables."""
    write_tables(History.from_records(flat(ROWS)), folder)
    return folder
