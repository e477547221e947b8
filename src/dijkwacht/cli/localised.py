# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands with their help in the reader's language: copies, so that one process can serve
both."""

import copy
import gettext
import os
from collections.abc import Iterator
from typing import TypeVar

import click

from dijkwacht.reports.words import DOMAIN, FOLDER, Words

C = TypeVar("C", bound=click.Command)


def speak(words: Words) -> None:
    """Let click say its own texts ("Usage", "Error") in this language: they come from the gettext
    domain of the process."""
    os.environ["LANGUAGE"] = words.language
    gettext.bindtextdomain(DOMAIN, str(FOLDER))
    gettext.textdomain(DOMAIN)


def localised(command: C, words: Words) -> C:
    """The command, its options and its sub-commands with help translated from the English of their
    docstrings."""
    made = copy.copy(command)
    made.help = words.text(" ".join((command.help or "").split()))
    made.params = [_option(param, words) for param in command.params]
    made.options_metavar = words.text(command.options_metavar or "")
    if isinstance(made, click.Group):
        made.subcommand_metavar = words.text(made.subcommand_metavar)
        made.commands = {name: localised(below, words) for name, below in made.commands.items()}
    return made


def each(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    """The command and all below it, each with its words: `dijkwacht policy check`."""
    yield name, command
    if isinstance(command, click.Group):
        for below in sorted(command.commands):
            yield from each(command.commands[below], f"{name} {below}")


def _option(param: click.Parameter, words: Words) -> click.Parameter:
    made = copy.copy(param)
    if isinstance(made, click.Option) and made.help:
        made.help = words.text(made.help)
    return made
