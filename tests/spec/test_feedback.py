# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Circles of dependencies: what falls only together, and comes back together."""

from spec.behaviour import Recorder

TITLE = "Circles of dependencies"
TITEL = "Kringen van afhankelijkheden"

CIRCLE = """
    who            needs
    Inlogplatform  Nimbus
    Inlogplatform  Toegang
    Toegang        Inlogplatform
"""
RESTART = """
    who            restart
    Inlogplatform  4h
    Toegang        4h
"""


def test_a_circle_starts_again_once(outage_spec: Recorder) -> None:
    """A circle with an outside cause falls with it, and starts again together, once.

    Een kring met een oorzaak van buiten valt daarmee, en start samen opnieuw, één keer.

    Only what comes from outside a circle counts for the restart time; otherwise two that need each
    other would wait for each other for ever. Reality may be less kind: look at each circle."""
    outage_spec(
        CIRCLE,
        """
        who     level
        Nimbus  0h 0%, 10h 100%
        """,
        """
        who            level
        Inlogplatform  0h 0%, 14h 100%
        Toegang        0h 0%, 14h 100%
        """,
        nodes=RESTART,
    )


def test_a_circle_without_a_cause_never_falls(outage_spec: Recorder) -> None:
    """A circle without an outside cause never falls.

    Een kring zonder oorzaak van buiten valt nooit."""
    outage_spec(
        """
        who            needs
        Inlogplatform  Toegang
        Toegang        Inlogplatform
        Paspoorten     Inlogplatform
        Paspoorten     Polder ICT
        """,
        """
        who         level
        Polder ICT  0h 0%, 10h 100%
        """,
        """
        who            level
        Inlogplatform  holds
        Toegang        holds
        Paspoorten     0h 0%, 10h 100%
        """,
        nodes=RESTART,
    )


def test_buffers_inside_a_circle_delay_the_fall_only(outage_spec: Recorder) -> None:
    """Buffers inside a circle delay the fall, not the return.

    Buffers binnen een kring vertragen de val, niet de terugkeer."""
    outage_spec(
        """
        who            needs          buffer
        Inlogplatform  Nimbus         -
        Inlogplatform  Toegang        24h
        Toegang        Inlogplatform  12h
        """,
        """
        who     level
        Nimbus  0h 0%, 72h 100%
        """,
        """
        who            level
        Inlogplatform  0h 0%, 72h 100%
        Toegang        12h 0%, 72h 100%
        """,
    )


def test_shares_inside_a_circle_settle_at_the_best_levels(outage_spec: Recorder) -> None:
    """Shares inside a circle settle at the best levels that fit together.

    Aandelen binnen een kring komen uit op de beste niveaus die bij elkaar passen.

    Here Inlogplatform loses 40 % by Nimbus and half of what Toegang lacks, Toegang half of what
    Inlogplatform lacks. 46.67 and 73.34 fit: 100 - 40 - 13.33 and 100 - 26.66, each share rounded
    down."""
    outage_spec(
        """
        who            needs          criticality  share
        Inlogplatform  Nimbus         degrading    40%
        Inlogplatform  Toegang        degrading    50%
        Toegang        Inlogplatform  degrading    50%
        """,
        """
        who     level
        Nimbus  0h 0%, 10h 100%
        """,
        """
        who            level
        Inlogplatform  0h 46.67%, 10h 100%
        Toegang        0h 73.34%, 10h 100%
        """,
    )


def test_a_fallback_inside_a_circle(outage_spec: Recorder) -> None:
    """A fallback inside a circle opens and closes as anywhere else.

    Een terugval binnen een kring opent en sluit als overal."""
    outage_spec(
        """
        who            needs
        Inlogplatform  Nimbus
        Inlogplatform  Toegang
        Toegang        Inlogplatform
        """,
        """
        who     level
        Nimbus  0h 0%, 20h 100%, 30h 0%, 100h 100%
        """,
        """
        who            level
        Inlogplatform  0h 0%, 20h 100%, 30h 0%, 100h 100%
        Toegang        0h 0%, 6h 60%, 20h 100%, 30h 0%, 36h 60%, 84h 0%, 100h 100%
        """,
        fallbacks="""
        fallback  protects                activation  level  duration
        Papier    Toegang: Inlogplatform  6h          60%    48h
        """,
    )


def test_a_fallback_that_needs_what_it_protects_lifts_itself(outage_spec: Recorder) -> None:
    """A fallback that needs the very thing it protects lifts itself when it opens: such a circle
    needs a human eye.

    Een terugval die nodig heeft wat hij beschermt trekt zichzelf omhoog als hij opent: zo'n kring
    vraagt om een mens die kijkt.

    Of all levels that fit together the engine takes the best, and from the hour at which the
    fallback opens "everything works" fits. Whether it can start from nothing (a black start) the
    register does not know; `check` names every circle."""
    outage_spec(
        """
        who            needs
        Inlogplatform  Nimbus
        Toegang        Inlogplatform
        Noodhosting    Toegang
        """,
        """
        who     level
        Nimbus  0h 0%, 72h 100%
        """,
        """
        who            level
        Inlogplatform  0h 0%, 6h 100%
        Toegang        0h 0%, 6h 100%
        """,
        fallbacks="""
        fallback     protects               activation  level  duration
        Noodhosting  Inlogplatform: Nimbus  6h          100%   never
        """,
    )
