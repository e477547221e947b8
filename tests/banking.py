# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Three banks, a clearing house and an insurer that lean on four suppliers, and the systemic test
of these as the reports tell it."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl
from builders import flat, graph_of, needs, owned, register, supplier
from sector import body, classes_of, critical, easy, population, sized, standing, weighed

from dijkwacht.findings.critical_use import Level, deliveries_of
from dijkwacht.findings.critical_ways import Ways
from dijkwacht.findings.systemic import FormName, critical_services
from dijkwacht.register.codes import Confidence, StandingKind
from dijkwacht.register.records import Supplier
from dijkwacht.register.row import Row
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import Report, as_json, shown
from dijkwacht.reports.systemic import Tested, systemic_report
from dijkwacht.reports.systemic_one import One, systemic_one_report
from dijkwacht.reports.words import Words

HOLDING, CLOUD = supplier("Nimbus Holding"), supplier("Nimbus Cloud")
MEENT, POLDER, TERP = supplier("Meent"), supplier("Polder"), supplier("Terp")
TIED = {"reintegration": "highly-complex"}
HOSTING, POST = easy(CLOUD, "Hosting", **TIED), easy(POLDER, "Post", **TIED)
LINE, CABLE = easy(MEENT, "Lijn"), easy(TERP, "Kabel")
DUIN, WATER, ZAND = (body(f"{name}bank") for name in ("Duin", "Water", "Zand"))
CLEARING = body("Clearing", "central-counterparty")
POLIS = body("Polis", "insurance-undertaking")  # of which nobody knows how many there are
LEANS = {
    DUIN: (HOSTING, POST),
    WATER: (HOSTING,),
    ZAND: (CABLE, LINE),
    CLEARING: (HOSTING, POST),
    POLIS: (POST, CABLE),
}
BANKING: tuple[Row, ...] = (
    *(HOLDING, CLOUD, MEENT, POLDER, TERP, owned(CLOUD, HOLDING)),
    *(HOSTING, POST, LINE, CABLE),
    *(row for of in LEANS for row in (of, critical(of))),
    *flat([needs(critical(of), on) for of, several in LEANS.items() for on in several]),
    *(sized(of, 50) for of in (DUIN, WATER, ZAND)),
    sized(CLEARING, 30),
    *(population("credit-institution", 20, 1_000), population("central-counterparty", 4, 400)),
    *(standing(DUIN, StandingKind.G_SII), standing(CLEARING, StandingKind.CENTRAL_COUNTERPARTY)),
)


def guessed() -> tuple[Row, ...]:
    """The same, where it is a guess that Waterbank needs what Nimbus hosts."""
    ids = {row.id for row in needs(critical(WATER), HOSTING)}
    return tuple(
        replace(row, confidence=Confidence.ESTIMATED) if row.id in ids else row for row in BANKING
    )


def asked(
    rows: tuple[Row, ...] = BANKING,
    *,
    level: Level = Level.CHAIN,
    form: FormName = FormName.FINANCIAL,
    options: Mapping[str, Any] | None = None,
    unlinked: int = 0,
) -> Tested:
    """The test of these rows, each service of class K, one of them provisional."""
    every, sure = (
        weighed(*rows, form=form, options=options, estimates=estimates)
        for estimates in (True, False)
    )
    estimated = any(row.confidence is Confidence.ESTIMATED for row in rows)
    graph = graph_of(*rows)
    return Tested(
        "banken", graph, every, sure if estimated else every, 1, len(LEANS), unlinked, level
    )


def all_report(made: Tested | None = None, language: str = "nl") -> Report:
    """What the test says of all suppliers."""
    return systemic_report(made or asked(), Names(register(*BANKING), language))


def one_report(
    of: Supplier,
    head: Supplier,
    made: Tested,
    rows: tuple[Row, ...] = BANKING,
    language: str = "nl",
) -> Report:
    """What the test of these rows says of one supplier, of which `head` heads the group."""
    held, form, level = register(*rows), made.found.form, made.level
    subjects = {each: of.id if each is Level.PARTY else head.id for each in Level}
    wanted = critical_services(made.graph, classes_of(rows), form)
    ways = Ways(made.graph, wanted, direct=level is not Level.CHAIN)
    deliveries = deliveries_of(made.graph, held, form.counted, level)
    own = deliveries.filter(pl.col("provider") == subjects[level])["node"].to_list()
    one = One(of.id, subjects, ways.to_bodies(own))
    return systemic_one_report(made, one, Names(held, language))


def saved(report: Report, key: str, language: str = "nl") -> list[dict[str, Any]]:
    """The rows of a table as they stand in JSON."""
    rows: list[dict[str, Any]] = json.loads(as_json(report, Words(language)))[key]
    return rows


def screen(report: Report, key: str, language: str = "nl") -> list[dict[str, str]]:
    """The rows of a table as they stand on a screen, by their headings."""
    (table,) = [table for table in report.tables if table.key == key]
    words = Words(language)
    return [
        {
            words.say(column.heading): shown(value, column.cell, words)
            for column, value in zip(table.columns, row, strict=True)
            if column.shown
        }
        for row in table.rows
    ]


def said(report: Report, language: str = "nl") -> list[str]:
    """What it says before and after its tables."""
    return [Words(language).say(message) for message in (*report.before, *report.after)]
