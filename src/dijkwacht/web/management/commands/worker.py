# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The process that does jobs. It gives a sign of life while it works, takes up what a fallen worker
left, and hands back what it does when it is asked to end."""

import logging
import secrets
import threading
from datetime import timedelta
from types import FrameType
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from dijkwacht.web.imports.uploads import expire
from dijkwacht.web.queue.taking_up import beat, take_up, tidy
from dijkwacht.web.queue.work import STOPPING, Named
from dijkwacht.web.watch.nightly import begin_night

LOG: Final = logging.getLogger("dijkwacht.jobs")
BEAT: Final = 5.0  # seconds between two signs of life
SILENT: Final = 60.0  # seconds without one, and the worker is taken for dead
SELDOM: Final = 720  # beats between two times of tidying: an hour


class Worked(Worker):
    """A worker of the queue that hands back what it does when it is asked to end."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """End: what is being done stops at its next sign of progress, and waits for another."""
        STOPPING.set()
        super().shutdown(signum, frame)


class Command(BaseCommand):
    """`worker`: does jobs until Ctrl-C."""

    help = "Do the long work of the site until Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        """How often it looks, and for how long a worker may be silent."""
        parser.add_argument("--interval", type=float, default=0.5)
        parser.add_argument("--beat", type=float, default=BEAT)
        parser.add_argument("--silent", type=float, default=SILENT)
        parser.add_argument("--once", action="store_true", help="End when no job waits.")

    def handle(self, *_: Any, **options: Any) -> None:
        """Work."""
        Named.name = secrets.token_hex(8)
        silent = timedelta(seconds=options["silent"])
        look(silent, 0)
        beats = threading.Thread(target=beating, args=(options["beat"], silent), daemon=True)
        beats.start()
        worker = Worked(
            queue_names=["default"],
            interval=options["interval"],
            batch=options["once"],
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=Named.name,
            excluded_queue_names=[],
        )
        worker.configure_signals()
        worker.run()


def beating(seconds: float, silent: timedelta) -> None:
    """Give signs of life, and look after what others left, until the process ends."""
    number = 0
    while not STOPPING.wait(seconds):
        number += 1
        look(silent, number)
    connection.close()


def look(silent: timedelta, number: int) -> None:
    """One beat. A database that is busy or away is no reason to end: the next beat comes."""
    close_old_connections()
    try:
        beat(Named.name)
        take_up(silent)
        if number % SELDOM == 0:
            tidy()
            expire()
            begin_night(timezone.localdate())
    except DatabaseError:
        LOG.warning("no sign of life could be written", exc_info=True)
