# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small pieces of Markdown that the made pages share."""

from typing import Any


def grid(heads: tuple[str, ...], rows: Any) -> str:
    """A table in Markdown."""
    lines = [heads, ("---",) * len(heads), *rows]
    return "".join(
        "| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |\n" for line in lines
    )


def one_line(text: str | None) -> str:
    """The text without its line breaks."""
    return " ".join((text or "").split())
