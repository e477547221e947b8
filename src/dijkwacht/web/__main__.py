# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m dijkwacht.web COMMAND`: the commands that need the database. `dijkwacht` passes its
own on to it, so that no other command waits for Django."""

import os
import sys

from django.core.management import execute_from_command_line

from dijkwacht.base.errors import DijkwachtError, ExitCode
from dijkwacht.base.message import Message
from dijkwacht.reports.words import Words, language_of


def main(arguments: list[str]) -> int:
    """Run one management command; the answer is the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dijkwacht.web.settings")
    try:
        execute_from_command_line(["dijkwacht", *arguments])
    except DijkwachtError as fault:
        words = Words(language_of(os.environ))
        sys.stderr.write(f"{words.say(fault.what)}\n{words.say(fault.mend)}\n")
        return fault.exit_code
    except KeyboardInterrupt:
        sys.stderr.write(Words(language_of(os.environ)).say(Message("cancelled")) + "\n")
        return ExitCode.CANCELLED
    return ExitCode.DONE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
