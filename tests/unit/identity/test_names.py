# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names made plain: what tells a firm apart, and what does not."""

import pytest
from builders import rules
from hypothesis import given
from hypothesis import strategies as st

from dijkwacht.identity.letters import plain
from dijkwacht.identity.names import Namer

NAMER = Namer.of(rules())


@pytest.mark.parametrize(
    ("text", "core", "form"),
    [
        ("Nimbus Cloud B.V.", "nimbus cloud", "private"),
        ("NIMBUS CLOUD BV", "nimbus cloud", "private"),
        ("Nimbus BV (fictief)", "nimbus", "private"),
        ("Nimbus (Schweiz) AG", "nimbus schweiz", "public"),
        ("Müller & Söhne GmbH & Co. KG", "muller sohne", "partnership"),
        ("Stichting De Waag", "waag", "association"),
        ("\u041e\u041e\u041e «Ромашка»", "romashka", "private"),
        ("\u0401ж", "ezh", None),
        ("Λύρα", "lyra", None),
        ("A.B.C. Company", "abc", "public"),
        ("A B C Company", "abc", "public"),
        ("Open Joint Stock Company Vlinder", "vlinder", "public"),
        ("Øresund Łódź A/S", "oresund lodz", "public"),
        ("B.V.", "bv", None),
        ("The Limited", "the", "private"),
        ("De Het", "de het", None),
        ("", "", None),
    ],
)
def test_a_name_taken_apart(text: str, core: str, form: str | None) -> None:
    name = NAMER.name(text)
    assert (name.core, name.form) == (core, form)


@given(st.text(max_size=80))
def test_any_text_is_made_plain_and_stays_so(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert NAMER.name(text).joined == "".join(NAMER.name(text).words)


@given(st.from_regex(r"[A-Z][a-z]{2,8}( [A-Z][a-z]{3,8}){0,2}", fullmatch=True))
def test_a_legal_form_behind_a_name_changes_nothing_else(text: str) -> None:
    assert NAMER.name(f"{text} B.V.").core == NAMER.name(text).core or NAMER.name(text).form
