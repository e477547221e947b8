# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a page of a thing is made of: sections with sentences, facts, tables, a picture and its
twin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from dijkwacht.base.message import Message

Said = str | Message


@dataclass(frozen=True, slots=True)
class Called:
    """A thing as it is called, and its page for this reader."""

    text: Said
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what it says, where it leads, and how it looks."""

    text: Said
    href: str | None = None
    badge: str = ""  # the classes of a badge
    number: bool = False

    @classmethod
    def of(cls, called: Called) -> "Cell":
        """The cell of a thing."""
        return cls(called.text, called.href)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column."""

    text: Said
    number: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; the first cell of a row is its heading."""

    caption: Said
    heads: Sequence[Head]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of a list of lists."""

    called: Called
    how: Said = ""
    members: tuple[Called, ...] = ()  # of a group of equal things
    below: tuple["Branch", ...] = ()
    key: str = ""  # of the same thing in a picture


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with what it shows in words."""

    svg: SafeString
    caption: Said


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page with a heading of its own."""

    id: str
    title: Message
    says: Sequence[Said] = ()
    facts: Sequence[tuple[Said, Called]] = ()
    picture: Picture | None = None
    grids: Sequence[Grid] = ()
    trees: Sequence[tuple[Said, tuple[Branch, ...]]] = ()
    links: Sequence[Called] = ()
    form: str = ""  # the template of a form that belongs to it
    asked: Mapping[str, str] = field(default_factory=dict)  # what that form was filled in with

    @property
    def is_empty(self) -> bool:
        """Whether it has nothing to say."""
        return not (self.says or self.facts or self.picture or self.grids or self.trees)
