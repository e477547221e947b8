# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The program: finds the language, runs a command, and turns every end into an exit code."""

import io
import itertools
import os
import sys
import traceback
from collections.abc import Sequence

import click

from dijkwacht.base.errors import DijkwachtError, ExitCode, Unreadable
from dijkwacht.base.message import Message
from dijkwacht.cli.commands import dijkwacht
from dijkwacht.cli.localised import localised, speak
from dijkwacht.cli.terminal import Terminal
from dijkwacht.reports.words import LANGUAGES, Words, language_of


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the answer is the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    words = Words(_asked(given) or language_of(os.environ))
    terminal = Terminal(words)
    speak(words)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # a sign that a terminal lacks is no reason to stop
            stream.reconfigure(errors="replace")
    try:
        code = localised(dijkwacht, words).main(
            given, prog_name="dijkwacht", obj=words, standalone_mode=False
        )
        return int(code or ExitCode.DONE)
    except SystemExit:
        raise
    except BaseException as fault:  # a panic in a library's compiled code is no Exception
        return _told(fault, terminal)


def _told(fault: BaseException, terminal: Terminal) -> int:
    """Say what went wrong, and give its exit code."""
    if isinstance(fault, click.Abort | KeyboardInterrupt):
        terminal.warn(Message("cancelled"))
        return ExitCode.CANCELLED
    if isinstance(fault, click.ClickException):
        fault.show()
        return ExitCode.WRONG_COMMAND
    if isinstance(fault, OSError):  # a folder that is a file, no rights, a full disk
        where, why = fault.filename or "-", fault.strerror or str(fault)
        fault = Unreadable("file-refused", file=str(where), why=why)
    if isinstance(fault, DijkwachtError):
        terminal.fail(fault)
        return fault.exit_code
    if os.environ.get("DIJKWACHT_TRACE"):
        traceback.print_exception(fault)
    terminal.fail(DijkwachtError("internal", kind=type(fault).__name__, why=str(fault)[:300]))
    return ExitCode.INTERNAL


def _asked(given: Sequence[str]) -> str | None:
    """The language of the last `--lang nl` or `--lang=nl`, before or behind the command, read
    before anything is parsed: help and errors obey it too."""
    found = None
    words = itertools.takewhile(lambda word: word != "--", given)
    for word, following in itertools.pairwise([*words, ""]):
        value = following if word == "--lang" else word.removeprefix("--lang=")
        if word.startswith("--lang") and value in LANGUAGES:
            found = value
    return found


if __name__ == "__main__":
    sys.exit(main())
