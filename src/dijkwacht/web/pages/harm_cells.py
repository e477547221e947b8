# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody writes in one cell of the form of harm: a value, a range, both, or that it is not
known."""

import re
from dataclasses import dataclass
from typing import Final

from dijkwacht.base.message import Message
from dijkwacht.register.assessments import LEVEL
from dijkwacht.register.harms import TOP

UNKNOWN: Final = "?"
MOST: Final = 10**15  # a thousand billion in cents fits in a database
_NUMBER: Final = r"\d[\d.,\s\u00a0\u202f]*"
_BOTH: Final = re.compile(rf"({_NUMBER})?\s*\(\s*({_NUMBER})?\s*[-\u2013]\s*({_NUMBER})?\s*\)")
_RANGE: Final = re.compile(rf"({_NUMBER})?\s*[-\u2013]\s*({_NUMBER})?")
_GROUPED: Final = re.compile(r"\d+|\d{1,3}([.,\s\u00a0\u202f]\d{3})+")


@dataclass(frozen=True, slots=True)
class Stated:
    """What was said of one kind of harm at one hour; all None is not known."""

    value: int | None = None
    low: int | None = None
    high: int | None = None

    @property
    def says_nothing(self) -> bool:
        """Whether it is not known."""
        return (self.value, self.low, self.high) == (None, None, None)

    @property
    def least(self) -> int | None:
        """What it is at least."""
        return self.low if self.value is None else self.value

    @property
    def most(self) -> int | None:
        """What it is at most."""
        return self.high if self.value is None else self.value

    @property
    def text(self) -> str:
        """As it is written in a cell; `read` reads it back."""
        value = "" if self.value is None else str(self.value)
        if self.low is None and self.high is None:
            return value
        ends = "-".join("" if end is None else str(end) for end in (self.low, self.high))
        return f"{value} ({ends})" if value else ends


class Unreadable(ValueError):
    """A cell that says nothing that harm can be."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.what, self.mend = Message(code, params), Message(f"{code}.mend", params)


def read(text: str, unit: str) -> Stated | None:
    """What a cell says; None for an empty one. Unreadable for what is no number or range."""
    written = text.strip().strip("€").strip()
    if not written:
        return None
    if written == UNKNOWN:
        return Stated()
    stated = _stated(written)
    _check(stated, unit, written)
    return stated


def _stated(written: str) -> Stated:
    for form, parts in ((_BOTH, 3), (_RANGE, 2)):
        match = form.fullmatch(written)
        if match and any(match.groups()):
            numbers = [None if part is None else _number(part) for part in match.groups()]
            return Stated(*([None] * (3 - parts)), *numbers)
    return Stated(_number(written))


def _number(text: str) -> int:
    """A whole number, with or without signs between groups of three digits."""
    if not _GROUPED.fullmatch(text.strip()):
        raise Unreadable("cell-no-number", text=text.strip())
    found = int(re.sub(r"\D", "", text))
    if found > MOST:
        raise Unreadable("cell-too-much", text=text.strip())
    return found


def _check(stated: Stated, unit: str, written: str) -> None:
    numbers = [one for one in (stated.low, stated.value, stated.high) if one is not None]
    if numbers != sorted(numbers):
        raise Unreadable("cell-order", text=written)
    if unit == LEVEL and numbers[-1] > TOP:
        raise Unreadable("cell-level", text=written, most=TOP)
