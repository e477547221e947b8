# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a thing needs, and what needs it, one step away: requirements as sentences."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import polars as pl

from dijkwacht.base.message import Message
from dijkwacht.base.units import FOREVER, NOT_APPLICABLE, ONE
from dijkwacht.register.codes import Criticality, Mode, Noun
from dijkwacht.register.records import TABLE_OF
from dijkwacht.register.register import Register
from dijkwacht.reports.words import Lasting
from dijkwacht.web.access import Reach, Sight
from dijkwacht.web.record.sections import Branch, Called, Section
from dijkwacht.web.record.telling import Teller

Row = Mapping[str, Any]
OWNED: Final = (Noun.SERVICE, Noun.SYSTEM, Noun.DELIVERY, Noun.FALLBACK)
"""What can have requirements."""


def needs(noun: Noun, id: str, register: Register, tell: Teller) -> Section:
    """The requirements of a thing, each with its members and fallbacks."""
    rows = register.once("requirements")
    mine = rows.filter((pl.col("owner_noun") == noun) & (pl.col("owner_id") == id)).rows(named=True)
    branches = tuple(requirement(row, register, tell) for row in mine)
    says = [Message.of("record-page.needs-count", count=len(mine))]
    if not mine:
        says = [Message("record-page.needs-nothing")]
    title = Message("record-page.needs")
    return Section("needs", title, says=says, trees=((title, branches),) if mine else ())


def requirement(row: Row, register: Register, tell: Teller) -> Branch:
    """One requirement as a sentence, over what can meet it and what takes over."""
    rows = register.table("members").filter(pl.col("requirement_id") == row["id"])
    members = rows.rows(named=True)
    below = [_member(member, tell) for member in members if member["member_id"]]
    protects = (pl.col("protects_noun") == Noun.REQUIREMENT) & (pl.col("protects_id") == row["id"])
    for id in register.table("fallbacks").filter(protects)["id"]:
        below.append(Branch(tell.thing(Noun.FALLBACK, id), Message("record-page.takes-over")))
    return Branch(tell.thing(Noun.REQUIREMENT, row["id"]), sentence(row, members), (), tuple(below))


def _member(row: Row, tell: Teller) -> Branch:
    weight, whole = row["weight"], row["weight"] in (None, ONE)
    how = "" if whole else Message.of("record-page.carries", part=_percent(weight))
    return Branch(tell.thing(Noun(row["member_noun"]), row["member_id"]), how)


def sentence(row: Row, members: Iterable[Row]) -> Message:
    """What is needed of how many, how much it matters, and how long nobody notices."""
    weights = [member["weight"] for member in members]
    need = row["need"]
    counted = need is not None and need % ONE == 0 and all(w in (None, ONE) for w in weights)
    amount = (
        Message.of("requirement.of", need=need // ONE, members=len(weights))
        if counted
        else Message.of("requirement.part", need=_percent(need), members=len(weights))
    )
    return Message.of(
        "requirement.says",
        amount=amount,
        matters=_matters(row),
        buffer=_buffer(row["buffer_hours"]),
        tolerance=_tolerance(row),
    )


def _matters(row: Row) -> Message:
    criticality = row["criticality"]
    if criticality is None:
        return Message("requirement.criticality-unknown")
    if criticality == Criticality.DEGRADING and row["share"] is not None:
        return Message.of("requirement.degrading-share", share=_percent(row["share"]))
    return Message(f"requirement.{criticality}")


def _buffer(hours: int | None) -> Message:
    if hours is None:
        return Message("requirement.buffer-unknown")
    if hours in (0, NOT_APPLICABLE):
        return Message("requirement.at-once")
    if hours == FOREVER:
        return Message("requirement.never-noticed")
    return Message.of("requirement.buffer", hours=Lasting(hours))


def _tolerance(row: Row) -> str | Message:
    """What may be short without harm, and whether less than that is nothing."""
    strict = row["mode"] == Mode.STRICT
    if not row["tolerance"] or row["tolerance"] == NOT_APPLICABLE:
        return Message("requirement.strict") if strict else ""
    code = "requirement.tolerance-strict" if strict else "requirement.tolerance"
    return Message.of(code, part=_percent(row["tolerance"]))


def _percent(level: int | None) -> str:
    return "?" if level is None else f"{level * 100 / ONE:g} %"


def needed_by(noun: Noun, id: str, sight: Sight, tell: Teller) -> Section:
    """What needs a thing directly: by name where the reader may see it, the others counted."""
    register = sight.register
    members = register.table("members").filter(
        (pl.col("member_noun") == noun) & (pl.col("member_id") == id)
    )
    rows = register.once("requirements").filter(
        pl.col("id").is_in(members["requirement_id"].implode())
    )
    owned = rows.filter(pl.col("owner_noun").is_not_null() & pl.col("owner_id").is_not_null())
    pairs = [(row, Noun(row["owner_noun"]), row["owner_id"]) for row in owned.rows(named=True)]
    seen = [(row, of, id) for row, of, id in pairs if is_named(sight, of, id)]
    hidden = [(of, id) for _, of, id in pairs if not is_named(sight, of, id)]
    branches = tuple(
        Branch(tell.thing(of, id), sentence(row, _members(row, register))) for row, of, id in seen
    )
    says: list[str | Message] = [*others(hidden, sight)]
    if not pairs:
        says = [Message("record-page.needed-by-nothing")]
    title = Message("record-page.needed-by")
    return Section("needed-by", title, says=says, trees=((title, branches),) if branches else ())


def _members(row: Row, register: Register) -> Sequence[Row]:
    found = register.table("members").filter(pl.col("requirement_id") == row["id"])
    return found.rows(named=True)


def is_named(sight: Sight, noun: Noun, id: str) -> bool:
    """Whether a thing has a line of its own: by its name, or for the centre by its other name."""
    return sight.viewer.reach is not Reach.OWN or sight.sees(TABLE_OF[noun], id)


def others(hidden: Iterable[tuple[Noun, str]], sight: Sight) -> list[Message]:
    """The things of other organisations, counted by kind where enough organisations have them."""
    by_noun: dict[Noun, set[str]] = {}
    for noun, id in hidden:
        by_noun.setdefault(noun, set()).add(id)
    return [_counted(noun, ids, sight) for noun, ids in sorted(by_noun.items())]


def _counted(noun: Noun, ids: set[str], sight: Sight) -> Message:
    """`12 services of other organisations`, or without the number."""
    owners = sight.owners.by_id(TABLE_OF[noun])
    count = sight.counted(owners.get(id) for id in ids).services
    if count is None:
        return Message(f"others.{noun.value}")
    return Message.of(f"others-counted.{noun.value}", count=count)


def listed(things: Iterable[tuple[Noun, str]], sight: Sight, tell: Teller) -> list[Called]:
    """Things with a line each where they may be named; then the others, counted."""
    pairs = list(dict.fromkeys(things))
    seen = [tell.thing(noun, id) for noun, id in pairs if is_named(sight, noun, id)]
    hidden = [(noun, id) for noun, id in pairs if not is_named(sight, noun, id)]
    return [*seen, *(Called(told) for told in others(hidden, sight))]
