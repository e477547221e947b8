# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""`setup`: a site for production in one command; a second time it changes nothing that is there."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from dijkwacht.base.message import Message
from dijkwacht.reports.words import Words, language_of
from dijkwacht.web.environment import SETTINGS
from dijkwacht.web.operations.setting_up import PROXY, SERVICE, Site, write
from dijkwacht.web.settings import ENVIRONMENT


class Command(BaseCommand):
    """Writes the settings, then prepares everything by them."""

    help = "Set up a site for production."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """What the site is."""
        parser.add_argument("--database", default=ENVIRONMENT.database)
        parser.add_argument("--host", action="append", default=[])
        parser.add_argument("--https", action="store_true", default=True)
        parser.add_argument("--no-https", action="store_false", dest="https")
        parser.add_argument("--administrator")
        parser.add_argument("--register", type=Path)

    def handle(self, *_: Any, **options: Any) -> None:
        """Settings, tables, static files, first rows, first person, a look by the doctor."""
        hosts = tuple(options["host"]) or ENVIRONMENT.hosts
        site = Site(
            ENVIRONMENT.home, options["database"], hosts, options["https"], ENVIRONMENT.policy
        )
        words = Words(language_of(os.environ))
        for file in write(site):
            self.stdout.write(words.say(Message.of("setup.wrote", file=str(file))))
        steps = [["migrate", "--no-input", "--verbosity", "0"]]
        steps.append(["collectstatic", "--no-input", "--verbosity", "0"])
        if options["register"]:
            steps.append(["takeover", str(options["register"])])
        if options["administrator"]:
            steps.append(["person", options["administrator"], "--role", "administrator"])
        for step in steps:
            self._run(step)
        told = Message.of("setup.next", settings=SETTINGS, service=SERVICE, proxy=PROXY)
        self.stdout.write(words.say(told))
        self._run(["doctor"])

    def _run(self, command: list[str]) -> None:
        """One step by the settings that were just written, not by those of this process."""
        environ = {
            name: value
            for name, value in os.environ.items()
            if name not in ("DIJKWACHT_DATABASE", "DIJKWACHT_HOSTS", "DIJKWACHT_HTTPS")
        }
        environ["DIJKWACHT_HOME"] = str(ENVIRONMENT.home)
        self.stdout.flush()
        done = subprocess.run(
            [sys.executable, "-m", "dijkwacht.web", *command], env=environ, check=False
        )
        if done.returncode:
            raise SystemExit(done.returncode)
