# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Messages, numbers and hours in the reader's language, from
`locale/<language>/LC_MESSAGES/dijkwacht.po`."""

import gettext
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

from babel.numbers import format_decimal

from dijkwacht.base.message import Message
from dijkwacht.base.units import FOREVER, NEVER_DAY, NOT_APPLICABLE, NOT_APPLICABLE_DAY, ONE

LANGUAGES: Final = ("en", "nl")
DOMAIN: Final = "dijkwacht"
FOLDER: Final = Path(__file__).parent.parent / "locale"
DAY: Final = 24
UNKNOWN: Final = "?"
NONE: Final = "-"


class Lasting(int):
    """A number of hours in a message that is read as a length of time (`3 d`), not as a bare
    number."""


@dataclass(frozen=True)
class Words:
    """Makes text in one language; a code without a translation is shown as the code itself."""

    language: str

    @cached_property
    def _catalogue(self) -> gettext.NullTranslations:
        return gettext.translation(DOMAIN, FOLDER, [self.language], fallback=True)

    def text(self, msgid: str) -> str:
        """The translation of an English text, or of a code."""
        return self._catalogue.gettext(msgid) if msgid else ""

    def say(self, message: Message) -> str:
        """The sentence of a message."""
        text = self.text(message.code)
        return text.format_map(
            _Shown({key: self.value(value) for key, value in message.params.items()})
        )

    def value(self, value: object) -> str:
        """A value as it is read in running text."""
        if isinstance(value, Message):
            return self.say(value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, Lasting):
            return self.hours(value)
        if isinstance(value, bool) or not isinstance(value, int):
            return UNKNOWN if value is None else str(value)
        return self.number(value)

    def number(self, value: int | None) -> str:
        """A whole number with the language's group signs."""
        return UNKNOWN if value is None else str(format_decimal(value, locale=self.language))

    def decimal(self, value: float | None) -> str:
        """A number with three decimals."""
        if value is None:
            return UNKNOWN
        return str(format_decimal(value, format="#,##0.000", locale=self.language))

    def percent(self, level: int | None) -> str:
        """A level in basis points as a percentage with as many decimals as it needs."""
        if level is None or level == NOT_APPLICABLE:
            return UNKNOWN if level is None else self.text("value.not-applicable")
        return f"{format_decimal(level * 100 / ONE, format='#,##0.##', locale=self.language)} %"

    def hours(self, hours: int | None) -> str:
        """Hours: days where they are whole."""
        if hours is None or hours == FOREVER:
            return self.text("never")
        if hours == NOT_APPLICABLE:
            return self.text("value.not-applicable")
        if hours and hours % DAY == 0:
            return f"{self.number(hours // DAY)} d"
        return f"{self.number(hours)} {self.text('h')}"

    def day(self, day: date | None) -> str:
        """A day in ISO 8601."""
        written = {
            NEVER_DAY: self.text("never"),
            NOT_APPLICABLE_DAY: self.text("value.not-applicable"),
        }
        return UNKNOWN if day is None else written.get(day, day.isoformat())


class _Shown(dict[str, str]):
    """A placeholder without a value stays visible instead of ending the program."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def language_of(environment: Mapping[str, str]) -> str:
    """The language an environment asks for: DIJKWACHT_LANG, then the POSIX variables; English if it
    is none of ours."""
    for variable in ("DIJKWACHT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        asked = environment.get(variable, "")[:2].lower()
        if asked:
            return asked if asked in LANGUAGES else LANGUAGES[0]
    return LANGUAGES[0]
