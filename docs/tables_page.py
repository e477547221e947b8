# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of the tables: every table and column, and every word of the closed sets."""

import inspect
import re
from collections.abc import Iterator
from typing import get_type_hints

from markdown import grid, one_line

from dijkwacht.register import codes
from dijkwacht.register.links import ALLOWED
from dijkwacht.register.records import TABLE_OF, TABLES
from dijkwacht.register.row import Row
from dijkwacht.register.schema import KEYS, Column, Kind, columns
from dijkwacht.reports.meanings import of_column
from dijkwacht.reports.words import Words

TABLES_INTRO = """\
# The tables

*De tabellen waaruit een register bestaat.* Made from `register/records.py` and the schema by
`docs/generate.py`; a test compares. A register is a folder or zip of these files, each as `.csv` or
`.parquet`. A table without rows may be absent, and so may every column but `id`. Added columns are
kept. Names in another language stand beside the name: `name_nl`, `name_en`.

CSV is UTF-8 text with a header and commas. How the values are written:

| it holds | write | does not apply |
|---|---|---|
| hours | whole hours: `72`, or `never` | `n/a` |
| days, persons, whole number | digits alone: `1250` | `n/a` |
| basis points | ten-thousandths: `10000` is one, `5000` a half | `n/a` |
| amount | `1250.00`: a point, at most two decimals, in the currency of the row | `n/a` |
| whole amount | `-1250000`: units of the currency of the row, without a point | |
| day | `2026-06-30`, or `never` | `n/a` |
| country | two capitals of ISO 3166-1: `NL` | |
| one of … | that word | |
| id, text | any text | |

**Empty is unknown**: never zero, never "no". A computation that needs the value takes a default
named in policy, and counts it. Two rows are the same when {keys} are equal; in
`facts`, when {facts} are.
"""
HOLDS = {
    Kind.COUNT: "whole number",
    Kind.MONEY: "amount",
    Kind.AMOUNT: "whole amount",
    Kind.REFERENCE: "id",
}
WORDS = (
    *(codes.Confidence, codes.Criticality, codes.Mode, codes.Recurrence, codes.SystemKind),
    *(codes.HarmKind, codes.Direction, codes.DesignationKind, codes.FallbackKind, codes.Result),
    *(codes.EvidenceKind, codes.Substitutability, codes.Reintegration, codes.StandingKind),
    *(codes.StatementBasis, codes.ReadingState, codes.MatchDecision, codes.ActKind),
    *(codes.OptionKind, codes.Objective),
)
MEANINGS = {  # of columns and words that their name does not tell, nor a comment beside them
    "id": "ours: opaque, stable, unique in its table",
    "valid_from": "the first day on which the row is true; empty: it always was, or, of what is "
    "held already, since when that holds",
    "source": "who says so",
    "recorded_on": "when it was said",
    "confidence": "how well it is known",
    "name": "what it is called",
    "kind": "what sort it is; where no words are given, in your own",
    "sector": "the field of public work, in your own words",
    "region": "where in the country, in your own words",
    "country": "where it is, or is registered",
    "organisations.parent_id": "the body it is a part of",
    "services.organisation_id": "who provides it",
    "contracts.organisation_id": "who buys",
    "contracts.supplier_id": "who sells",
    "signed_on": "when it was signed",
    "ends_on": "when it ends",
    "currency": "ISO 4217: `EUR`",
    "cpv": "the subject, a [CPV code](identifiers.md)",
    "notice_days": "how long before its end it must be cancelled",
    "yearly_value": "what it costs a year",
    "restart_hours": "to start again after what it needs is back",
    "ownership.child_id": "who is held",
    "ownership.parent_id": "who holds",
    "ownership.share": "the part of the child that the parent holds",
    "contract_id": "the contract under which",
    "supplier_id": "who delivers; not always the supplier of the contract",
    "role": "what the supplier does in it",
    "owner_noun": "what sort of thing has the need",
    "owner_id": "which of them",
    "mode": "how a shortage counts",
    "criticality": "what a shortage does to the owner",
    "requirement_id": "the need it can meet",
    "member_noun": "what sort of thing meets it",
    "member_id": "which of them",
    "protects_id": "which of them",
    "level": "how much it gives of what is missing",
    "proven_on": "the day of the last test",
    "proven_activation_hours": "measured in that test",
    "proven_level": "measured in that test",
    "organisation_id": "who provides it",
    "noun": "what sort of thing it is about",
    "of_id": "which of them",
    "scheme": "which register gave the number: one of the [schemes](identifiers.md)",
    "identifiers.value": "the number, in its canonical spelling",
    "field": "the column it is about",
    "value": "what this source says, as text",
    "substitutability": "how easily another could deliver it",
    "reintegration": "how easily one could do it oneself again",
    "service_id": "which service",
    "harms.kind": "what is harmed",
    "harms.value": "how much, in `unit`, since the outage began: the total, not what was added",
    "low": "the least it may be",
    "high": "the most it may be",
    "harms.assessed_by": "who found the value, by role",
    "designations.kind": "what was designated",
    "designations.designated_by": "who did so",
    "designations.noun": "`organisation` or `service`",
    "direction": "which way",
    "reason": "why",
    "first_signatory": "who signed first, by role",
    "first_unit": "of which part of the organisation",
    "second_signatory": "who signed second, by role; somebody else",
    "second_unit": "of which part; another one",
    "evidence.kind": "what was done",
    "done_on": "on which day",
    "result": "how it ended",
    "done_by": "who did it, by role",
    "document": "where it is written down",
    "standings.organisation_id": "which organisation",
    "standings.kind": "why others feel it",
    "populations.organisation_id": "about which organisation; empty: about all of the kind",
    "organisations": "how many there are in all",
    "unknown": "nobody has said",
    "up": "to a higher class",
    "down": "to a lower class",
    "hot-standby": "a second one that runs along",
    "warm-standby": "a second one that is ready to be started",
    "second-supplier": "somebody else delivers the same",
    "escrow": "software and what it takes to build it, kept by a third party",
    "passed": "it worked, or was found in order",
    "failed": "it did not",
    "class-review": "the class was looked at again",
    "functional-test": "the fallback was tried",
    "ex-ante-review": "the outsourcing was reviewed before it was agreed",
    "exit-plan": "how to leave the supplier is written down",
    "exit-table-top": "leaving was talked through",
    "exit-test": "leaving was tried",
    "supplier-meeting": "the supplier was met on how it stands",
    "not": "nobody could",
    "highly-complex": "hardly",
    "medium": "with effort",
    "easy": "without much effort",
    "difficult": "with effort",
    "o-sii": "other systemically important institution, of one country",
    "central-securities-depository": "it holds and settles securities",
    "central-counterparty": "it stands between buyers and sellers",
    "trading-venue": "a market",
    "trade-repository": "it keeps what was traded",
    "other-systemic": "systemic for another reason",
    "proportional": "half delivered is half the level",
    "strict": "less than the need is nothing",
    "application": "a program, or several that work as one",
}


def tables_page() -> str:
    """Every table and column, and every word of the closed sets."""
    common = {name for name, _ in _comments(Row)}
    shared = [row for row in _rows("organisations") if row[0].strip("`") in common]
    keys = " and ".join(f"`{name}`" for name in KEYS["services"])
    facts = ", ".join(f"`{name}`" for name in KEYS["facts"])
    heads = ("column", "holds", "meaning")
    parts = [TABLES_INTRO.format(keys=keys, facts=facts), "## Every table\n", grid(heads, shared)]
    for table, record in TABLES.items():
        own = [row for row in _rows(table) if row[0].strip("`") not in common]
        parts.append(f"## {table}\n\n{one_line(record.__doc__)}\n")
        parts.append(grid(heads, own))
    parts.append("## Words\n\nThe words a column may hold, where it holds one of a closed set.\n")
    for word in WORDS:
        parts.append(f"**{word.__name__}**: {one_line(word.__doc__)}\n")
        said = dict(_comments(word))
        rows = [(f"`{code.value}`", said[code.name] or MEANINGS[code.value]) for code in word]
        parts.append(grid(("word", "meaning"), rows))
    return "\n".join(parts)


def _rows(table: str) -> Iterator[tuple[str, str, str]]:
    """Each column of a table: its name, what it holds, and what it means."""
    comments = {name: said for base in (Row, TABLES[table]) for name, said in _comments(base)}
    hints = get_type_hints(TABLES[table])
    for column in columns(table):
        told = comments.get(column.name) or MEANINGS.get(f"{table}.{column.name}")
        meaning = (told or MEANINGS.get(column.name) or _sentence(table, column.name)).replace(
            "None", "empty"
        )
        yield f"`{column.name}`", _holds(column, str(hints[column.name])), meaning


def _sentence(table: str, column: str) -> str:
    """What workbooks say of a column."""
    return Words("en").say(of_column(table, column)).removesuffix(".")


def _holds(column: Column, hint: str) -> str:
    """What a column holds: its unit, its words, or the table it refers to."""
    if column.codes:
        words = ALLOWED.get(column.name, column.codes)
        return "one of " + ", ".join(f"`{word}`" for word in words)
    if column.table:
        return f"id in [{column.table}](#{column.table})"
    if column.noun_column:
        nouns = ALLOWED.get(column.noun_column, tuple(TABLE_OF))
        tables = ", ".join(f"[{TABLE_OF[noun]}](#{TABLE_OF[noun]})" for noun in nouns)
        return f"id of the `{column.noun_column}`, in {tables}"
    unit = re.search(r"Persons|Days", hint)
    return unit[0].lower() if unit else HOLDS.get(column.kind, column.kind.value)


def _comments(record: type) -> Iterator[tuple[str, str]]:
    """Each field of a class with the comment behind it, or on the lines above it."""
    above: list[str] = []
    for line in inspect.getsource(record).splitlines():
        said, field = (
            re.match(r"    # (.*)", line),
            re.match(r"    (\w+)(?::| =)[^#]*(?:# (.*))?$", line),
        )
        if field:
            yield field[1], field[2] or " ".join(above)
        above = [*above, said[1]] if said else []
