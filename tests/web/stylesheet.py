# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Custom properties of stylesheets as a browser would resolve them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
DEFINED = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]+)[;}]")
HEX = re.compile(r"#[0-9a-f]{6}")
BY_DAY = re.compile(r"light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")


def plain(text: str) -> str:
    """A stylesheet without its comments."""
    return COMMENT.sub("", text)


def block(text: str, media: str) -> str:
    """What stands inside `@media (media) {…}`."""
    start = text.index(f"@media ({media}) {{") + len(f"@media ({media}) {{")
    depth, end = 1, start
    while depth:
        depth += {"{": 1, "}": -1}.get(text[end], 0)
        end += 1
    return text[start : end - 1]


def defined(text: str) -> dict[str, str]:
    """Every custom property and the last value it gets."""
    return {name: " ".join(value.split()) for name, value in DEFINED.findall(plain(text))}


def read(text: str) -> Iterator[tuple[str, str | None]]:
    """Every `var(--name, fallback)`: the name, and the fallback where there is one."""
    text = plain(text)
    for found in re.finditer(r"var\(\s*(--[\w-]+)\s*", text):
        rest = text[found.end() :]
        if rest.startswith(")"):
            yield found[1], None
        else:
            yield found[1], rest[1 : _closing(rest)].strip()


def _closing(rest: str) -> int:
    """Where the bracket closes that was open before `rest`."""
    depth = 1
    for at, sign in enumerate(rest):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if not depth:
            return at
    raise AssertionError(rest)


@dataclass(frozen=True)
class Theme:
    """The values of one theme, by day or by night."""

    values: Mapping[str, str]
    night: bool

    def resolves(self, value: str) -> bool:
        """Whether everything that a value reads has a value at last, or a fallback."""
        return all(
            (name in self.values and self.resolves(self.values[name]))
            or (fallback is not None and self.resolves(fallback))
            for name, fallback in read(value)
        )

    def colour(self, name: str) -> str:
        """The colour of a property, as `#rrggbb`."""
        value = self.values[name]
        while value.startswith("var("):
            value = self.values[value[4:-1]]
        both = BY_DAY.fullmatch(value)
        found = both[2 if self.night else 1] if both else value
        assert HEX.fullmatch(found), (name, value)
        return found

    def contrast(self, text: str, ground: str) -> float:
        """WCAG's contrast of two properties."""
        light, dark = sorted((_luminance(self.colour(one)) for one in (text, ground)), reverse=True)
        return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
