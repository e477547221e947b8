# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""`doctor`: what is wrong with the site, and what mends it."""

import os
from typing import Any

from django.core.management.base import BaseCommand

from dijkwacht.base.errors import ExitCode
from dijkwacht.base.message import Message
from dijkwacht.reports.words import Words, language_of
from dijkwacht.web.operations.doctor import State, looks


class Command(BaseCommand):
    """One line per look; exit code 1 when something is wrong."""

    help = "What is wrong with the site, and what mends it."
    requires_system_checks = ()

    def handle(self, *_: Any, **options: Any) -> None:
        """Look, and tell."""
        words = Words(language_of(os.environ))
        wrong = False
        for look in looks():
            state = words.text(f"doctor.state.{look.state.value}")
            self.stdout.write(f"{state:<10} {words.say(look.what)}")
            wrong = wrong or look.state is State.WRONG
        if wrong:
            self.stdout.write(words.say(Message("doctor.end-wrong")))
            raise SystemExit(ExitCode.FAULTS_FOUND)
