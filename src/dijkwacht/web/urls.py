# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every address of the site: each module of pages lists its own."""

from itertools import chain

from django.urls import include, path

from dijkwacht.web.api.application import PATHS as API
from dijkwacht.web.operations import health
from dijkwacht.web.pages import choices, demo, today, tokens

PAGES = (today, choices, demo, health, tokens)

urlpatterns = [
    *API,
    *chain.from_iterable(page.PATHS for page in PAGES),
    path("accounts/", include("allauth.urls")),
]
