# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Causes in steps, and when a service counts as lost."""

from spec.behaviour import Recorder

TITLE = "Levels, and when a service is lost"
TITEL = "Niveaus, en wanneer een dienst verloren is"


def test_a_service_is_lost_below_its_minimum(outage_spec: Recorder) -> None:
    """A service is lost while it is below its minimum; at its minimum it is not.

    Een dienst is verloren zolang ze onder haar minimum is; op haar minimum niet."""
    outage_spec(
        """
        who          needs
        Paspoorten   Nimbus
        Uitkeringen  Nimbus
        Zittingen    Nimbus
        """,
        """
        who     level
        Nimbus  0h 80%, 10h 79.99%, 20h 80%, 30h 0%, 40h 50%, 50h 100%
        """,
        """
        who          level                                               lost
        Paspoorten   0h 80%, 10h 79.99%, 20h 80%, 30h 0%, 40h 50%, 50h 100%  30h to 40h
        Uitkeringen  0h 80%, 10h 79.99%, 20h 80%, 30h 0%, 40h 50%, 50h 100%  10h to 20h, 30h to 50h
        Zittingen    0h 80%, 10h 79.99%, 20h 80%, 30h 0%, 40h 50%, 50h 100%  never
        """,
        nodes="""
        who          mbco
        Paspoorten   50%
        Uitkeringen  80%
        Zittingen    0%
        """,
    )


def test_a_cause_that_returns_in_steps(outage_spec: Recorder) -> None:
    """A cause that comes back in steps brings its services back in steps.

    Een oorzaak die in stappen terugkomt brengt haar diensten in stappen terug."""
    outage_spec(
        """
        who         needs   buffer
        Identiteit  Nimbus  4h
        """,
        """
        who     level
        Nimbus  5h 0%, 72h 50%, 90h 100%
        """,
        """
        who         level                     lost
        Identiteit  9h 0%, 72h 50%, 90h 100%  9h to 72h
        """,
    )


def test_what_fails_by_itself_is_no_better_than_what_it_needs(outage_spec: Recorder) -> None:
    """What fails by itself is no better than its own level, nor than what it needs.

    Wat zelf uitvalt is niet beter dan zijn eigen niveau, en niet beter dan wat het nodig heeft."""
    outage_spec(
        """
        who         needs
        Identiteit  Nimbus
        """,
        """
        who         level
        Nimbus      0h 40%, 20h 100%
        Identiteit  10h 30%, 15h 60%, 30h 100%
        """,
        """
        who         level
        Identiteit  0h 40%, 10h 30%, 15h 40%, 20h 60%, 30h 100%
        """,
    )


def test_a_common_cause_stops_what_needs_it_together(outage_spec: Recorder) -> None:
    """A common cause stops together what needs it, each after its own buffer.

    Een gedeelde oorzaak stopt samen wat haar nodig heeft, elk na zijn eigen buffer."""
    outage_spec(
        """
        who           needs         buffer
        Datacentrum   Stroomnet     12h
        Noodnummer    Stroomnet     8h
        Identiteit    Datacentrum   -
        Dijkbewaking  Datacentrum   1h
        """,
        """
        who        level
        Stroomnet  0h 0%, 24h 100%
        """,
        """
        who           level
        Stroomnet     0h 0%, 24h 100%
        Datacentrum   12h 0%, 26h 100%
        Noodnummer    8h 0%, 24h 100%
        Identiteit    12h 0%, 26h 100%
        Dijkbewaking  13h 0%, 26h 100%
        """,
        nodes="""
        who          restart
        Datacentrum  2h
        """,
    )
