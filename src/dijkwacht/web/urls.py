# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every address of the site: each module of pages lists its own."""

from itertools import chain

from django.urls import include, path

from dijkwacht.web.accounts import addresses as accounts
from dijkwacht.web.api.application import PATHS as API
from dijkwacht.web.operations import (
    health,
)
from dijkwacht.web.pages import (
    accessibility,
    account,
    approvals,
    changes,
    choices,
    class_record,
    classes,
    compare,
    contract_calendar,
    coverage,
    coverage_record,
    crosswalk,
    demo,
    harm,
    imports,
    imports_plan,
    imports_workbook,
    jobs,
    names,
    obligations,
    outage,
    outage_drawn,
    overriding,
    people,
    policy,
    problems,
    ranking,
    record,
    record_edit,
    record_path,
    runs,
    scenarios,
    search,
    sovereignty,
    systemic,
    tables,
    today,
    tokens,
    trail,
    views,
    watch,
    watch_bulletin,
    watch_feeds,
    watch_matches,
    watch_supplier,
)

PAGES = (
    today,
    choices,
    demo,
    health,
    record_edit,
    accessibility,
    account,
    approvals,
    changes,
    class_record,
    classes,
    compare,
    contract_calendar,
    coverage,
    coverage_record,
    crosswalk,
    harm,
    imports,
    imports_plan,
    imports_workbook,
    jobs,
    names,
    obligations,
    outage,
    outage_drawn,
    overriding,
    people,
    policy,
    problems,
    ranking,
    record,
    record_path,
    runs,
    scenarios,
    search,
    sovereignty,
    systemic,
    tables,
    tokens,
    trail,
    views,
    watch,
    watch_bulletin,
    watch_feeds,
    watch_matches,
    watch_supplier,
)

handler400 = "dijkwacht.web.pages.faults.bad_request"
handler403 = "dijkwacht.web.pages.faults.forbidden"
handler404 = "dijkwacht.web.pages.faults.not_found"
handler500 = "dijkwacht.web.pages.faults.broken"

urlpatterns = [
    *API,
    *chain.from_iterable(page.PATHS for page in PAGES),
    path("accounts/", include(accounts.PATHS)),
]
