# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page on who may do what, made from `web/roles.py`."""

from typing import Final

from markdown import grid

from dijkwacht.reports.words import Words
from dijkwacht.web.roles import RIGHTS, WHOLE_STATE, Right, Role

INTRO: Final = """\
# Roles and rights

*Rollen en rechten.* Made from `web/roles.py` by `docs/generate.py`; a test compares. A person has a
role at an organisation, and with it at those below; a role at no organisation is one for the whole
state. A test asks every address of the site and every operation of the API as each role, about own
and others' things. Of others one reads
[what may be told](../decisions/0034-what-is-told-of-others.md).

*Iemand heeft een rol bij een organisatie, en daarmee bij wat eronder valt; een rol zonder
organisatie geldt voor de hele staat.*
"""
MEANT: Final = {
    Right.READ: (
        "read the register and what follows from it",
        "het register en wat eruit volgt lezen",
    ),
    Right.EDIT: ("change facts of own organisations", "feiten van eigen organisaties wijzigen"),
    Right.IMPORT: ("bring in tables and workbooks", "tabellen en werkboeken inlezen"),
    Right.EXPORT: ("take along what one reads", "meenemen wat men leest"),
    Right.ASSESS: ("fill in the harm of an outage", "de schade van een uitval invullen"),
    Right.APPROVE: (
        "approve the assessment of somebody else",
        "de beoordeling van een ander goedkeuren",
    ),
    Right.SIGN: (
        "move a class, with a second signature",
        "een klasse verplaatsen, met een tweede handtekening",
    ),
    Right.CENTRAL: (
        "see all organisations, under other names",
        "alle organisaties zien, onder andere namen",
    ),
    Right.WATCH: (
        "say what was done about an alert: acknowledge, explain, close, re-open",
        "zeggen wat er met een melding is gedaan: gezien, uitleg, afsluiten, heropenen",
    ),
    Right.ASK_NAMES: (
        "ask for names, with a reason and a second person",
        "om namen vragen, met een reden en een tweede persoon",
    ),
    Right.AUDIT: ("read the trail of all that was done", "het spoor lezen van alles wat is gedaan"),
    Right.MANAGE: ("manage people and their roles", "mensen en hun rollen beheren"),
}


def roles_page() -> str:
    """Every role with its rights, and what each right is."""
    english, dutch = Words("en"), Words("nl")
    heads = ("role", "rol", "where", *(f"`{right}`" for right in Right))
    rows = [
        (
            *(english.say(role.says), dutch.say(role.says)),
            "state or organisation" if role in WHOLE_STATE else "organisation",
            *("yes" if right in RIGHTS[role] else "" for right in Right),
        )
        for role in Role
    ]
    meant = [(f"`{right}`", *MEANT[right]) for right in Right]
    return "\n".join(
        (INTRO, grid(heads, rows), "## Rights\n", grid(("right", "English", "Nederlands"), meant))
    )
