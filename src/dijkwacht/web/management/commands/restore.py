# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""`restore FILE`: an empty site filled from a backup."""

import os
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from dijkwacht.base.message import Message
from dijkwacht.reports.words import Words, language_of
from dijkwacht.web.operations.backup import restore


class Command(BaseCommand):
    """Makes the tables if they are not there, fills them, and says how many rows."""

    help = "Fill an empty site from a backup."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where from."""
        parser.add_argument("file", type=Path)

    def handle(self, *_: Any, **options: Any) -> None:
        """Fill it."""
        call_command("migrate", interactive=False, verbosity=0)
        counts = restore(options["file"])
        told = Message.of("restore.done", file=str(options["file"]), rows=sum(counts.values()))
        self.stdout.write(Words(language_of(os.environ)).say(told))
