# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Failures that travel along a chain, with and without buffers."""

from spec.behaviour import Recorder

TITLE = "A failure travels"
TITEL = "Uitval plant zich voort"


def test_each_buffer_delays_what_comes_after_it(outage_spec: Recorder) -> None:
    """Each buffer delays what comes after it; all come back together.

    Elke buffer vertraagt wat erna komt; alles komt tegelijk terug."""
    outage_spec(
        """
        who          needs       buffer
        Identiteit   Nimbus      4h
        Paspoorten   Identiteit  8h
        Uitkeringen  Paspoorten  24h
        """,
        """
        who     level
        Nimbus  0h 0%, 72h 100%
        """,
        """
        who          level
        Nimbus       0h 0%, 72h 100%
        Identiteit   4h 0%, 72h 100%
        Paspoorten   12h 0%, 72h 100%
        Uitkeringen  36h 0%, 72h 100%
        """,
    )


def test_an_outage_as_long_as_the_buffer_is_not_felt(outage_spec: Recorder) -> None:
    """An outage as long as the buffer is not felt; one hour more is.

    Uitval die even lang duurt als de buffer wordt niet gevoeld; een uur langer wel."""
    chain = """
        who         needs   buffer
        Identiteit  Nimbus  24h
        Paspoorten  Nimbus  23h
    """
    outage_spec(
        chain,
        """
        who     level
        Nimbus  0h 0%, 24h 100%
        """,
        """
        who         level
        Identiteit  holds
        Paspoorten  23h 0%, 24h 100%
        """,
    )


def test_a_repair_however_short_fills_the_buffer_again(outage_spec: Recorder) -> None:
    """A repair, however short, fills the buffer again.

    Een herstel, hoe kort ook, vult de buffer weer."""
    outage_spec(
        """
        who         needs   buffer
        Identiteit  Nimbus  4h
        """,
        """
        who     level
        Nimbus  0h 0%, 3h 100%, 5h 0%, 20h 100%
        """,
        """
        who         level
        Identiteit  9h 0%, 20h 100%
        """,
    )


def test_what_worsens_is_felt_late_and_what_betters_at_once(outage_spec: Recorder) -> None:
    """What worsens is felt after the buffer, what gets better at once.

    Wat erger wordt, wordt na de buffer gevoeld; wat beter wordt meteen."""
    outage_spec(
        """
        who         needs   buffer
        Identiteit  Nimbus  4h
        """,
        """
        who     level
        Nimbus  0h 50%, 10h 0%, 20h 80%, 30h 100%
        """,
        """
        who         level
        Identiteit  4h 50%, 14h 0%, 20h 80%, 30h 100%
        """,
    )


def test_the_weakest_of_what_is_essential_counts(outage_spec: Recorder) -> None:
    """The weakest of what is essential counts.

    De zwakste van wat onmisbaar is telt."""
    outage_spec(
        """
        who         needs
        Identiteit  Nimbus
        Identiteit  Polder ICT
        """,
        """
        who         level
        Nimbus      0h 50%, 10h 100%
        Polder ICT  5h 20%, 8h 100%
        """,
        """
        who         level
        Identiteit  0h 50%, 5h 20%, 8h 50%, 10h 100%
        """,
    )


def test_a_known_relation_without_effect_carries_nothing(outage_spec: Recorder) -> None:
    """A known relation without effect carries nothing.

    Een bekende relatie zonder gevolg geeft niets door."""
    outage_spec(
        """
        who         needs   criticality
        Identiteit  Nimbus  none
        Paspoorten  Nimbus  essential
        """,
        """
        who     level
        Nimbus  0h 0%, 72h 100%
        """,
        """
        who         level
        Identiteit  holds
        Paspoorten  0h 0%, 72h 100%
        """,
    )


def test_a_supplier_stops_a_delivery_only_in_some_roles(outage_spec: Recorder) -> None:
    """Who contracts, hosts or subcontracts stops a delivery; a reseller or a maker does not.

    Wie contracteert, huisvest of onderaannemer is stopt een levering; een wederverkoper of maker
    niet."""
    outage_spec(
        """
        who           needs
        Identiteit    Nimbus (contracting-party)
        Paspoorten    Nimbus (host)
        Uitkeringen   Nimbus (subcontractor)
        Zittingen     Nimbus (reseller)
        Vergunningen  Nimbus (maker)
        """,
        """
        who     level
        Nimbus  0h 0%, 72h 100%
        """,
        """
        who           level
        Identiteit    0h 0%, 72h 100%
        Paspoorten    0h 0%, 72h 100%
        Uitkeringen   0h 0%, 72h 100%
        Zittingen     holds
        Vergunningen  holds
        """,
    )
