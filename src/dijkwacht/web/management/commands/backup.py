# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""`backup FILE`: all that the site holds in one file, while it goes on."""

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from dijkwacht.base.message import Message
from dijkwacht.reports.words import Words, language_of
from dijkwacht.web.operations.backup import backup


class Command(BaseCommand):
    """Writes the file and says how many rows are in it."""

    help = "Write all that the site holds to one file."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("file", type=Path)

    def handle(self, *_: Any, **options: Any) -> None:
        """Write it."""
        counts = backup(options["file"])
        told = Message.of("backup.done", file=str(options["file"]), rows=sum(counts.values()))
        self.stdout.write(Words(language_of(os.environ)).say(told))
