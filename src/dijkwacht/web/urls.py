# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every address of the site: each module of pages lists its own."""

from itertools import chain

from django.urls import include, path

from dijkwacht.web.pages import changes, choices, demo, record, record_edit, record_path, today

PAGES = (today, choices, demo, record_edit, record, record_path, changes)

urlpatterns = [
    *chain.from_iterable(page.PATHS for page in PAGES),
    path("accounts/", include("allauth.urls")),
]
