# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""YAML as plain data, and the line on which each part of it stands. The text may be a stranger's:
its size, depth and references are bounded."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import yaml

from dijkwacht.rules.faults import PolicyFault

MOST_BYTES: Final = 4 * 1024**2
DEEPEST: Final = 50  # lists and maps within each other
Place = tuple[str, ...]
"""The keys and places of lists that lead to a part: `("rows", "3", "if")`."""


class _Yaml(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML as version 1.2 reads it: `on`, `off`, `yes` and `no` (Norway) are words, not truths,
    and a day is text, with or without quotes."""


_Yaml.yaml_implicit_resolvers = {
    first: [
        (tag, pattern) for tag, pattern in resolvers if not tag.endswith((":bool", ":timestamp"))
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Yaml.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def load(text: bytes | str) -> Any:
    """YAML as plain data; ValueError for what could never be a policy file."""
    if len(text) > MOST_BYTES:
        raise PolicyFault("policy.too-large", bytes=MOST_BYTES)
    depth = 0
    for event in yaml.parse(text, _Yaml):
        line = _line(event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            raise PolicyFault("policy.references", line=line)
        if getattr(event, "tag", None) is not None:
            raise PolicyFault("policy.tags", line=line)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise PolicyFault("policy.too-deep", line=line, most=DEEPEST)
    return yaml.load(text, _Yaml)


@dataclass(frozen=True, slots=True)
class Lines:
    """Where the parts of a text stand, each by its place, and which keys stand twice in one map."""

    of: Mapping[Place, int]
    twice: tuple[tuple[Place, int], ...]

    @classmethod
    def read(cls, text: bytes | str) -> "Lines":
        """The lines of a text that `load` can read."""
        found: dict[Place, int] = {}
        twice = []
        for place, line in _parts((), yaml.compose(text, _Yaml)):
            if place in found:
                twice.append((place, line))
            found.setdefault(place, line)
        return cls(found, tuple(twice))

    def at(self, place: Iterable[object]) -> int:
        """The line of this place, or of the nearest part around it that is there."""
        asked = tuple(map(str, place))
        nearest = (asked[:length] for length in range(len(asked), 0, -1))
        return next((self.of[part] for part in nearest if part in self.of), 1)


def _parts(place: Place, node: yaml.Node | None) -> Iterator[tuple[Place, int]]:
    """Every part below a node, with its line, from 1."""
    if isinstance(node, yaml.MappingNode):
        below = [(str(key.value), _line(key.start_mark), value) for key, value in node.value]
    elif isinstance(node, yaml.SequenceNode):
        below = [(str(at), _line(item.start_mark), item) for at, item in enumerate(node.value)]
    else:
        return
    for name, line, value in below:
        yield (*place, name), line
        yield from _parts((*place, name), value)


def _line(mark: Any) -> int:
    """The line of a mark of YAML's, from 1."""
    return int(mark.line) + 1
