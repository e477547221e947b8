# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Run-downs: causes that fall in dated steps, as scenarios do."""

from spec.behaviour import Recorder

TITLE = "Run-downs: levels of scenarios"
TITEL = "Afbouw: niveaus van scenario's"


def test_a_supplier_that_runs_down_takes_each_service_at_its_own_minimum(
    outage_spec: Recorder,
) -> None:
    """A bankruptcy that runs down takes each service when it passes that service's minimum.

    Een faillissement dat afloopt neemt elke dienst mee als het onder haar ondergrens zakt."""
    outage_spec(
        """
        who          needs
        Paspoorten   Nimbus
        Uitkeringen  Nimbus
        Zittingen    Nimbus
        """,
        """
        who     level
        Nimbus  0h 100%, 48h 75%, 96h 50%, 144h 0%
        """,
        """
        who          level                     lost
        Paspoorten   48h 75%, 96h 50%, 144h 0%  144h to 240h
        Uitkeringen  48h 75%, 96h 50%, 144h 0%  48h to 240h
        Zittingen    48h 75%, 96h 50%, 144h 0%  96h to 240h
        """,
        nodes="""
        who          mbco
        Paspoorten   50%
        Uitkeringen  80%
        Zittingen    75%
        """,
    )


def test_the_clock_of_a_shortage_starts_at_the_first_step_down(outage_spec: Recorder) -> None:
    """Buffer, fallback and replacement count from the first step down: not from the announcement,
    and not from the moment at which nothing is left.

    Buffer, terugvaloptie en vervanging tellen vanaf de eerste stap omlaag: niet vanaf de
    aankondiging, en niet vanaf het moment dat er niets meer is."""
    outage_spec(
        """
        who         needs   buffer  replacement
        Identiteit  Nimbus  6h      100h
        """,
        """
        who     level
        Nimbus  0h 100%, 40h 60%, 80h 0%
        """,
        """
        who         level
        Identiteit  46h 60%, 60h 80%, 110h 0%, 140h 100%
        """,
        fallbacks="""
        fallback  protects            activation  level  duration
        Papier    Identiteit: Nimbus  20h         80%    50h
        """,
        permanent=True,
    )


def test_what_returns_in_part_gives_its_services_back_in_part(outage_spec: Recorder) -> None:
    """Ransomware that is repaired in steps gives back first what can do with less.

    Gijzelsoftware die in stappen wordt hersteld geeft het eerst terug wat met minder toekan."""
    outage_spec(
        """
        who          needs   mode    tolerance
        Paspoorten   Nimbus  strict  50%
        Uitkeringen  Nimbus  -       -
        Zittingen    Nimbus  strict  -
        """,
        """
        who     level
        Nimbus  0h 0%, 72h 50%, 168h 80%, 200h 100%
        """,
        """
        who          level                            lost
        Paspoorten   0h 0%, 72h 100%                  0h to 72h
        Uitkeringen  0h 0%, 72h 50%, 168h 80%, 200h 100%  0h to 72h
        Zittingen    0h 0%, 200h 100%                 0h to 200h
        """,
    )


def test_a_dip_shorter_than_the_buffer_between_two_steps_is_not_felt(outage_spec: Recorder) -> None:
    """A step down that is mended within the buffer is not felt; the next one is.

    Een stap omlaag die binnen de buffer is hersteld wordt niet gevoeld; de volgende wel."""
    outage_spec(
        """
        who         needs   buffer
        Identiteit  Nimbus  24h
        """,
        """
        who     level
        Nimbus  10h 30%, 30h 100%, 100h 70%, 110h 20%
        """,
        """
        who         level
        Identiteit  124h 70%, 134h 20%
        """,
    )
