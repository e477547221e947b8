# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""SVG made on the server: small, with text for who does not see it, and colours by class alone."""

from collections.abc import Iterable, Mapping
from html import escape

from django.utils.safestring import SafeString, mark_safe

Value = str | int | float


def element(tag: str, *inside: str, **attributes: Value | None) -> SafeString:
    """An element; `_` in a name of an attribute is written `-`, and one of None is left out.
    What is inside is taken as it is: text comes from `text` or `title`, which escape."""
    named = {
        name.rstrip("_").replace("_", "-"): value
        for name, value in attributes.items()
        if value is not None
    }
    written = "".join(f' {name}="{escape(_plain(value))}"' for name, value in named.items())
    return mark_safe(f"<{tag}{written}>{''.join(inside)}</{tag}>")


def text(content: str, x: float, y: float, **more: Value | None) -> SafeString:
    """A line of text."""
    return element("text", escape(content), x=x, y=y, **more)


def title(content: str) -> SafeString:
    """What a part is called for who points at it, or has it read out."""
    return element("title", escape(content))


def link(href: str, label: str, *inside: str) -> SafeString:
    """Something that leads to a page."""
    return element("a", *inside, href=href, aria_label=label)


def picture(
    width: float, height: float, called: str, parts: Iterable[str], *, links: bool = False
) -> SafeString:
    """The whole picture; with `links` in it, it is a group of things and not one image."""
    return element(
        "svg",
        title(called),
        *parts,
        viewBox=f"0 0 {_plain(width)} {_plain(height)}",
        width=width,
        height=height,
        role="group" if links else "img",
        aria_label=called,
        xmlns="http://www.w3.org/2000/svg",
    )


def hatch(id: str, ground: str, line: str) -> SafeString:
    """A pattern of slanting lines, to be used as `fill="url(#id)"`; `ground` and `line` are the
    classes of its colours."""
    below = element("rect", width=6, height=6, fill="none", class_=ground)
    above = element("path", d="M0 0v6", stroke="currentColor", stroke_width=3, class_=line)
    units: Mapping[str, Value] = {
        "patternUnits": "userSpaceOnUse",
        "patternTransform": "rotate(45)",
    }
    return element("defs", element("pattern", below, above, id=id, width=6, height=6, **units))


def shortened(content: str, most: int) -> str:
    """The text, cut where it would be longer than so many characters."""
    return content if len(content) <= most else content[: most - 1].rstrip() + "…"


def _plain(value: Value) -> str:
    return f"{value:.1f}" if isinstance(value, float) else str(value)
