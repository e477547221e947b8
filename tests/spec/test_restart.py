# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The time it takes to start again."""

from spec.behaviour import Recorder

TITLE = "Starting again"
TITEL = "Opnieuw starten"

FAILS = """
    who     level
    Nimbus  0h 0%, 10h 100%
"""


def test_a_service_is_back_when_it_has_started_again(outage_spec: Recorder) -> None:
    """A service is back its restart time after what it needs is back.

    Een dienst is terug een starttijd nadat wat ze nodig heeft terug is."""
    outage_spec(
        """
        who         needs
        Identiteit  Nimbus
        """,
        FAILS,
        """
        who         level
        Identiteit  0h 0%, 15h 100%
        """,
        nodes="""
        who         restart
        Identiteit  5h
        """,
    )


def test_restart_times_add_up_along_a_chain(outage_spec: Recorder) -> None:
    """Restart times add up along a chain.

    Starttijden tellen op langs een keten."""
    outage_spec(
        """
        who         needs
        Identiteit  Nimbus
        Paspoorten  Identiteit
        """,
        FAILS,
        """
        who         level
        Identiteit  0h 0%, 12h 100%
        Paspoorten  0h 0%, 15h 100%
        """,
        nodes="""
        who         restart
        Identiteit  2h
        Paspoorten  3h
        """,
    )


def test_every_step_back_takes_the_restart_time(outage_spec: Recorder) -> None:
    """Every step back up takes the restart time; a new dip starts it anew.

    Elke stap terug omhoog kost de starttijd; een nieuwe dip laat haar opnieuw beginnen."""
    outage_spec(
        """
        who         needs
        Identiteit  Nimbus
        """,
        """
        who     level
        Nimbus  0h 0%, 10h 50%, 20h 100%, 23h 90%, 24h 100%
        """,
        """
        who         level
        Identiteit  0h 0%, 15h 50%, 25h 90%, 29h 100%
        """,
        nodes="""
        who         restart
        Identiteit  5h
        """,
    )


def test_what_is_not_felt_needs_no_restart(outage_spec: Recorder) -> None:
    """What a buffer or a full fallback covers is not felt and needs no restart.

    Wat een buffer of volledige terugval opvangt wordt niet gevoeld en vraagt geen herstart."""
    outage_spec(
        """
        who         needs   buffer
        Identiteit  Nimbus  12h
        Paspoorten  Nimbus  -
        """,
        FAILS,
        """
        who         level
        Identiteit  holds
        Paspoorten  holds
        """,
        nodes="""
        who         restart
        Identiteit  5h
        Paspoorten  5h
        """,
        fallbacks="""
        fallback  protects            activation  level  duration
        Papier    Paspoorten: Nimbus  0h          100%   never
        """,
    )


def test_what_fails_by_itself_restarts_too(outage_spec: Recorder) -> None:
    """What fails by itself also needs its restart time, and so does a lost share.

    Wat zelf uitvalt heeft ook zijn starttijd nodig, en een verloren aandeel ook."""
    outage_spec(
        """
        who         needs        criticality  share
        Paspoorten  Zaaksysteem  degrading    30%
        """,
        """
        who          level
        Zaaksysteem  0h 0%, 10h 100%
        """,
        """
        who          level
        Zaaksysteem  0h 0%, 13h 100%
        Paspoorten   0h 70%, 17h 100%
        """,
        nodes="""
        who          restart
        Zaaksysteem  3h
        Paspoorten   4h
        """,
    )
