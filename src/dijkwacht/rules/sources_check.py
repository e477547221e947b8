# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether each value of a policy file says where it is from, and in both languages."""

from collections.abc import Iterator, Mapping
from typing import Any

from dijkwacht.rules.faults import LANGUAGES, PolicyFault
from dijkwacht.rules.rule import Tag

CLAIMS = tuple(tag.value for tag in Tag if tag is not Tag.OUR)  # that somebody else says so


def source_faults(content: Any, place: str = "") -> Iterator[PolicyFault]:
    """Tags that claim a source and name none, and words that are empty in a language."""
    if isinstance(content, list):
        for at, part in enumerate(content):
            yield from source_faults(part, f"{place}[{at}]")
    elif isinstance(content, dict):
        yield from _own(content, place)
        for key, part in content.items():
            yield from source_faults(part, f"{place}.{key}" if place else str(key))


def _own(content: Mapping[str, Any], place: str) -> Iterator[PolicyFault]:
    """The same of one value, without what lies below it."""
    tag = content.get("tag")
    if tag in CLAIMS and not _said(content, "source"):
        yield PolicyFault("policy.no-source", place=f"{place}.tag", tag=tag)
    if set(content) == set(LANGUAGES):
        for language in LANGUAGES:
            if not _said(content, language):
                yield PolicyFault("policy.no-language", place=f"{place}.{language}", key=language)


def _said(content: Mapping[str, Any], key: str) -> bool:
    return bool(str(content.get(key) or "").strip())
