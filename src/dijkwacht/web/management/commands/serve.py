# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""`serve`: the site and its worker, until Ctrl-C."""

import os
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from dijkwacht.base.message import Message
from dijkwacht.reports.words import Words, language_of
from dijkwacht.web.operations import serving


class Command(BaseCommand):
    """Prepares the database and the static files, then serves."""

    help = "Serve the site until Ctrl-C."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Where it listens, and whether as a demonstration."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--threads", type=int, default=8)
        parser.add_argument("--other-port", action="store_true")
        parser.add_argument("--demo", action="store_true")

    def handle(self, *_: Any, **options: Any) -> None:
        """Until a signal ends it."""
        words = Words(language_of(os.environ))
        host = options["host"]
        port = serving.free_port(host, options["port"], others=options["other_port"])
        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        if options["demo"]:
            call_command("demo")
        address = f"http://{host}:{port}"

        def ready() -> None:
            if serving.wait_for(f"{address}/health/live", settings.ENVIRONMENT.host):
                path = "/demo/" if settings.ENVIRONMENT.demo else "/"
                told = Message.of("serve.ready", address=f"{address}{path}")
                self.stdout.write(words.say(told))

        commands = [serving.site(host, port, options["threads"]), serving.worker()]
        if serving.run(commands, ready):
            raise SystemExit(1)
