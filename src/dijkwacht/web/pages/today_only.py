# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages on which one acts know only today: the past is looked at, not written."""

import functools

from django.http import HttpResponseBase, HttpResponseRedirect
from django.utils import timezone

from dijkwacht.web.pages.needs import Page
from dijkwacht.web.reading import Asking


def today_only(page: Page) -> Page:
    """Whoever comes here from another day or revision goes on as of today."""

    @functools.wraps(page)
    def come(request: Asking, *given: object, **named: object) -> HttpResponseBase:
        reading = request.reading
        if reading.on != timezone.localdate() or reading.asked is not None:
            return HttpResponseRedirect(request.path)
        return page(request, *given, **named)

    return come
