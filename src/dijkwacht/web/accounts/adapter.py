# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""How people come in: nobody signs up by themselves, and a log-in service of an organisation opens
the account that an administrator made, never one more and never a role."""

from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dijkwacht.web.accounts.models import User
from dijkwacht.web.accounts.viewing import landing
from dijkwacht.web.audit import trail


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where somebody comes first."""
        return landing(request.user) if isinstance(request.user, User) else "/"

    def send_mail(self, template_prefix: str, email: str, context: Any) -> None:
        """Never: a deployment needs no mail server. Links are handed over by an administrator."""


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Whoever an organisation's log-in service vouches for comes in as the person they are."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: the service tells who somebody is, not that they may come in."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Refuse who was not known well enough, or is not one of ours; tie the subject to the
        person with the same verified address, once."""
        claims = sociallogin.account.extra_data.get("id_token", {})
        wanted = settings.ENVIRONMENT.oidc.levels if settings.ENVIRONMENT.oidc else ()
        if wanted and claims.get("acr") not in wanted:
            self._refuse(request, "level", claims)
        if not sociallogin.is_existing:
            user = self._person(sociallogin)
            if user is None:
                self._refuse(request, "unknown", claims)
            sociallogin.connect(request, user)
            told = {"issuer": claims.get("iss"), "subject": claims.get("sub")}
            trail.record(user.pk, "tied", str(user.pk), told)
        if not sociallogin.user.is_active:
            self._refuse(request, "unknown", claims)

    def _person(self, sociallogin: Any) -> User | None:
        """The person with the address that the service says is theirs."""
        verified = [one.email.lower() for one in sociallogin.email_addresses if one.verified]
        people = User.objects.filter(email__in=verified, is_active=True, is_demo=False)
        found: User | None = people.first() if len(verified) == 1 else None
        return found

    def _refuse(self, request: HttpRequest, why: str, claims: dict[str, Any]) -> NoReturn:
        told = {"why": why, "acr": claims.get("acr"), "subject": claims.get("sub")}
        trail.record(None, "login-refused", "oidc", told)
        page: HttpResponse = render(request, "login_refused.html", {"why": why}, status=403)
        raise ImmediateHttpResponse(page)
