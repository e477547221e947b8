# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fallbacks: what they need, what they protect, and which of them count."""

from spec.behaviour import Recorder

TITLE = "Fallbacks: what they need, and which count"
TITEL = "Terugvalopties: wat ze nodig hebben, en welke tellen"

FAILS = """
    who     level
    Nimbus  0h 0%, 100h 100%
"""


def test_a_fallback_gives_no_more_than_what_it_needs_itself(outage_spec: Recorder) -> None:
    """A fallback gives no more than what it needs itself lets through, hour by hour.

    Een terugval geeft niet meer dan wat hij zelf nodig heeft doorlaat, uur voor uur."""
    outage_spec(
        """
        who         needs
        Identiteit  Nimbus
        Noodinlog   Vlonder
        """,
        """
        who      level
        Nimbus   0h 0%, 100h 100%
        Vlonder  10h 30%, 20h 0%, 30h 100%
        """,
        """
        who         level
        Identiteit  0h 80%, 10h 30%, 20h 0%, 30h 80%, 100h 100%
        """,
        fallbacks="""
        fallback   protects            activation  level  duration
        Noodinlog  Identiteit: Nimbus  0h          80%    never
        """,
    )


def test_a_fallback_on_the_same_supplier_is_none(outage_spec: Recorder) -> None:
    """A fallback that runs on the supplier that failed is none.

    Een terugval die op de uitgevallen leverancier draait is er geen."""
    outage_spec(
        """
        who         needs
        Identiteit  Nimbus
        Noodinlog   Nimbus (host)
        """,
        FAILS,
        """
        who         level
        Identiteit  0h 0%, 100h 100%
        """,
        fallbacks="""
        fallback   protects            activation  level  duration
        Noodinlog  Identiteit: Nimbus  0h          80%    never
        """,
    )


def test_a_fallback_for_a_whole_service(outage_spec: Recorder) -> None:
    """A fallback for a whole service helps whatever of its needs is short, from the hour at which
    the service would fall.

    Een terugval voor een hele dienst helpt bij elk tekort van die dienst, vanaf het uur waarop de
    dienst zou vallen."""
    outage_spec(
        """
        who          needs       buffer
        Uitkeringen  Nimbus      48h
        Uitkeringen  Polder ICT  -
        """,
        """
        who         level
        Nimbus      0h 0%, 100h 100%
        Polder ICT  120h 0%, 160h 100%
        """,
        """
        who          level
        Uitkeringen  48h 0%, 58h 90%, 78h 0%, 100h 100%, 120h 0%, 130h 90%, 150h 0%, 160h 100%
        """,
        fallbacks="""
        fallback     protects     activation  level  duration
        Noodbetaling  Uitkeringen  10h         90%    20h
        """,
    )


def test_which_fallbacks_count(outage_spec: Recorder) -> None:
    """A run counts no fallbacks, those declared, or only those proven in a test, as measured.

    Een berekening telt geen terugval, wat is opgegeven, of alleen wat in een oefening is bewezen,
    zoals gemeten."""
    needs = """
        who         needs
        Identiteit  Nimbus
        Paspoorten  Terp
    """
    fails = """
        who     level
        Nimbus  0h 0%, 100h 100%
        Terp    0h 0%, 100h 100%
    """
    fallbacks = """
        fallback   protects            activation  level  duration  proven activation  proven level
        Noodinlog  Identiteit: Nimbus  6h          80%    48h       10h                40%
        Papier     Paspoorten: Terp    6h          80%    48h       -                  -
    """
    for mode, identiteit, paspoorten in (
        ("none", "0h 0%, 100h 100%", "0h 0%, 100h 100%"),
        ("declared", "0h 0%, 6h 80%, 54h 0%, 100h 100%", "0h 0%, 6h 80%, 54h 0%, 100h 100%"),
        ("proven", "0h 0%, 10h 40%, 58h 0%, 100h 100%", "0h 0%, 100h 100%"),
    ):
        expect = f"""
            who         level
            Identiteit  {identiteit}
            Paspoorten  {paspoorten}
        """
        outage_spec(needs, fails, expect, fallbacks=fallbacks, mode=mode)


def test_a_shared_fallback_is_not_divided(outage_spec: Recorder) -> None:
    """Fallbacks that share what they need are not divided between those who call on them; that is
    judged elsewhere.

    Terugvalopties die hetzelfde nodig hebben worden niet verdeeld; of dat kan wordt elders
    beoordeeld."""
    outage_spec(
        """
        who         needs
        Identiteit  Nimbus
        Paspoorten  Nimbus
        Noodinlog   Vlonder
        Papier      Vlonder
        """,
        FAILS,
        """
        who         level
        Identiteit  0h 80%, 100h 100%
        Paspoorten  0h 80%, 100h 100%
        """,
        fallbacks="""
        fallback   protects            activation  level  duration
        Noodinlog  Identiteit: Nimbus  0h          80%    never
        Papier     Paspoorten: Nimbus  0h          80%    never
        """,
    )


def test_an_earlier_failure_can_wake_a_fallback_in_time(outage_spec: Recorder) -> None:
    """An earlier failure can wake a fallback in time: more failures can then mean more service for
    some hours.

    Een eerdere uitval kan een terugval op tijd wekken: meer uitval kan dan enkele uren meer dienst
    betekenen.

    This is the one way in which more failures raise a level: a fallback that starts later than the
    buffer ends, or a replacement."""
    needs = """
        who         needs        need
        Noodnummer  Meent, Terp  2
    """
    fallbacks = """
        fallback  protects                 activation  level  duration
        Papier    Noodnummer: Meent, Terp  6h          80%    never
    """
    outage_spec(
        needs,
        """
        who   level
        Terp  10h 0%, 40h 100%
        """,
        """
        who         level
        Noodnummer  10h 50%, 16h 80%, 40h 100%
        """,
        fallbacks=fallbacks,
    )
    outage_spec(
        needs,
        """
        who    level
        Meent  0h 0%, 40h 100%
        Terp   10h 0%, 40h 100%
        """,
        """
        who         level
        Noodnummer  0h 50%, 6h 80%, 40h 100%
        """,
        fallbacks=fallbacks,
    )
