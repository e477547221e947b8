# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Codes of messages that are put together in templates: `{% say kind|code:"outage-kind" %}`."""

from django import template

register = template.Library()


@register.filter
def code(value: object, family: str) -> str:
    """The code of a value of a closed set; tests/cli/put_together.py lists them."""
    return f"{family}.{value}"
