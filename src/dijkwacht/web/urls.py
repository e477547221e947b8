# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every address of the site: each module of pages lists its own."""

from itertools import chain

from django.urls import include, path

from dijkwacht.web.pages import choices, demo, search, tables, today, views

PAGES = (today, choices, demo, tables, views, search)

urlpatterns = [
    *chain.from_iterable(page.PATHS for page in PAGES),
    path("accounts/", include("allauth.urls")),
]
