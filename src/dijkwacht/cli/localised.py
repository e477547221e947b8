# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands with their help in the reader's language: copies, so that one process can serve
both."""

import copy
from typing import TypeVar

import click

from dijkwacht.reports.words import Words

C = TypeVar("C", bound=click.Command)


def localised(command: C, words: Words) -> C:
    """The command, its options and its sub-commands with help translated from the English of their
    docstrings."""
    made = copy.copy(command)
    made.help = words.text(" ".join((command.help or "").split()))
    made.params = [_option(param, words) for param in command.params]
    if isinstance(made, click.Group):
        made.commands = {name: localised(below, words) for name, below in made.commands.items()}
    return made


def _option(param: click.Parameter, words: Words) -> click.Parameter:
    made = copy.copy(param)
    if isinstance(made, click.Option) and made.help:
        made.help = words.text(made.help)
    return made
