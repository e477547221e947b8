# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fallbacks: when they open, what they give, and when they are spent."""

from spec.behaviour import Recorder

TITLE = "Fallbacks: when they open and what they give"
TITEL = "Terugvalopties: wanneer ze openen en wat ze geven"

NEED = """
    who         needs       buffer
    Paspoorten  Identiteit  4h
    Identiteit  Nimbus      -
"""
FAILS = """
    who     level
    Nimbus  0h 0%, 100h 100%
"""


def test_a_gap_a_fallback_its_end_and_a_replacement(outage_spec: Recorder) -> None:
    """Buffer, gap, fallback, spent, replaced: each at its own hour since the shortage began.

    Buffer, gat, terugval, op, vervangen: elk op zijn uur sinds het begin van het tekort."""
    outage_spec(
        """
        who         needs   buffer  replacement
        Identiteit  Nimbus  4h      200h
        """,
        """
        who     level
        Nimbus  0h 0%
        """,
        """
        who         level
        Identiteit  4h 0%, 6h 80%, 54h 0%, 200h 100%
        """,
        fallbacks="""
        fallback   protects            activation  level  duration
        Noodinlog  Identiteit: Nimbus  6h          80%    48h
        """,
        permanent=True,
    )


def test_a_fallback_in_time_leaves_no_gap(outage_spec: Recorder) -> None:
    """A fallback that starts before the buffer is spent leaves no gap. Its hours run from the start
    of the shortage, felt or not.

    Een terugval die start voor de buffer op is laat geen gat. Zijn uren lopen vanaf het begin van
    het tekort, gevoeld of niet."""
    outage_spec(
        NEED,
        FAILS,
        """
        who         level
        Identiteit  0h 0%, 100h 100%
        Paspoorten  4h 80%, 26h 0%, 100h 100%
        """,
        fallbacks="""
        fallback   protects                activation  level  duration
        Noodinlog  Paspoorten: Identiteit  2h          80%    24h
        """,
    )


def test_each_shortage_gives_a_fallback_its_full_duration(outage_spec: Recorder) -> None:
    """Each new shortage gives a fallback its full duration again.

    Elk nieuw tekort geeft een terugval weer zijn volle duur."""
    outage_spec(
        """
        who         needs
        Identiteit  Nimbus
        """,
        """
        who     level
        Nimbus  0h 0%, 20h 100%, 30h 0%, 100h 100%
        """,
        """
        who         level
        Identiteit  10h 0%, 20h 100%, 40h 0%, 100h 100%
        """,
        fallbacks="""
        fallback   protects            activation  level  duration
        Noodinlog  Identiteit: Nimbus  0h          100%   10h
        """,
    )


def test_a_shortage_that_ends_before_its_fallback_opens(outage_spec: Recorder) -> None:
    """A shortage that ends before its fallback opens gets nothing of it.

    Een tekort dat eindigt voor zijn terugval opent, krijgt er niets van."""
    outage_spec(
        """
        who         needs
        Identiteit  Nimbus
        """,
        """
        who     level
        Nimbus  0h 0%, 6h 100%
        """,
        """
        who         level
        Identiteit  0h 0%, 6h 100%
        """,
        fallbacks="""
        fallback   protects            activation  level  duration
        Noodinlog  Identiteit: Nimbus  6h          80%    never
        """,
    )


def test_a_shortage_that_only_changes_is_the_same_shortage(outage_spec: Recorder) -> None:
    """A shortage that only gets better or worse is the same shortage: the fallback goes on.

    Een tekort dat alleen groter of kleiner wordt is hetzelfde tekort: de terugval loopt door."""
    outage_spec(
        """
        who         needs
        Identiteit  Nimbus
        """,
        """
        who     level
        Nimbus  0h 0%, 20h 50%, 30h 0%, 100h 100%
        """,
        """
        who         level
        Identiteit  0h 80%, 40h 0%, 100h 100%
        """,
        fallbacks="""
        fallback   protects            activation  level  duration
        Noodinlog  Identiteit: Nimbus  0h          80%    40h
        """,
    )


def test_of_two_fallbacks_the_better_counts(outage_spec: Recorder) -> None:
    """Of two open fallbacks the better counts; they do not add up.

    Van twee open terugvalopties telt de beste; ze tellen niet op."""
    outage_spec(
        """
        who         needs
        Identiteit  Nimbus
        """,
        FAILS,
        """
        who         level
        Identiteit  0h 0%, 2h 60%, 6h 90%, 9h 60%, 12h 0%, 100h 100%
        """,
        fallbacks="""
        fallback   protects            activation  level  duration
        Noodinlog  Identiteit: Nimbus  2h          60%    10h
        Papier     Identiteit: Nimbus  6h          90%    3h
        """,
    )


def test_a_fallback_lowers_nothing_that_still_gets_through(outage_spec: Recorder) -> None:
    """Where more still gets through than a fallback gives, that counts.

    Waar nog meer doorkomt dan een terugval geeft, telt dat."""
    outage_spec(
        """
        who         needs
        Identiteit  Nimbus
        """,
        """
        who     level
        Nimbus  0h 70%, 10h 0%, 100h 100%
        """,
        """
        who         level
        Identiteit  0h 70%, 10h 40%, 100h 100%
        """,
        fallbacks="""
        fallback   protects            activation  level  duration
        Noodinlog  Identiteit: Nimbus  0h          40%    never
        """,
    )
