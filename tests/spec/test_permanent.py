# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Permanent outages, in which another supplier takes over."""

from spec.behaviour import Recorder

TITLE = "For good: replacement"
TITEL = "Voorgoed: vervanging"

NEED = """
    who         needs   replacement
    Identiteit  Nimbus  48h
    Paspoorten  Nimbus  never
"""


def test_a_replacement_takes_over_in_a_permanent_outage(outage_spec: Recorder) -> None:
    """In a permanent outage a replacement takes over, for the requirement that has one.

    Bij blijvende uitval neemt een vervanger het over, voor de behoefte die er een heeft."""
    outage_spec(
        NEED,
        """
        who     level
        Nimbus  0h 0%
        """,
        """
        who         level
        Identiteit  0h 0%, 48h 100%
        Paspoorten  0h 0%
        """,
        permanent=True,
    )


def test_replacement_does_not_count_in_a_temporary_outage(outage_spec: Recorder) -> None:
    """In a temporary outage nobody starts to replace.

    Bij tijdelijke uitval begint niemand te vervangen."""
    outage_spec(
        NEED,
        """
        who     level
        Nimbus  0h 0%, 72h 100%
        """,
        """
        who         level
        Identiteit  0h 0%, 72h 100%
        Paspoorten  0h 0%, 72h 100%
        """,
    )


def test_the_replacement_time_runs_from_the_start_of_the_shortage(outage_spec: Recorder) -> None:
    """The replacement time runs from the start of the shortage; one within the buffer is never
    felt, and a chain passes the relief on.

    De vervangingstijd loopt vanaf het begin van het tekort; vervanging binnen de buffer wordt nooit
    gevoeld, en een keten geeft de verlichting door."""
    outage_spec(
        """
        who          needs       buffer  replacement
        Identiteit   Nimbus      8h      48h
        Paspoorten   Identiteit  4h      never
        Uitkeringen  Nimbus      48h     48h
        """,
        """
        who     level
        Nimbus  10h 0%
        """,
        """
        who          level
        Identiteit   18h 0%, 58h 100%
        Paspoorten   22h 0%, 58h 100%
        Uitkeringen  holds
        """,
        permanent=True,
    )


def test_a_shortage_that_ends_first_needs_no_replacement(outage_spec: Recorder) -> None:
    """A shortage that ends before the replacement is there just ends; the next one waits anew.

    Een tekort dat eindigt voor de vervanger er is, eindigt gewoon; het volgende wacht opnieuw."""
    outage_spec(
        """
        who         needs   replacement
        Identiteit  Nimbus  48h
        """,
        """
        who     level
        Nimbus  0h 0%, 20h 100%, 40h 0%
        """,
        """
        who         level
        Identiteit  0h 0%, 20h 100%, 40h 0%, 88h 100%
        """,
        permanent=True,
    )
