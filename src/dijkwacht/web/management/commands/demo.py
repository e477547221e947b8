# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example state in the database, with its people."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from dijkwacht import verbs
from dijkwacht.base.errors import WrongQuestion
from dijkwacht.web.accounts.cast import has_real_people, settle
from dijkwacht.web.reasoning import REASONING
from dijkwacht.web.store.apply import Act
from dijkwacht.web.store.loading import take_over


class Command(BaseCommand):
    """`demo`: fills an empty database with the example state and one person for every role."""

    help = "Fill an empty database with the example state and its people."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which example."""
        parser.add_argument("--example", default="01_waterdam")

    def handle(self, *_: Any, **options: Any) -> None:
        """Fill it, once."""
        today = timezone.localdate()
        if has_real_people():
            raise WrongQuestion("demo-people")
        with transaction.atomic():
            if REASONING.newest().number == 0:
                opened = verbs.open_register(verbs.examples() / options["example"], today)
                take_over(opened.history, today, Act(why=options["example"]))
            settle(today)
