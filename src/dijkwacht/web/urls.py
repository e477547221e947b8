# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every address of the site: each module of pages lists its own."""

from itertools import chain

from django.urls import include, path

from dijkwacht.web.api.application import PATHS as API
from dijkwacht.web.operations import health
from dijkwacht.web.pages import (
    approvals,
    choices,
    class_record,
    classes,
    coverage,
    coverage_record,
    demo,
    harm,
    obligations,
    overriding,
    policy,
    problems,
    today,
)

PAGES = (
    today,
    choices,
    demo,
    health,
    classes,
    harm,
    approvals,
    overriding,
    class_record,  # last of its kind: an id may hold a slash
    coverage,
    coverage_record,
    obligations,
    problems,
    policy,
)

urlpatterns = [
    *API,
    *chain.from_iterable(page.PATHS for page in PAGES),
    path("accounts/", include("allauth.urls")),
]
