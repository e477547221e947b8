# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The site as a WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dijkwacht.web.settings")
application = get_wsgi_application()

from dijkwacht.web.operations.warming import begin  # noqa: E402  # needs the application

begin()
