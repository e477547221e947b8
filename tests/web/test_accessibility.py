# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The statement of accessibility; the site itself is tested in tests/browser."""

import pytest
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "title"), [("nl", "Toegankelijkheid"), ("en", "Accessibility")]
)
def test_everybody_reads_it_and_every_page_leads_to_it(
    client: Client, language: str, title: str
) -> None:
    client.cookies["language"] = language
    answer = client.get("/accessibility/")
    assert answer.status_code == 200
    assert f"<h1>{title}</h1>" in answer.text
    assert 'href="/accessibility/"' in client.get("/accounts/login/").text
