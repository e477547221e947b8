# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the watch knows in the tests of the web, beside the example state: accounts, observations,
readings, and what people did, of more than one organisation."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

import polars as pl

from dijkwacht.base.units import BasisPoints
from dijkwacht.register.codes import (
    ActKind,
    Confidence,
    MatchDecision,
    Objective,
    OptionKind,
    ReadingState,
    StatementBasis,
)
from dijkwacht.register.register import History
from dijkwacht.register.row import (
    Amount,
    ContractId,
    ObservationId,
    OrganisationId,
    Quantity,
    Row,
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
from dijkwacht.web.store.apply import insert

BEGIN: Final = date(2026, 1, 1)
NIMBUS, HOLDING, POLDER, WERKPLEK = (
    SupplierId(f"sup-{name}") for name in ("nimbus", "nimbus-holding", "polder", "nimbus-werkplek")
)


def rows() -> list[Row]:
    """All of it, with where it comes from."""
    said = {"valid_from": BEGIN, "source": "Voorbeeld Waterdam", "recorded_on": BEGIN}
    every = (*_statements(), *_seen(), *_done(), *_options(), *_scores())
    return [replace(row, **said, confidence=Confidence.OBSERVED) for row in every]


def frames() -> dict[str, pl.DataFrame]:
    """The same as tables, known from the beginning."""
    whole = History.from_records(rows())
    return {table: frame for table, frame in whole.frames.items() if frame.height}


def settle() -> None:
    """Into the database, as if it had been there from the beginning."""
    for table, frame in frames().items():
        insert(table, frame)


def _statements() -> Iterator[Row]:
    for year, revenue, equity, income in (
        (2023, 90_000_000, 12_000_000, 1_500_000),
        (2024, 81_000_000, 4_000_000, -8_000_000),
        (2025, 70_000_000, -3_000_000, -7_000_000),
    ):
        yield Statement(
            id=f"sta-nimbus-{year}",
            supplier_id=NIMBUS,
            basis=StatementBasis.CONSOLIDATED,
            starts_on=date(year, 1, 1),
            ends_on=date(year, 12, 31),
            currency="EUR",
            standard="nl-gaap",
            known_on=date(year + 1, 6, 1),
            revenue=Amount(revenue),
            net_income=Amount(income),
            total_assets=Amount(60_000_000),
            total_liabilities=Amount(60_000_000 - equity),
            equity=Amount(equity),
        )


def _seen() -> Iterator[Row]:
    register, news = "insolvency-register", "news"
    told = {"feed": register, "observed_on": date(2026, 11, 20), "known_on": date(2026, 11, 21)}
    yield Observation(
        id="obs-suspension",
        supplier_id=HOLDING,
        family="register",
        kind="insolvency-suspension",
        severity=Quantity(4),
        entry="F.13/26/1",
        **told,
    )
    yield Observation(
        id="obs-news",
        supplier_id=POLDER,
        family="news",
        kind="news-serious",
        severity=Quantity(2),
        feed=news,
        observed_on=date(2026, 9, 1),
        known_on=date(2026, 9, 2),
    )
    yield Observation(
        id="obs-name",
        named="Polder I.C.T. B.V.",
        family="register",
        kind="insolvency-bankruptcy",
        severity=Quantity(4),
        **told,
    )
    yield Match(
        id="mat-polder",
        observation_id=ObservationId("obs-name"),
        supplier_id=POLDER,
        score=BasisPoints(9_100),
        evidence="The name is nearly the same; the place is another.",
        decision=MatchDecision.OPEN,
    )
    for id, feed, day, state in (
        ("rea-1", register, date(2026, 11, 23), ReadingState.GOOD),
        ("rea-2", news, date(2026, 11, 1), ReadingState.GOOD),
        ("rea-3", news, date(2026, 11, 23), ReadingState.BROKEN),
    ):
        fault = None if state is ReadingState.GOOD else "The file ends in the middle of a line."
        yield Reading(id=id, feed=feed, read_on=day, state=state, entries=Quantity(3), fault=fault)


def _done() -> Iterator[Row]:
    for whose in (None, "org-waterdam", "org-duinwijk"):
        yield AlertAct(
            id=f"act-{whose or 'centre'}",
            organisation_id=None if whose is None else OrganisationId(whose),
            supplier_id=HOLDING,
            cause="insolvency-suspension",
            kind=ActKind.EXPLAIN,
            reason="We asked for a plan.",
            done_by="Somebody",
            done_on=date(2026, 11, 22),
        )


def _options() -> Iterator[Row]:
    for contract in ("con-werkplek", "con-nimbus"):
        yield ContractOption(
            id=f"opt-{contract}",
            contract_id=ContractId(contract),
            kind=OptionKind.EXTENSION,
            starts_on=date(2028, 3, 1),
            ends_on=date(2030, 3, 1),
            exercise_by=date(2027, 9, 1),
        )


def _scores() -> Iterator[Row]:
    yield SovereigntyScore(
        id="sov-nimbus",
        supplier_id=NIMBUS,
        objective=Objective.LEGAL,
        seal=Quantity(2),
        points=Quantity(6),
        max_points=Quantity(10),
        assessed_by="Somebody",
        assessed_on=date(2026, 5, 1),
    )
