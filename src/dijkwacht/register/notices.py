# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an entry of a feed says of somebody, before it is known which supplier that is."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing that one entry of a feed says. `kind` is a word of policy's `signals/kinds`."""

    kind: str
    entry: str  # the key of the entry at its source
    names: tuple[str, ...] = ()  # the first is the one the source leads with
    numbers: tuple[tuple[str, str], ...] = ()  # scheme and value of each identifier given
    observed_on: date | None = None  # when it became so, by the source
    ends_on: date | None = None  # the day from which the source wants it forgotten
    country: str | None = None
    town: str | None = None
    said: str | None = None
    link: str | None = None
