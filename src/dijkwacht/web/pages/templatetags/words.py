# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text in templates: `{% say "page.today.title" %}` and values in the reader's language."""

from typing import Any, Final

from django import template
from django.template import Context
from django.utils.translation import get_language

from dijkwacht.base.message import Message
from dijkwacht.base.units import FOREVER, NOT_APPLICABLE
from dijkwacht.reports.bulletin import level_code
from dijkwacht.reports.words import DAY, Words

register = template.Library()
LONG: Final = 3 * DAY
"""Hours of which nobody counts the days by heart: `180 d 7 h`."""


@register.simple_tag(takes_context=True)
def say(context: Context, code: str | Message, **params: object) -> str:
    """The sentence of a code or message."""
    words = words_of(context)
    return words.say(code if isinstance(code, Message) else Message(code, params))


@register.filter
def level(value: int) -> str:
    """The code of a level of the watch."""
    return level_code(int(value))


@register.filter
def message(code: str) -> Message:
    """A code to be said inside a sentence."""
    return Message(code)


@register.simple_tag(takes_context=True)
def told(context: Context, said: str | Message) -> str:
    """Text that is ready, or a message as its sentence."""
    return said if isinstance(said, str) else words_of(context).say(said)


@register.simple_tag(takes_context=True)
def shown(context: Context, value: object, kind: str = "") -> str:
    """A value as it is read: kind `hours`, `level` (basis points), `count`, `whole` (basis points
    in whole percents, rounded down), or as it is."""
    words = words_of(context)
    given: Any = value
    if kind == "whole":
        return words.percent(given // 100 * 100)
    if kind == "hours" and given not in (None, FOREVER, NOT_APPLICABLE) and given > LONG:
        days, rest = divmod(given, DAY)
        return words.hours(days * DAY) + (f" {words.hours(rest)}" if rest else "")
    made = {"hours": words.hours, "level": words.percent, "count": words.number}.get(kind)
    return made(given) if made else words.value(given)


def words_of(context: Context) -> Words:
    """The words of the request that a page answers; those of the language where a fault came before
    it was read."""
    reading = context.get("reading")
    return reading.words if reading else Words(get_language() or "nl")
