# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole page of a thing: its first sentence and its sections, by what kind of thing it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from dijkwacht.base.message import Message
from dijkwacht.register.codes import Noun
from dijkwacht.web.record.dependencies import Asked, dependencies
from dijkwacht.web.record.duties import obligations
from dijkwacht.web.record.facts import facts
from dijkwacht.web.record.hanging import Hanging, hanging, section
from dijkwacht.web.record.needs import OWNED, needed_by, needs, requirement
from dijkwacht.web.record.others import nodes, parts
from dijkwacht.web.record.sections import Branch, Section
from dijkwacht.web.record.service import ServicePage
from dijkwacht.web.record.subject import Subject
from dijkwacht.web.record.supplier import SupplierPage, nodes_of
from dijkwacht.web.record.telling import UNKNOWN, Teller
from dijkwacht.web.record.watched import last_days, sovereign


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows: its heading, the first sentence with numbers, and the sections."""

    heading: str
    lead: tuple[Message, ...]
    sections: tuple[Section, ...]


def page(of: Subject, tell: Teller, asked: Asked) -> Page:
    """The page of a thing."""
    made = BY_TABLE.get(of.table, _generic)(of, tell)
    around = [dependencies(nodes(of, tell), asked, of.sight, tell)] if of.table in AROUND else []
    every = (*made.sections, *around, facts(of, tell))
    shown = tuple(one for one in every if not one.is_empty)
    lead = made.lead if of.holds else (_not_now(of, tell),)
    return Page(made.heading, lead, shown)


def group_page(of: Subject, tell: Teller, asked: Asked) -> Page:
    """The page of a corporate group, by its ultimate parent."""
    made = SupplierPage(of, tell)
    held = hanging(nodes_of(made.members, tell), tell)
    name = tell.say(tell.thing(Noun.SUPPLIER, made.head_id).text)
    lead = Message.of("lead.group", name=name, members=len(made.members))
    sections = (
        made.group(),
        section(held, tell),
        made.explorer("group"),
        made.contracts(made.members),
        made.ownership(),
        made.chain(made.members),
        dependencies(nodes_of(made.members, tell), asked, of.sight, tell),
    )
    heading = tell.say(Message.of("record-page.group-of", name=name))
    return Page(heading, (lead, _hangs(held)), tuple(one for one in sections if not one.is_empty))


def name(of: Subject, tell: Teller) -> str:
    """What the thing is called on its own page."""
    if not of.holds and of.full:
        return str(of.row.get("name") or of.shown)
    return tell.say(tell.thing(of.noun, of.id).text)


def _not_now(of: Subject, tell: Teller) -> Message:
    """That a thing does not hold on the day."""
    return Message.of(
        "lead.not-now",
        name=name(of, tell),
        on=tell.reading.on,
        start=of.row["valid_from"] or UNKNOWN,
        end=of.row["valid_until"] or UNKNOWN,
    )


def _hangs(held: Hanging) -> Message:
    """How many services hang on it, in one sentence."""
    if held.count is None:
        return Message.of("lead.hangs-part", count=len(held.named))
    return Message.of("lead.hangs", count=held.count)


def _service(of: Subject, tell: Teller) -> Page:
    made = ServicePage(of, tell)
    held = made.record()
    hangs = hanging(nodes(of, tell), tell)
    judged = (
        (obligations(tell.reading.reasoned.obligations, made.row, made.words),)
        if made.row is not None
        else ()
    )
    sections = (
        made.head(held),
        needs(of.noun, of.id, of.sight.register, tell),
        made.fallbacks(),
        made.harm(held),
        made.classed(held),
        made.stops(),
        *judged,
        section(hangs, tell),
        *parts(of, tell),
    )
    return Page(name(of, tell), (_service_lead(made, of, tell), _hangs(hangs)), sections)


def _service_lead(made: ServicePage, of: Subject, tell: Teller) -> Message:
    held, users = made.record(), of.row["users"]
    return Message.of(
        "lead.service",
        name=name(of, tell),
        class_code=held.code if held else UNKNOWN,
        users=UNKNOWN if users is None else made.words.number(users),
    )


def _supplier(of: Subject, tell: Teller) -> Page:
    made = SupplierPage(of, tell)
    held = hanging(nodes_of([of.id], tell), tell)
    lead = Message.of("lead.supplier", name=name(of, tell))
    sections = (
        made.head(),
        section(held, tell),
        made.explorer("what"),
        made.contracts([of.id]),
        made.ownership(),
        sovereign(of, tell),
        made.chain([of.id]),
    )
    return Page(name(of, tell), (lead, _hangs(held)), sections)


def _generic(of: Subject, tell: Teller) -> Page:
    """Anything else: what it needs, what needs it, what belongs to it."""
    held = hanging(nodes(of, tell), tell)
    needing = of.noun in OWNED
    needed = of.noun in (Noun.SYSTEM, Noun.DELIVERY)
    sections = [
        *([needs(of.noun, of.id, of.sight.register, tell)] if needing else []),
        *([needed_by(of.noun, of.id, of.sight, tell)] if needed else []),
        *([_as_sentence(of, tell)] if of.noun is Noun.REQUIREMENT else []),
        *([section(held, tell)] if of.table in HANGS else []),
        *([last_days(of, tell)] if of.noun is Noun.CONTRACT else []),
        *parts(of, tell),
    ]
    lead = Message.of("lead.thing", kind=Message(f"thing.{of.noun.value}"), name=name(of, tell))
    hangs = (_hangs(held),) if of.table in HANGS else ()
    return Page(name(of, tell), (lead, *hangs), tuple(sections))


HANGS: Final = frozenset(("systems", "contracts", "deliveries", "organisations", "fallbacks"))
"""Things of which it is told what hangs on them."""
AROUND: Final = HANGS | {"services", "suppliers", "requirements"}
"""Things that have a place in the graph."""


def _as_sentence(of: Subject, tell: Teller) -> Section:
    """A requirement in words, under the thing that has it."""
    branch = requirement(of.row, of.sight.register, tell)
    title = Message("record-page.in-short")
    noun, id = of.row["owner_noun"], of.row["owner_id"]
    if not noun or not id:
        return Section("head", title, trees=((title, (branch,)),))
    owner = Branch(tell.thing(Noun(noun), id), below=(branch,))
    return Section("head", title, trees=((title, (owner,)),))


BY_TABLE: Final[Mapping[str, Callable[[Subject, Teller], Page]]] = {
    "services": _service,
    "suppliers": _supplier,
}
"""How the page of a kind of thing is made, where it is not made as all others."""
