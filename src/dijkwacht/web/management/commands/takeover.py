# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""`takeover FOLDER`: a register of tables into an empty database, with its history."""

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from dijkwacht import verbs
from dijkwacht.base.message import Message
from dijkwacht.reports.words import Words, language_of
from dijkwacht.web.store.apply import Act
from dijkwacht.web.store.loading import take_over


class Command(BaseCommand):
    """Takes it over as it is; what is wrong in it shows on the page of problems."""

    help = "Take over a folder of tables into an empty database."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which folder."""
        parser.add_argument("folder", type=Path)

    def handle(self, *_: Any, **options: Any) -> None:
        """Take it over."""
        today = timezone.localdate()
        opened = verbs.open_register(options["folder"], today)
        made = take_over(opened.history, today, Act(why=str(options["folder"].name)))
        told = Message.of("takeover.done", rows=opened.history.count(), revision=made.number)
        self.stdout.write(Words(language_of(os.environ)).say(told))
