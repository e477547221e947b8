# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The classes of all services, and of what inherits them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
import polars as pl

from dijkwacht.base.message import Message
from dijkwacht.base.units import FOREVER
from dijkwacht.findings.classes import Class
from dijkwacht.findings.classification import ADJUSTMENTS, BAND, TABLE, Classification
from dijkwacht.findings.harm import counted
from dijkwacht.findings.inheritance import Inherited
from dijkwacht.findings.owners import Heirs
from dijkwacht.findings.table_columns import rows_fire
from dijkwacht.register.codes import Noun
from dijkwacht.reports.names import Names
from dijkwacht.reports.report import Cell, Column, Report, Table
from dijkwacht.rules.decision_table import TableRow
from dijkwacht.rules.rule import Rule, Tag

MOST: Final = 30
LIFTED: Final = "A3"  # no row decides: what is not known does
CLASSES: Final = (
    Column("class_code"),
    Column("service"),
    Column("service_id", shown=False),
    Column("class_label", Cell.CODE, shown=False),
    Column("gross_class"),
    Column("possible_class"),
    Column("mtpd", Cell.HOURS),
    Column("mtpd_early", Cell.HOURS, shown=False),
    Column("rows"),
    Column("rests_on"),
    Column("provisional", Cell.FLAG),
    Column("overdue", Cell.FLAG, shown=False),
    Column("long_sensitive", Cell.FLAG, shown=False),
    Column("persons", Cell.COUNT, shown=False),
)
INHERITED: Final = (
    Column("class_code"),
    Column("thing"),
    Column("id", shown=False),
    Column("inherited_class"),
    Column("collective_class"),
    Column("possible_class"),
    Column("services", Cell.COUNT),
    Column("organisations", Cell.COUNT),
    Column("because_of"),
    Column("because_id", shown=False),
    Column("provisional", Cell.FLAG),
)
NOUN_OF: Final[Mapping[Heirs, Noun]] = {
    Heirs.SYSTEMS: Noun.SYSTEM,
    Heirs.CONTRACTS: Noun.CONTRACT,
    Heirs.SUPPLIERS: Noun.SUPPLIER,
    Heirs.GROUPS: Noun.SUPPLIER,
}


def classes_report(name: str, found: Classification, names: Names) -> Report:
    """Every service with its class, the highest and the soonest first."""
    classes = found.classes
    order = np.lexsort((np.arange(len(classes.ids)), classes.mtpd, -classes.level))
    fired = _deciding(found)
    rows = [_row(found, int(row), fired, names) for row in order]
    return Report(
        title=Message("classes.title"),
        before=(of_register(name, found), *_counts(found)),
        tables=(Table("classes", Message("classes.table"), CLASSES, rows, MOST),),
        after=(*_unknown(found), *rules_told(found), Message("classes.indicative")),
        made=made(name, found),
    )


def inherited_report(
    name: str, found: Classification, heirs: Heirs, things: Inherited, names: Names
) -> Report:
    """Every system, contract, supplier or group that some service cannot do without."""
    order = np.lexsort((np.arange(len(things.ids)), -things.services, -things.level))
    used = [int(row) for row in order if things.services[row]]
    rows = [_heir(things, row, NOUN_OF[heirs], names) for row in used]
    unused = len(things.ids) - len(used)
    return Report(
        title=Message(f"inherited.title.{heirs.value}"),
        before=(of_register(name, found), Message("inherited.how")),
        tables=(Table(heirs.value, Message("inherited.table"), INHERITED, rows, MOST),),
        after=(Message.of("inherited.unused", count=unused), *rules_told(found)),
        made=made(name, found),
    )


def of_register(name: str, found: Classification) -> Message:
    """Which register, on which day, at which revision."""
    register = found.register
    return Message.of("outage.of", register=name, on=register.on, revision=register.revision)


def rules_told(found: Classification) -> tuple[Message, ...]:
    """By which versions of which rules, with the hashes of their files."""
    told = ", ".join(cited(rule) for rule in _rules(found))
    return (Message.of("classes.rules", rules=told),)


def made(name: str, found: Classification) -> dict[str, Any]:
    """How the answer was made, for whoever makes it again."""
    return {
        "register": name,
        "on": found.register.on.isoformat(),
        "revision": found.register.revision,
        "rules": {rule.version: rule.digest for rule in _rules(found)},
    }


def tags_told(tags: Sequence[Tag]) -> Message:
    """How well the thresholds that decide are known: each is enough by itself, so the best."""
    best = min(tags, key=list(Tag).index)
    return Message(f"tag.{best.lower()}")


def _rules(found: Classification) -> list[Rule]:
    parameters = (ADJUSTMENTS, "classification/times")
    tables = (TABLE, BAND)
    return [
        *(found.rules.table(name) for name in tables),
        *(found.rules.parameters(name) for name in parameters),
    ]


def cited(rule: Rule) -> str:
    """A rule with the hash of its file."""
    return f"{rule.version} ({rule.digest})"


def _counts(found: Classification) -> Iterator[Message]:
    level, unsure = found.classes.level, found.classes.provisional
    counts = {kind.name: int((level == kind).sum()) for kind in Class}
    yield Message.of(
        "classes.counts", **counts, count=len(level), candidates=int(found.candidate.sum())
    )
    yield Message.of("classes.provisional", count=int(unsure.sum()), of=len(level))


def _unknown(found: Classification) -> Iterator[Message]:
    silent = _silent(found)
    if silent:
        yield Message.of("classes.silent", count=silent)
    unsigned = _unsigned(found)
    if unsigned:
        yield Message.of("classes.unsigned", count=unsigned)
    overdue = int(found.unknowns.overdue.sum())
    if overdue:
        yield Message.of("classes.overdue", count=overdue)
    if found.overrides.refused:
        yield Message.of("classes.overrides-refused", count=len(found.overrides.refused))


def _silent(found: Classification) -> int:
    """Services that say nothing of what they need: nobody is known to take them down."""
    owners = found.register.table("requirements").filter(pl.col("owner_noun") == "service")
    return len(set(found.classes.ids) - set(owners["owner_id"]))


def _unsigned(found: Classification) -> int:
    """Rows of harm that do not count: faulty, or without a second signature where it is asked."""
    two = found.rules.parameters(ADJUSTMENTS)["signed_by_two"]
    rows = found.register.table("harms")
    said = rows.filter(pl.any_horizontal(pl.col("value", "low", "high").is_not_null()))
    return said.height - counted(found.register, two).height


def _deciding(found: Classification) -> list[tuple[TableRow, np.ndarray]]:
    """Each row of the table, and the services that it brings to their class for sure."""
    table, when = found.table, found.yardstick
    shape = len(found.classes.ids), len(when.times)
    held = rows_fire(table, found.settled.held, shape)
    decided = []
    for row in table.rows:
        columns = np.where(held[row.id].sure, table.rank(row.then), 0)
        reached = when.level(columns)
        decided.append((row, (reached > 0) & (reached >= found.settled.level.sure)))
    return decided


def _row(
    found: Classification, row: int, fired: list[tuple[TableRow, np.ndarray]], names: Names
) -> tuple[Any, ...]:
    classes, id = found.classes, found.classes.ids[row]
    deciding = [held for held, services in fired if services[row]]
    level, unsure = Class(int(classes.level[row])), bool(classes.provisional[row])
    return (
        found.code(row),
        owned(names, found, id),
        id,
        label(level, bool(found.candidate[row])),
        _other(Class(int(classes.gross[row])), level),
        _other(max(Class(int(found.possible[row])), level), level) if unsure else "",
        hours(int(classes.mtpd[row])),
        hours(int(found.settled.mtpd_early[row])),
        *_rests_on(deciding, bool(found.settled.level.sure[row] < classes.gross[row])),
        unsure,
        bool(found.unknowns.overdue[row]),
        bool(found.long_sensitive[row]),
        found.users.get(id),
    )


def _other(other: Class, level: Class) -> str:
    """Another class than the one it has, or nothing."""
    return other.name if other != level else ""


def _rests_on(deciding: list[TableRow], lifted: bool) -> tuple[str, Message | None]:
    """The rows that decide, and how their thresholds are known; A3 where what is not known does."""
    if lifted or not deciding:
        return (LIFTED if lifted else "", None)
    return " ".join(row.id for row in deciding), tags_told([row.tag for row in deciding])


def label(level: Class, candidate: bool) -> str:
    """The code of a class in words."""
    return "class.candidate" if candidate else f"class.{level.name.lower()}"


def hours(value: int) -> int | None:
    """Hours as a cell: None where none is reached."""
    return None if value == FOREVER else value


def owned(names: Names, found: Classification, id: str) -> str:
    """The name of a service with the organisation that provides it before it."""
    organisation = names.of(Noun.ORGANISATION, found.organisations.get(id))
    name = names.of(Noun.SERVICE, id) or id
    return name if organisation is None else f"{organisation}: {name}"


def _heir(things: Inherited, row: int, noun: Noun, names: Names) -> tuple[Any, ...]:
    level = Class(int(things.level[row]))
    collective, possible = int(things.collective[row]), int(things.collective_possible[row])
    because = things.because[row]
    return (
        level.name,
        names.of(noun, things.ids[row]),
        things.ids[row],
        Class(int(things.inherited[row])).name,
        Class(collective).name if collective else "",
        _other(Class(max(possible, int(level))), level),
        int(things.services[row]),
        int(things.organisations[row]),
        names.of(Noun.SERVICE, because),
        because,
        bool(things.provisional[row]),
    )
