# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands on every page, and who comes in."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from dijkwacht.web import settings
from dijkwacht.web.accounts.models import User

pytestmark = pytest.mark.django_db


def test_who_is_not_logged_in_is_asked_to(client: Client) -> None:
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer["location"].startswith("/accounts/login/")


def test_one_click_makes_somebody_of_the_cast(client: Client) -> None:
    person = User.objects.get(email="roos.de.wit@waterdam.example")
    answer = client.post("/demo/", {"person": person.pk}, follow=True)
    assert answer.status_code == 200
    assert "Roos de Wit" in answer.text
    assert "contractmanager" in answer.text


def test_without_the_right_a_page_says_who_has_it(client: Client) -> None:
    client.force_login(User.objects.get(email="tess.vos@waterdam.example"))
    answer = client.get("/")
    assert answer.status_code == 403
    assert "diensteigenaar" in answer.text


def test_the_language_changes_and_the_page_stays(client: Client) -> None:
    answer = client.post("/language/", {"language": "en", "next": "/demo/?x=1"}, follow=True)
    assert answer.redirect_chain == [("/demo/?x=1", 302)]
    assert "Who are you today?" in answer.text
    elsewhere = client.post("/language/", {"language": "en", "next": "https://elsewhere.example/"})
    assert elsewhere["location"] == "/"


def test_every_answer_has_a_strict_policy(client: Client) -> None:
    answer = client.get("/demo/")
    policy = answer["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    named = re.search(r"script-src 'nonce-([^']{16,})'(;|$)", policy)
    assert named, policy
    scripts = re.findall(r"<script [^>]*src=[^>]*>", answer.text)
    assert scripts and all(f'nonce="{named[1]}"' in script for script in scripts)
    assert named[1] not in client.get("/demo/")["content-security-policy"]
    assert "script-src;" in client.get("/health/live")["content-security-policy"] + ";"


def test_every_static_file_that_a_template_names_is_there() -> None:
    folder = Path(settings.HERE) / "templates"
    named = [
        (file.name, path)
        for file in folder.rglob("*.html")
        for path in re.findall(r"{%\s*static\s+['\"]([^'\"]+)", file.read_text("utf-8"))
    ]
    assert named
    assert [(name, path) for name, path in named if finders.find(path) is None] == []


def test_the_scope_the_day_and_the_revision_stand_on_every_page(client: Client) -> None:
    client.force_login(User.objects.get(email="roos.de.wit@waterdam.example"))
    answer = client.get("/?on=2026-11-24&x=1&x=2", headers={"accept-language": "en"})
    assert "Municipality of Waterdam" in answer.text
    assert "As of 2026-11-24" in answer.text
    assert "revision 1" in answer.text
    assert answer.text.count('<input type="hidden" name="x"') == 2  # the day may change alone
    assert 'aria-current="page">Today' in answer.text
    assert 'href="/outage/?on=2026-11-24"' in answer.text


def test_light_or_dark_is_kept_and_the_page_stays(client: Client) -> None:
    chosen = {"appearance": "dark", "next": "/demo/?x=1"}
    answer = client.post("/appearance/", chosen, follow=True)
    assert answer.redirect_chain == [("/demo/?x=1", 302)]
    assert 'data-appearance="dark"' in answer.text
    client.post("/appearance/", {"appearance": "pink"})
    assert client.cookies["appearance"].value == "dark"


def test_who_has_two_roles_can_change_between_them(client: Client) -> None:
    user = User.objects.get(email="roos.de.wit@waterdam.example")
    first = user.grants.get()
    user.grants.create(role="ciso", organisation="org-waterdam", valid_from=first.valid_from)
    client.force_login(user)
    assert f'<option value="{first.pk}">' in client.get("/").text
    answer = client.post("/role/", {"grant": first.pk}, follow=True)
    assert f'<option value="{first.pk}" selected>' in answer.text
