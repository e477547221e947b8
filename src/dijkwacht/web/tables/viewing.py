# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lists, and the words for them, of the person who asks."""

from django.http import QueryDict

from dijkwacht.web.reading import Asking
from dijkwacht.web.reasoning import Reasoned
from dijkwacht.web.tables.lists import Lists
from dijkwacht.web.tables.said import Speaker


def lists_of(request: Asking) -> Lists:
    """The lists of the register that the address asks for, as its reader may see them."""
    reading = request.reading
    return Lists(reading.rows, judged(reading.reasoned), reading.sight, reading.words.language)


def judged(reasoned: Reasoned) -> Reasoned | None:
    """The register with its classes; None while a large one is computed, which begins now."""
    if reasoned.is_quick or reasoned.is_warm:
        return reasoned
    reasoned.begin("warm", reasoned.warm)
    return None


def kept_of(request: Asking) -> str:
    """The day and revision of an address, to stand behind every other; empty for today's newest."""
    kept = QueryDict(mutable=True)
    for name in ("on", "revision"):
        if request.GET.get(name):
            kept[name] = request.GET[name]
    return f"?{kept.urlencode()}" if kept else ""


def speaker_of(request: Asking) -> Speaker:
    """Who says the values of lists to this reader."""
    reading = request.reading
    return Speaker(reading.sight, reading.names, reading.words, kept_of(request))
