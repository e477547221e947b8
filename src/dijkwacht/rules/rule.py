# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every version of a rule has, whatever its kind: a name, a day from which it holds, and who
answers for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar


class Tag(StrEnum):
    """How a value of policy is known."""

    SRC = "SRC"  # the source was read
    SEC = "SEC"  # read second hand
    MEM = "MEM"  # from memory: unverified, and shown as such
    OUR = "OUR"  # a proposal of ours, without any authority behind it


def in_order(tags: Iterable[Tag]) -> tuple[Tag, ...]:
    """The tags that occur, each once, the best known first."""
    held = set(tags)
    return tuple(tag for tag in Tag if tag in held)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One version of a rule, in force from `valid_from` until `valid_until`."""

    kind: ClassVar[str] = "rule"
    name: str  # outage/defaults
    valid_from: date
    valid_until: date | None
    digest: str  # first 12 hex digits of the file's SHA-256
    title: Mapping[str, str] = field(hash=False)  # by language
    source: str
    owner: str
    edition: int = 1  # later ones correct an earlier one of the same day
    corrects: Mapping[str, str] | None = field(default=None, hash=False)  # what, by language

    @property
    def tags(self) -> tuple[Tag, ...]:
        """How its values are known, each tag once."""
        return ()

    @property
    def version(self) -> str:
        """The name by which findings cite it: `outage/defaults@2026-01-01`, and
        `outage/defaults@2026-01-01.2` for its second edition."""
        return f"{self.name}@{self.stem}"

    @property
    def stem(self) -> str:
        """The name of its file without the ending: the day, and the edition of a correction."""
        day = self.valid_from.isoformat()
        return day if self.edition == 1 else f"{day}.{self.edition}"

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on this day."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)
