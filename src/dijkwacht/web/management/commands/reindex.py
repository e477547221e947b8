# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The index of search, made anew."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from dijkwacht.web.store.search import reindex


class Command(BaseCommand):
    """`reindex`: after a restore, or when search does not find what is there."""

    help = "Make the index of search anew from the register."

    def handle(self, *_: Any, **__: Any) -> None:
        """Make it, in one transaction: until then the old one is searched."""
        with transaction.atomic():
            count = reindex()
        self.stdout.write(str(count))
