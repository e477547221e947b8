# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every address of the site: each module of pages lists its own."""

from itertools import chain

from django.urls import include, path

from dijkwacht.web.accounts import addresses as accounts
from dijkwacht.web.api.application import PATHS as API
from dijkwacht.web.operations import health
from dijkwacht.web.pages import account, choices, demo, names, people, today, trail

PAGES = (today, choices, demo, health, account, people, names, trail)

urlpatterns = [
    *API,
    *chain.from_iterable(page.PATHS for page in PAGES),
    path("accounts/", include(accounts.PATHS)),
]
