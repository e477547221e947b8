# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers of another Dijkwacht as reports: it reckoned with all organisations, and tells of others
what may be told."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from dijkwacht.base.message import Message
from dijkwacht.base.units import FOREVER
from dijkwacht.reports.report import Cell, Column, Report, Table
from dijkwacht.reports.words import Lasting

Json = Mapping[str, Any]
Fields = Sequence[tuple[str, Column]]
MOST: Final = 30

CLASSES: Final[Fields] = (
    ("classCode", Column("class_code")),
    ("name", Column("service")),
    ("id", Column("service_id")),
    ("grossLevel", Column("gross_class")),
    ("provisional", Column("provisional", Cell.FLAG)),
    ("mtpdHours", Column("mtpd", Cell.HOURS)),
    ("mtpdEarlyHours", Column("mtpd_early", Cell.HOURS)),
)
ROWS: Final[Fields] = (
    ("row", Column("row")),
    ("says", Column("says")),
    ("leadsTo", Column("leads_to")),
    ("sinceHours", Column("since_hour", Cell.HOURS)),
    ("tag", Column("tag", shown=False)),
    ("source", Column("source", shown=False)),
    ("cite", Column("rule", shown=False)),
)
COVER: Final[Fields] = (
    ("name", Column("service")),
    ("id", Column("service_id")),
    ("required", Column("required", shown=False)),
    ("mtpdHours", Column("mtpd", Cell.HOURS)),
    ("horizonHours", Column("horizon", Cell.HOURS)),
    ("mbco", Column("mbco", Cell.LEVEL, shown=False)),
    ("declaredShare", Column("declared_share", Cell.LEVEL)),
    ("provenShare", Column("proven_share", Cell.LEVEL)),
    ("declaredGapHours", Column("declared_gap_hours", Cell.HOURS)),
    ("provenGapHours", Column("proven_gap_hours", Cell.HOURS)),
)
DUTIES: Final[Fields] = (
    ("name", Column("service")),
    ("serviceId", Column("service_id")),
    ("obligation", Column("obligation")),
    ("status", Column("status")),
    ("because", Column("because_code")),
    ("value", Column("value", Cell.COUNT)),
    ("threshold", Column("threshold", Cell.COUNT)),
    ("rule", Column("rule", shown=False)),
)
PROBLEMS: Final[Fields] = (
    ("grade", Column("grade")),
    ("code", Column("code", shown=False)),
    ("table", Column("table")),
    ("rowId", Column("where")),
    ("detail", Column("what")),
    ("mend", Column("mend")),
)
RANKING: Final[Fields] = (
    ("name", Column("what")),
    ("id", Column("id", shown=False)),
    ("services", Column("services", Cell.COUNT)),
    ("organisations", Column("organisations", Cell.COUNT)),
    ("persons", Column("persons", Cell.COUNT)),
    ("personHours", Column("person_hours", Cell.COUNT)),
)
WITHIN: Final = (
    Column("within", Cell.HOURS),
    Column("services", Cell.COUNT),
    Column("persons", Cell.COUNT),
    Column("persons_unknown", Cell.COUNT, shown=False),
)
OTHERS: Final = (
    Column("others_services", Cell.COUNT),
    Column("others_organisations", Cell.COUNT),
    Column("persons", Cell.COUNT),
)
LOST: Final = (
    Column("service"),
    Column("service_id", shown=False),
    Column("lost_at", Cell.HOURS),
    Column("returns_at", Cell.HOURS),
    Column("sure_at", Cell.HOURS, shown=False),
    Column("lowest", Cell.LEVEL),
    Column("persons", Cell.COUNT),
    Column("why"),
    Column("person_hours", Cell.COUNT, shown=False),
    Column("assumed", Cell.FLAG, shown=False),
)
STEPS: Final = (Column("hour", Cell.HOURS), Column("what"), Column("level", Cell.LEVEL))


def listed(server: str, told: Json, code: str, fields: Fields) -> Report:
    """A list of the server as one table; `code` is of its title."""
    rows = [[_cell(one.get(key), column) for key, column in fields] for one in told["items"]]
    table = Table("items", Message(code), tuple(column for _, column in fields), rows, MOST)
    says = () if rows else (Message("served.none"),)
    return _report(server, told, Message(code), (table,), says)


def outage(server: str, told: Json) -> Report:
    """What stops: what is lost per horizon, by others over the whole run, and each own service with
    its why."""
    rows = []
    for one in told["within"]:
        own = one["own"]
        rows.append((one["hours"], own["services"], own["persons"], own["personsUnknown"]))
    lost = [
        (
            *(one["name"], one["id"], one["lostAtHours"], one["returnsAtHours"]),
            *(one["sureAtHours"], one["lowest"], one["users"], _way(one["because"])),
            *(one["personHours"], one["assumed"]),
        )
        for one in told["lost"]
    ]
    tables = (
        Table("horizons", Message("served.within"), WITHIN, rows),
        *_by_others(told["others"]),
        Table("lost", Message("outage.services"), LOST, lost, MOST),
    )
    return _report(server, told, Message("served.outage"), tables)


def _by_others(told: Json | None) -> Iterator[Table]:
    """What organisations lose that one does not see; nothing for who sees all of them."""
    if told is not None:
        row = (told["services"], told["organisations"], told["persons"])
        yield Table("others", Message("served.others"), OTHERS, [row])


def explained(server: str, told: Json, service: Json) -> Report:
    """The way from the cause to one service that is lost."""
    steps = [(one["hour"], one["name"], one["level"]) for one in service["because"]]
    hour = Lasting(service["lostAtHours"])
    why = Message.of("explain.why", name=service["name"], hour=hour)
    table = Table("path", Message("explain.path"), STEPS, steps)
    return _report(server, told, Message("served.outage"), (table,), (why,))


def held(server: str, told: Json, name: str) -> Report:
    """One service that is not lost."""
    says = Message.of("explain.holds", name=name)
    return _report(server, told, Message("served.outage"), (), (says,))


def record(server: str, told: Json) -> Report:
    """Why one service has its class."""
    says = Message("served.class", {"name": told["id"], "code": told["classCode"]})
    tables = (
        Table("fired", Message("record.fired"), *_of(ROWS, told["fired"])),
        Table("open", Message("record.open"), *_of(ROWS, told["open"])),
    )
    return _report(server, told, Message("served.record"), tables, (says,))


def _of(fields: Fields, items: Iterable[Json]) -> tuple[tuple[Column, ...], list[list[Any]]]:
    rows = [[_cell(one.get(key), column) for key, column in fields] for one in items]
    return tuple(column for _, column in fields), rows


def _report(
    server: str, told: Json, title: Message, tables: Sequence[Table], says: Sequence[Message] = ()
) -> Report:
    of = Message.of("outage.of", register=server, on=told["on"], revision=told["revision"])
    return Report(
        title=title,
        before=(of, *says),
        tables=tuple(table for table in tables if table.rows),
        after=(Message.of("served.by", server=server),),
        made={"server": server, "on": told["on"], "revision": told["revision"]},
    )


def _cell(value: Any, column: Column) -> Any:
    """A value of the API as a cell: never is None there."""
    return None if column.cell is Cell.HOURS and value == FOREVER else value


def _way(because: Sequence[Json]) -> str:
    """The names on the way to a service, each once."""
    return " → ".join(dict.fromkeys(one["name"] for one in because[:-1]))
