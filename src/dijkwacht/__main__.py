# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The program: finds the language, runs a command, and turns every end into an exit code."""

import gettext
import os
import sys
import traceback
from collections.abc import Sequence

import click

from dijkwacht.base.errors import DijkwachtError, ExitCode
from dijkwacht.base.message import Message
from dijkwacht.cli.commands import dijkwacht
from dijkwacht.cli.localised import localised
from dijkwacht.cli.terminal import Terminal
from dijkwacht.reports.words import DOMAIN, FOLDER, LANGUAGES, Words, language_of


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the answer is the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    words = Words(_asked(given) or language_of(os.environ))
    terminal = Terminal(words)
    # click takes its own texts ("Usage", "Error") from the process-wide gettext domain
    os.environ["LANGUAGE"] = words.language
    gettext.bindtextdomain(DOMAIN, str(FOLDER))
    gettext.textdomain(DOMAIN)
    try:
        code = localised(dijkwacht, words).main(
            given, prog_name="dijkwacht", obj=words, standalone_mode=False
        )
        return int(code or ExitCode.DONE)
    except click.exceptions.Exit as end:
        return end.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    except (Exception, KeyboardInterrupt) as fault:
        return _told(fault, terminal)


def _told(fault: BaseException, terminal: Terminal) -> int:
    """Say what went wrong, and give its exit code."""
    if isinstance(fault, click.Abort | KeyboardInterrupt):
        terminal.warn(Message("cancelled"))
        return ExitCode.CANCELLED
    if isinstance(fault, click.ClickException):
        fault.show()
        return ExitCode.WRONG_COMMAND
    if isinstance(fault, DijkwachtError):
        terminal.fail(fault)
        return fault.exit_code
    if os.environ.get("DIJKWACHT_TRACE"):
        traceback.print_exception(fault)
    terminal.fail(DijkwachtError("internal", kind=type(fault).__name__, why=str(fault)[:300]))
    return ExitCode.INTERNAL


def _asked(given: Sequence[str]) -> str | None:
    """The language of `--lang nl` or `--lang=nl`, before anything is parsed, so that help and
    errors are in it too."""
    for place, word in enumerate(given):
        value = word.partition("=")[2] if word.startswith("--lang=") else ""
        if word == "--lang" and place + 1 < len(given):
            value = given[place + 1]
        if value in LANGUAGES:
            return value
    return None


if __name__ == "__main__":
    sys.exit(main())
