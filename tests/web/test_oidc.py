# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Coming in through the log-in service of an organisation: a real provider, with code flow and
PKCE. `DIJKWACHT_OIDC_MODULES` says where its package lies."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from dijkwacht.web import environment
from dijkwacht.web.accounts.models import Grant, User
from dijkwacht.web.audit.models import Entry
from dijkwacht.web.roles import Role

MODULES = os.environ.get("DIJKWACHT_OIDC_MODULES", "")
START = "/accounts/oidc/organisation/login/"
BACK = "http://testserver/accounts/oidc/organisation/login/callback/"
SCRIPT = Path(__file__).parent.parent / "oidc" / "provider.mjs"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.optional,
    pytest.mark.skipif(
        not MODULES or shutil.which("node") is None, reason="node and oidc-provider are not there"
    ),
]


@dataclass(frozen=True)
class Service:
    """The log-in service, and what it was asked."""

    issuer: str

    def vouch(self, client: Client, account: str, acr: str) -> tuple[HttpResponse, dict[str, str]]:
        """Somebody comes in through it; the answer of our site, and the question that was asked."""
        first = client.post(START)
        assert first.status_code == 302
        asked = {key: one[0] for key, one in parse_qs(urlsplit(first["location"]).query).items()}
        with httpx.Client(headers={"x-account": account, "x-acr": acr}) as theirs:
            at = str(first["location"])
            while not at.startswith(BACK):
                answer = theirs.get(at)
                assert answer.status_code in (302, 303), answer.text
                at = str(answer.headers["location"])
                at = at if at.startswith("http") else self.issuer + at
        return client.get(at.removeprefix("http://testserver"), follow=True), asked


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """A provider on a free port."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    command = ["node", str(SCRIPT), str(port), BACK, MODULES]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as started:
        assert started.stdout is not None
        try:
            assert started.stdout.readline() == b"ready\n"
            yield f"http://127.0.0.1:{port}"
        finally:
            started.terminate()


@pytest.fixture
def service(provider: str, settings: object, tmp_path: Path) -> Service:
    """Our site, set to let people in through it at level 3."""
    (tmp_path / "secret").write_text("a secret of the tests, of no use elsewhere")
    given = {
        "DIJKWACHT_HOME": str(tmp_path),
        "DIJKWACHT_OIDC_ISSUER": provider,
        "DIJKWACHT_OIDC_CLIENT": "dijkwacht",
        "DIJKWACHT_OIDC_SECRET_FILE": str(tmp_path / "secret"),
        "DIJKWACHT_OIDC_ACR": "loa3",
    }
    oidc = environment.read(given).oidc
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, oidc=oidc)  # type: ignore[attr-defined]
    settings.SOCIALACCOUNT_PROVIDERS = environment.providers(oidc)  # type: ignore[attr-defined]
    return Service(provider)


@pytest.fixture
def eva() -> User:
    user = User.objects.create_user("eva.blom@waterdam.example", name="Eva Blom")
    Grant.objects.create(
        user=user, role=Role.CISO, organisation="org-waterdam", valid_from=timezone.localdate()
    )
    return user


def test_who_is_vouched_for_comes_in_as_themselves_without_another_factor(
    client: Client, service: Service, eva: User
) -> None:
    answer, asked = service.vouch(client, eva.email, "loa3")
    assert asked["code_challenge_method"] == "S256"
    assert asked["acr_values"] == "loa3"
    assert answer.request["PATH_INFO"] == "/"
    assert "Eva Blom" in answer.text
    assert SocialAccount.objects.get(user=eva).uid == eva.email
    acts = list(Entry.objects.order_by("-number").values_list("act", flat=True)[:2])
    assert acts == ["login", "tied"]


def test_the_subject_stays_the_same_person_when_the_address_changes(
    client: Client, service: Service, eva: User
) -> None:
    service.vouch(client, eva.email, "loa3")
    User.objects.filter(pk=eva.pk).update(email="eva.de.vries@waterdam.example")
    answer, _ = service.vouch(Client(), "eva.blom@waterdam.example", "loa3")
    assert "Eva Blom" in answer.text
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize(
    ("account", "acr", "why"),
    [
        ("eva.blom@waterdam.example", "loa2", "level"),
        ("eva.blom@waterdam.example?", "loa3", "unknown"),
        ("nobody@waterdam.example", "loa3", "unknown"),
        ("roos.de.wit@waterdam.example", "loa3", "unknown"),
    ],
)
def test_who_is_not_known_well_enough_or_not_at_all_does_not_come_in(
    client: Client, service: Service, eva: User, account: str, acr: str, why: str
) -> None:
    before = User.objects.count()
    answer, _ = service.vouch(client, account, acr)
    assert answer.status_code == 403
    assert client.get("/")["location"].startswith("/accounts/login/")
    assert (User.objects.count(), SocialAccount.objects.count()) == (before, 0)
    assert Entry.objects.latest("number").told["why"] == why


def test_who_may_no_longer_come_in_does_not_through_the_service_either(
    client: Client, service: Service, eva: User
) -> None:
    service.vouch(client, eva.email, "loa3")
    User.objects.filter(pk=eva.pk).update(is_active=False)
    answer, _ = service.vouch(Client(), eva.email, "loa3")
    assert answer.status_code == 403


def test_an_answer_that_nobody_asked_for_is_refused(client: Client, service: Service) -> None:
    assert settings.SOCIALACCOUNT_PROVIDERS
    answer = client.get(f"{BACK.removeprefix('http://testserver')}?code=stolen&state=made-up")
    assert answer.status_code in (401, 403)
