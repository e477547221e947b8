# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the watch says on the page of a thing: the last days of a contract, how a supplier stands,
and whose law reaches it."""

from typing import Any, Final

from dijkwacht.base.message import Message
from dijkwacht.findings.contract_watch import RULE as DATES
from dijkwacht.findings.control_chain import RULE as LAW
from dijkwacht.findings.foreign_law import Exposed
from dijkwacht.findings.sovereignty import RULE as FRAMEWORK
from dijkwacht.reports.contracts import UNKNOWN as PARTS
from dijkwacht.reports.sovereignty import EXPOSURES, Sovereigns, stands
from dijkwacht.web.contracts import Contracts
from dijkwacht.web.judged import Judged
from dijkwacht.web.record.sections import Called, Section
from dijkwacht.web.record.subject import Subject
from dijkwacht.web.record.telling import UNKNOWN, Teller

DAYS: Final = ("decide_by", "notice_by", "leave_by", "extend_by")
NONE: Final = Message("page.contract-calendar.nothing")


def last_days(of: Subject, tell: Teller) -> Section:
    """By when must be decided about this contract; nothing where policy has no rule, or the
    contract is of another day."""
    title = Message("record-page.last-days")
    mine = _contracts(tell)
    if not (of.holds and _in_force(tell, DATES)):
        return Section("last-days", title)
    rows = mine.watch.of([of.id]).dates.contracts
    if not rows.height:
        return Section("last-days", title)
    row = rows.row(0, named=True)
    state = Called(Message(f"contract-state.{row['state']}"))
    facts = [(Message("column.contract_state"), state), *(_day(row, name) for name in DAYS)]
    page = tell.links.to("contract-calendar")
    links = [Called(Message("menu.contract-calendar"), page)]
    return Section("last-days", title, facts=facts, links=links)


def sovereign(of: Subject, tell: Teller) -> Section:
    """How this supplier stands for what hangs on it, and whose law reaches it."""
    title = Message("page.sovereignty")
    if not (of.holds and _in_force(tell, FRAMEWORK, LAW)):
        return Section("sovereignty", title)
    found = _contracts(tell).sovereigns
    facts = [
        (Message.of("record-page.law-of", country=one.jurisdiction), Called(_reach(found, one)))
        for one in found.law.of(of.id)
    ]
    page = tell.links.to("sovereignty-supplier", of.id)
    links = [Called(Message("record-page.objectives"), page)]
    says = list(stands(found.standing(of.id)))
    return Section("sovereignty", title, says=says, facts=facts, links=links)


def _reach(found: Sovereigns, one: Exposed) -> Message:
    """How a law reaches it: by which way, and why."""
    cells = dict(zip((column.key for column in EXPOSURES), found.exposed(one), strict=True))
    reach = Message(cells["exposure"])
    if cells["exposure_path"] is None:
        return Message.of("record-page.reach", reach=reach, why=cells["exposure_because"])
    return Message.of(
        "record-page.reach-by",
        reach=reach,
        way=cells["exposure_path"],
        why=cells["exposure_because"],
    )


def _contracts(tell: Teller) -> Contracts:
    reading = tell.reading
    assert reading.viewer is not None
    return Contracts(Judged(reading.reasoned, reading.viewer, reading.words))


def _in_force(tell: Teller, *rules: str) -> bool:
    """Whether policy has these rules on the day."""
    return all(rule in tell.reading.reasoned.opened.rules.by_name for rule in rules)


def _day(row: dict[str, Any], name: str) -> tuple[Message, Called]:
    """One of its days; what is not known, and what does not apply, in words."""
    day = row[name]
    told: str | Message = UNKNOWN if day is None else day.isoformat()
    if day is None and not any(row[f"unknown_{part}"] for part in PARTS):
        told = NONE
    return Message(f"column.{name}"), Called(told)
