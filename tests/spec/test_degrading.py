# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Requirements whose loss costs a stated share."""

from spec.behaviour import Recorder

TITLE = "What only helps"
TITEL = "Wat alleen helpt"


def test_losing_what_helps_costs_its_share(outage_spec: Recorder) -> None:
    """Losing what helps costs its share; losing half of it costs half the share, rounded down.

    Verlies van wat helpt kost het aandeel ervan; half verlies kost het halve aandeel, naar beneden
    afgerond."""
    outage_spec(
        """
        who         needs       criticality  share
        Paspoorten  Zaaksysteem  degrading    33.33%
        """,
        """
        who          level
        Zaaksysteem  0h 50%, 10h 0%, 20h 100%
        """,
        """
        who          level
        Zaaksysteem  0h 50%, 10h 0%, 20h 100%
        Paspoorten   0h 83.34%, 10h 66.67%, 20h 100%
        """,
    )


def test_shares_add_up_and_stop_at_zero(outage_spec: Recorder) -> None:
    """Shares add up, and stop at nothing left.

    Aandelen tellen op, tot er niets over is."""
    outage_spec(
        """
        who         needs       criticality  share
        Paspoorten  Nimbus      degrading    30%
        Paspoorten  Polder ICT  degrading    20%
        Paspoorten  Zilverlijn  degrading    70%
        """,
        """
        who         level
        Nimbus      0h 0%, 40h 100%
        Polder ICT  10h 0%, 40h 100%
        Zilverlijn  20h 0%, 30h 100%
        """,
        """
        who         level
        Paspoorten  0h 70%, 10h 50%, 20h 0%, 30h 50%, 40h 100%
        """,
    )


def test_the_worse_of_weakest_link_and_sum_counts(outage_spec: Recorder) -> None:
    """Of the weakest essential requirement and the sum of the shares, the worse counts.

    Van de zwakste onmisbare behoefte en de som van de aandelen telt de slechtste."""
    outage_spec(
        """
        who         needs       criticality  share
        Paspoorten  Nimbus      essential    -
        Paspoorten  Polder ICT  degrading    30%
        """,
        """
        who         level
        Nimbus      0h 60%, 10h 80%, 20h 100%
        Polder ICT  0h 0%, 30h 100%
        """,
        """
        who         level
        Paspoorten  0h 60%, 10h 70%, 30h 100%
        """,
    )


def test_a_buffer_delays_the_loss_of_a_share(outage_spec: Recorder) -> None:
    """A buffer also delays the loss of a share.

    Een buffer vertraagt ook het verlies van een aandeel."""
    outage_spec(
        """
        who         needs   criticality  share  buffer
        Paspoorten  Nimbus  degrading    30%    8h
        """,
        """
        who     level
        Nimbus  0h 0%, 20h 100%
        """,
        """
        who         level
        Paspoorten  8h 70%, 20h 100%
        """,
    )


def test_strength_of_dependency(outage_spec: Recorder) -> None:
    """The strength of dependency of FDNA: strengths 0.8 and 0.4 over two feeders, at 0 and at 100,
    leave 60.

    De afhankelijkheidssterkte van FDNA: sterkten 0,8 en 0,4 over twee toeleveranciers, op 0 en op
    100, laten 60 over.

    Each strength is divided by the number of feeders: shares of 40 % and 20 %."""
    outage_spec(
        """
        who         needs       criticality  share
        Paspoorten  Nimbus      degrading    40%
        Paspoorten  Polder ICT  degrading    20%
        """,
        """
        who     level
        Nimbus  0h 0%, 20h 100%
        """,
        """
        who         level
        Paspoorten  0h 60%, 20h 100%
        """,
    )


def test_an_inoperability_chain(outage_spec: Recorder) -> None:
    """A chain of the inoperability model: shares 0.3 and 0.5 make losses of 1, 0.3 and 0.15.

    Een keten van het inoperabiliteitsmodel: aandelen 0,3 en 0,5 geven verliezen van 1, 0,3 en
    0,15."""
    outage_spec(
        """
        who         needs       criticality  share
        Identiteit  Nimbus      degrading    30%
        Paspoorten  Identiteit  degrading    50%
        """,
        """
        who     level
        Nimbus  0h 0%, 20h 100%
        """,
        """
        who         level
        Nimbus      0h 0%, 20h 100%
        Identiteit  0h 70%, 20h 100%
        Paspoorten  0h 85%, 20h 100%
        """,
    )
