# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The OpenAPI document of the API, on standard output."""

import json

import django

django.setup()

from dijkwacht.web.api.application import document  # noqa: E402

print(json.dumps(document(), indent=1, ensure_ascii=False))
