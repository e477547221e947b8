# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of logging in that are open: allauth's, without those by which people would change who
they are. An address is what a log-in service knows somebody by: only an administrator sets it."""

from typing import Final

from allauth.account.urls import urlpatterns as account
from allauth.urls import build_provider_urlpatterns
from django.urls import include, path

CLOSED: Final = frozenset(
    ("account_email", "account_email_verification_sent", "account_confirm_email")
)

PATHS: Final = [
    *(one for one in account if one.name not in CLOSED),
    path("2fa/", include("allauth.mfa.urls")),
    path("3rdparty/", include("allauth.socialaccount.urls")),
    *build_provider_urlpatterns(),
]
