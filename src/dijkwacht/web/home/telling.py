# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each task as one sentence and one link."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from dijkwacht.base.message import Message
from dijkwacht.findings.classes import Class
from dijkwacht.register.codes import Noun
from dijkwacht.reports.names import Names
from dijkwacht.reports.words import Lasting
from dijkwacht.rules.rulebook import Parameters
from dijkwacht.web.access import Sight
from dijkwacht.web.home.tasks import Chosen
from dijkwacht.web.home.waiting import Kind
from dijkwacht.web.record.links import Links
from dijkwacht.web.roles import Right

Row = Mapping[str, Any]
NOUNS: Final = {
    "contracts": Noun.CONTRACT,
    "services": Noun.SERVICE,
    "fallbacks": Noun.FALLBACK,
}
LISTS: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.CONTRACT_OVER: ("table", "contracts"),
    Kind.CONTRACT_ENDS: ("table", "contracts"),
    Kind.CONTRACT_END: ("table", "contracts"),
    Kind.HARM_NONE: ("classes",),
    Kind.CLASS_PROVISIONAL: ("classes",),
    Kind.HARM_UNSIGNED: ("classes",),
    Kind.FALLBACK_UNPROVEN: ("coverage",),
    Kind.GAP: ("coverage",),
    Kind.PROBLEM: ("problems",),
    Kind.STALE: ("tables",),
}
"""The page on which all of a kind stand."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do."""

    kind: Kind
    says: Message
    letter: str  # the class of what is at stake
    minutes: int
    go: str | None
    confirm: str | None = None  # where one says with one press that it is still right

    @property
    def button(self) -> Message:
        """What the link is called."""
        return Message(f"task.go.{self.kind.value}")


@dataclass(frozen=True)
class Telling:
    """Makes the sentences of one viewer's tasks."""

    sight: Sight
    names: Names
    links: Links
    rule: Parameters

    def tasks(self, chosen: Chosen) -> Iterator[Task]:
        """The tasks that are shown."""
        for row in chosen.shown.iter_rows(named=True):
            kind = Kind(row["kind"])
            letter = Class(row["level"]).name
            says, minutes = self._says(kind, row), self.rule["minutes"][kind.value]
            yield Task(kind, says, letter, minutes, self._go(kind, row), self._confirm(kind, row))

    def rest(self, chosen: Chosen) -> Iterator[tuple[Message, str | None]]:
        """How many more there are of each kind, and where."""
        for kind, count in chosen.rest.items():
            yield Message.of(f"task.more.{kind.value}", count=count), self.list_of(kind)

    def list_of(self, kind: Kind) -> str | None:
        """The address of the list of a kind."""
        page, *given = LISTS[kind]
        return self.links.to(page, *given)

    def _says(self, kind: Kind, row: Row) -> Message:
        code = f"task.{kind.value}"
        if kind is Kind.CONTRACT_ENDS and row["lead"] is None:
            code += "-unknown"
        return Message(code, PARAMS[kind](self, row))

    def _go(self, kind: Kind, row: Row) -> str | None:
        if kind is Kind.PROBLEM:
            return self.links.to("problems") or self.links.to("tables")
        if row["table"] == "contracts" or kind is Kind.STALE:
            return self.links.record(row["table"], row["id"])
        page = PAGES.get(kind, "class-record")
        if kind in EDITS and not self.sight.viewer.may(EDITS[kind]):
            page = "class-record"
        return self.links.to(page, row["service"])

    def _confirm(self, kind: Kind, row: Row) -> str | None:
        """For who may, where one is asked on the day itself."""
        asked = kind is Kind.STALE and not self.links.kept and self.sight.viewer.may(Right.EDIT)
        return self.links.to("record-confirm", row["table"], row["id"]) if asked else None

    def name(self, row: Row) -> Message | str:
        """What the thing of a row is called."""
        return self.sight.label(NOUNS[row["table"]], row["id"], self.names).name

    def service(self, row: Row) -> Message | str:
        """What the service of a row is called."""
        return self.sight.label(Noun.SERVICE, row["service"], self.names).name

    def days(self, row: Row) -> int:
        """Days from the day of the page."""
        return int((row["on"] - self.sight.register.on).days)


PAGES: Final = {
    Kind.HARM_NONE: "class-harm",
    Kind.HARM_UNSIGNED: "class-approve",
    Kind.FALLBACK_UNPROVEN: "coverage-record",
    Kind.GAP: "coverage-record",
}
EDITS: Final = {Kind.HARM_NONE: Right.ASSESS, Kind.HARM_UNSIGNED: Right.APPROVE}


def _ending(telling: Telling, row: Row) -> Mapping[str, object]:
    days = telling.days(row)
    return {"name": telling.name(row), "day": row["on"], "days": days, "lead": row["lead"]}


def _named(telling: Telling, row: Row) -> Mapping[str, object]:
    return {"name": telling.name(row)}


def _possible(telling: Telling, row: Row) -> Mapping[str, object]:
    return {
        "name": telling.name(row),
        "class": Class(row["level"]).name,
        "possible": Class(row["first"]).name,
    }


def _counted(telling: Telling, row: Row) -> Mapping[str, object]:
    return {"name": telling.name(row), "count": row["first"]}


def _unproven(telling: Telling, row: Row) -> Mapping[str, object]:
    return {
        "fallback": telling.name(row),
        "name": telling.service(row),
        "why": Message(f"task.why.{row['why']}"),
    }


def _gap(telling: Telling, row: Row) -> Mapping[str, object]:
    hours = {"first": Lasting(row["first"]), "length": Lasting(row["length"])}
    return {"name": telling.name(row), **hours}


def _wrong(telling: Telling, row: Row) -> Mapping[str, object]:
    return {"count": row["first"], "faults": row["length"]}


PARAMS: Final[Mapping[Kind, Callable[[Telling, Row], Mapping[str, object]]]] = {
    Kind.CONTRACT_OVER: _ending,
    Kind.CONTRACT_ENDS: _ending,
    Kind.CONTRACT_END: _named,
    Kind.HARM_NONE: _named,
    Kind.CLASS_PROVISIONAL: _possible,
    Kind.HARM_UNSIGNED: _counted,
    Kind.FALLBACK_UNPROVEN: _unproven,
    Kind.GAP: _gap,
    Kind.PROBLEM: _wrong,
    Kind.STALE: _named,
}
