# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Requirements that several members can meet, strictly or in part."""

from spec.behaviour import Recorder

TITLE = "Alternatives, tolerance, all or nothing"
TITEL = "Alternatieven, tolerantie, alles of niets"


def test_one_of_two_lines_is_enough(outage_spec: Recorder) -> None:
    """Where one of two is enough, one failure does no harm; two do.

    Waar een van twee genoeg is, schaadt één uitval niet; twee wel."""
    outage_spec(
        """
        who         needs
        Noodnummer  Meent, Terp
        """,
        """
        who    level
        Meent  0h 0%, 30h 100%
        Terp   10h 0%, 20h 100%
        """,
        """
        who         level
        Noodnummer  10h 0%, 20h 100%
        """,
    )


def test_two_of_three(outage_spec: Recorder) -> None:
    """Where two of three are needed, one failure does no harm; two leave half.

    Waar twee van drie nodig zijn, schaadt één uitval niet; twee laten de helft over."""
    outage_spec(
        """
        who           needs                 need
        Dijkbewaking  Meent, Terp, Vlonder  2
        """,
        """
        who    level
        Meent  0h 0%, 30h 100%
        Terp   10h 0%, 20h 100%
        """,
        """
        who           level
        Dijkbewaking  10h 50%, 20h 100%
        """,
    )


def test_a_member_that_carries_a_part(outage_spec: Recorder) -> None:
    """A member that can carry a part leaves that part.

    Een lid dat een deel kan dragen laat dat deel over."""
    outage_spec(
        """
        who         needs
        Noodnummer  Meent, Terp 60%
        """,
        """
        who    level
        Meent  0h 0%, 30h 100%
        """,
        """
        who         level
        Noodnummer  0h 60%, 30h 100%
        """,
    )


def test_two_deliveries_of_one_supplier_are_no_alternatives(outage_spec: Recorder) -> None:
    """Two deliveries of one supplier are no alternatives to each other.

    Twee leveringen van één leverancier zijn geen alternatief voor elkaar."""
    outage_spec(
        """
        who         needs
        Noodnummer  Nimbus, Nimbus (host)
        """,
        """
        who     level
        Nimbus  0h 0%, 30h 100%
        """,
        """
        who         level
        Noodnummer  0h 0%, 30h 100%
        """,
    )


def test_a_member_that_nobody_knows_never_fails(outage_spec: Recorder) -> None:
    """A member that the register does not know never fails (and is counted).

    Een lid dat het register niet kent valt nooit uit (en wordt geteld)."""
    outage_spec(
        """
        who           needs     need
        Noodnummer    Meent, ?  1
        Dijkbewaking  Meent, ?  2
        """,
        """
        who    level
        Meent  0h 0%, 30h 100%
        """,
        """
        who           level
        Noodnummer    holds
        Dijkbewaking  0h 50%, 30h 100%
        """,
    )


def test_a_shortage_up_to_the_tolerance_is_harmless(outage_spec: Recorder) -> None:
    """A shortage up to the tolerance does no harm; of a larger one, the tolerance is forgiven.

    Een tekort tot de tolerantie schaadt niet; bij een groter tekort telt alleen de rest."""
    outage_spec(
        """
        who         needs   tolerance
        Paspoorten  Nimbus  20%
        """,
        """
        who     level
        Nimbus  0h 80%, 10h 79.99%, 20h 0%, 30h 100%
        """,
        """
        who         level
        Paspoorten  10h 99.99%, 20h 20%, 30h 100%
        """,
    )


def test_all_or_nothing(outage_spec: Recorder) -> None:
    """In strict mode too little is nothing; enough, less the tolerance, is everything.

    In strikte modus is te weinig niets; genoeg, op de tolerantie na, is alles."""
    outage_spec(
        """
        who           needs        need  mode          tolerance
        Noodnummer    Meent, Terp  2     strict        -
        Dijkbewaking  Meent, Terp  2     strict        50%
        Paspoorten    Meent, Terp  2     proportional  -
        """,
        """
        who    level
        Meent  0h 0%, 30h 100%
        Terp   10h 90%, 20h 100%
        """,
        """
        who           level
        Noodnummer    0h 0%, 30h 100%
        Dijkbewaking  10h 0%, 20h 100%
        Paspoorten    0h 50%, 10h 45%, 20h 50%, 30h 100%
        """,
    )


def test_what_is_delivered_is_rounded_down_once(outage_spec: Recorder) -> None:
    """What is delivered is rounded down, once per requirement, to a hundredth of a per cent.

    Wat geleverd wordt, wordt per behoefte één keer naar beneden afgerond, op een honderdste
    procent."""
    outage_spec(
        """
        who           needs                 need
        Dijkbewaking  Meent, Terp, Vlonder  3
        """,
        """
        who    level
        Meent  0h 0%, 30h 100%
        Terp   10h 50%, 20h 100%
        """,
        """
        who           level
        Dijkbewaking  0h 66.66%, 10h 50%, 20h 66.66%, 30h 100%
        """,
    )
