# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a scenario chooses, as nodes: things by name, corporate groups, countries of control and of
location, facilities and technologies; several at once are taken together."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

import polars as pl

from dijkwacht.base.errors import NotInRegister, WrongQuestion
from dijkwacht.base.ids.countries import ISO_3166_1, KOSOVO, MEANT
from dijkwacht.base.message import Message
from dijkwacht.graph.find import NAMED, find, with_group
from dijkwacht.graph.graph import DependencyGraph, NodeNoun
from dijkwacht.graph.groups import ultimate_parents
from dijkwacht.register.codes import SystemKind
from dijkwacht.register.register import Register

PLACED = ((NodeNoun.SYSTEM, "systems"), (NodeNoun.DELIVERY, "deliveries"))
SYSTEMS_FIRST = tuple(sorted(NAMED, key=lambda noun: noun is not NodeNoun.SYSTEM))


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """What a person or a scenario file chooses: names and countries, by kind of choice."""

    things: Sequence[str] = ()  # as `graph/find.py` reads them
    groups: Sequence[str] = ()  # any supplier of the corporate group
    control: Sequence[str] = ()  # countries: of the supplier, or of its ultimate parent
    location: Sequence[str] = ()  # countries: where systems and deliveries are
    facilities: Sequence[str] = ()
    technologies: Sequence[str] = ()  # systems of any kind, so also common causes

    @property
    def is_empty(self) -> bool:
        """Whether it chooses nothing."""
        return not any(getattr(self, field.name) for field in fields(self))

    def joined(self, more: Mapping[str, Sequence[str]]) -> "Selector":
        """This one and what `more` names, together."""
        both = {
            field.name: (*getattr(self, field.name), *more.get(field.name, ()))
            for field in fields(self)
        }
        return Selector(**both)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What was chosen: the nodes as named, the countries, and all that fails."""

    causes: tuple[int, ...] = ()  # in the order in which they were named
    control: tuple[str, ...] = ()
    location: tuple[str, ...] = ()
    failing: tuple[int, ...]
    # not selected, because nobody knows their country
    unknown_control: int = 0  # suppliers
    # asked for with their group, of which the register knows none
    groupless: tuple[int, ...] = ()
    unknown_location: int = 0  # systems and deliveries


def select(
    graph: DependencyGraph,
    register: Register,
    selector: Selector,
    nouns: Collection[NodeNoun] = tuple(NodeNoun),
) -> Selection:
    """The nodes that `selector` chooses.

    Raises WrongQuestion when it says nothing, names no country, or chooses what is not of these
    `nouns`; NotInRegister for a name or country that is not there.
    """
    if selector.is_empty:
        raise WrongQuestion("nothing-chosen")
    control = _Countries(selector.control, "control", _controllers(graph, register))
    location = _Countries(selector.location, "location", _places(graph, register))
    things, heads, facilities, technologies = (
        [named(graph, register, text) for text in texts]
        for named, texts in (
            (find, selector.things),
            (find, selector.groups),
            (_facility, selector.facilities),
            (_system, selector.technologies),
        )
    )
    causes = [*things, *heads, *facilities, *technologies]
    groups = {head: with_group(graph, register, head)[1] for head in heads}
    held = [node for group in groups.values() for node in group]
    chosen = {*things, *facilities, *technologies, *held, *control.chosen, *location.chosen}
    refuse_others(graph, chosen, nouns)
    return Selection(
        causes=tuple(dict.fromkeys(causes)),
        control=control.wanted,
        location=location.wanted,
        failing=tuple(sorted(chosen)),
        groupless=tuple(head for head, group in groups.items() if len(group) == 1),
        unknown_control=control.unknown,
        unknown_location=location.unknown,
    )


def refuse_others(
    graph: DependencyGraph, nodes: Iterable[int], nouns: Collection[NodeNoun]
) -> None:
    """Raise WrongQuestion for the first of these nodes that is of none of these nouns."""
    for node in sorted(nodes):
        noun = graph.noun_of(node)
        if noun not in nouns:
            allowed = ", ".join(noun.word for noun in nouns)
            name = f"{noun.word}:{graph.nodes.ids[node]}"
            raise WrongQuestion("not-of-this-scenario", name=name, allowed=allowed)


class _Countries:
    """The nodes of some countries among those that have one, and how many have none that is
    known."""

    def __init__(
        self, wanted: Sequence[str], kind: str, known: Iterator[tuple[int, set[str | None]]]
    ) -> None:
        self.wanted = tuple(dict.fromkeys(_country(text) for text in wanted))
        self.chosen: list[int] = []
        self.unknown = 0
        if not self.wanted:
            return
        there = dict(known)
        for node, countries in there.items():
            if countries & set(self.wanted):
                self.chosen.append(node)
            else:
                self.unknown += None in countries
        for country in self.wanted:
            if not any(country in countries for countries in there.values()):
                raise _absent(country, kind, there.values())


def _absent(country: str, kind: str, there: Iterable[set[str | None]]) -> NotInRegister:
    occurring = sorted({country for countries in there for country in countries if country})
    unknown = sum(None in countries for countries in there)
    code = "no-control-from" if kind == "control" else "nothing-located-in"
    known = ", ".join(occurring) or "-"
    return NotInRegister(code, country=country, known=known, unknown=unknown)


def _country(text: str) -> str:
    """A country as the register writes it: EL is GR, nl is NL."""
    code = text.strip().upper()
    code = MEANT.get(code, code)
    if code not in ISO_3166_1 and code != KOSOVO:
        raise WrongQuestion("no-such-country", value=text)
    return code


def _controllers(
    graph: DependencyGraph, register: Register
) -> Iterator[tuple[int, set[str | None]]]:
    """Each supplier with its own country and that of its ultimate parent on the day."""
    frame = register.once("suppliers")
    own = dict(frame.select("id", "country").iter_rows())
    heads = ultimate_parents(register)
    for id, country in own.items():
        yield graph.index[NodeNoun.SUPPLIER, id], {country, own.get(heads.get(id, id))}


def _places(graph: DependencyGraph, register: Register) -> Iterator[tuple[int, set[str | None]]]:
    """Each system and delivery with the country it is in."""
    for noun, table in PLACED:
        frame = register.once(table)
        for id, country in frame.select("id", "country").iter_rows():
            yield graph.index[noun, id], {country}


def _system(graph: DependencyGraph, register: Register, text: str) -> int:
    node = find(graph, register, text, SYSTEMS_FIRST)
    noun = graph.noun_of(node)
    if noun is not NodeNoun.SYSTEM:
        raise WrongQuestion("not-a-system", name=text, noun=Message(f"noun.{noun.word}"))
    return node


def _facility(graph: DependencyGraph, register: Register, text: str) -> int:
    node = _system(graph, register, text)
    rows = register.table("systems").filter(pl.col("id") == graph.nodes.ids[node])
    kind = rows["kind"][0]
    if kind != SystemKind.FACILITY:
        raise WrongQuestion("not-a-facility", name=text, kind=kind)
    return node
