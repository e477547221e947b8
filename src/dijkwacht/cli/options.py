# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every command can be asked with: the register, how something stops, and how the answer is
wanted."""

import errno
import functools
import os
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from dijkwacht import verbs
from dijkwacht.base.errors import Unreadable
from dijkwacht.cli.session import Output as Output
from dijkwacht.cli.session import Session as Session
from dijkwacht.cli.session import Where as Where
from dijkwacht.engine.scenario import FallbackMode
from dijkwacht.register.plan import Ends
from dijkwacht.register.tables import Format
from dijkwacht.reports.words import LANGUAGES
from dijkwacht.rules.scenarios import Variant

P = ParamSpec("P")
T = TypeVar("T")
Command = Callable[..., Any]

PATH = click.Path(path_type=Path)

with_language = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    expose_value=False,  # main() reads it before anything is parsed: help and errors obey it too
    help="Language (default: that of the environment).",
)


class LanguageCommand(click.Command):
    """A command that understands `--lang` behind its own name."""

    def __init__(self, *args: Any, **values: Any) -> None:
        """The command with one option more."""
        super().__init__(*args, **values)
        with_language(self)


class LanguageGroup(click.Group):
    """Commands that understand `--lang` before and behind their name."""

    command_class = LanguageCommand


class Whole(click.IntRange):
    """A whole number, and told so."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number; a click error for anything else."""
        try:
            int(value)
        except ValueError:
            says = "{value} is not a whole number."
            self.fail(translated(says, ctx).format(value=value), param, ctx)
        return super().convert(value, param, ctx)


HOURS = Whole(1, 10**8)


class NewFile(click.Path):
    """A file that is not there yet, in a folder that is: refused before anything is computed."""

    def __init__(self) -> None:
        """Of a `pathlib.Path`."""
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; Unreadable for a file that exists, or that no folder can hold."""
        file = Path(value)
        if file.exists():
            raise Unreadable("file-exists", file=str(file))
        if not file.parent.is_dir():
            why = os.strerror(errno.ENOENT)
            raise Unreadable("file-refused", file=str(file), why=why)
        return super().convert(value, param, ctx)


class Day(click.ParamType):  # type: ignore[type-arg]  # generic only in click's stubs
    """A day as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; a click error for anything else."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            says = "{value} is not a day: write it as 2026-06-30."
            self.fail(translated(says, ctx).format(value=value), param, ctx)


def translated(text: str, ctx: click.Context | None) -> str:
    """The text in the language of the session."""
    session = ctx.find_object(Session) if ctx else None
    return session.terminal.words.text(text) if session else text


def taking(
    name: str, kind: type[T], *options: Callable[[Command], Command]
) -> Callable[[Command], Command]:
    """A decorator that gives a command these options as one argument `name` of this kind."""
    given = [field.name for field in fields(kind)]  # type: ignore[arg-type]

    def decorate(command: Command) -> Command:
        @functools.wraps(command)
        def wrapped(*args: Any, **values: Any) -> Any:
            return command(
                *args, **{name: kind(**{field: values.pop(field) for field in given})}, **values
            )

        made: Command = wrapped
        for option in reversed(options):
            made = option(made)
        return made

    return decorate


with_day = click.option("--on", type=Day(), help="The day to look at (default: today).")
with_register = taking(
    "where",
    Where,
    click.argument("register", type=PATH, required=False),
    with_day,
    click.option(
        "--revision",
        type=Whole(0),
        metavar="N",
        help="What was known at this revision (default: the newest).",
    ),
)
with_output = taking(
    "output",
    Output,
    click.option(
        "--json",
        is_flag=True,
        help="JSON instead of tables: hours, basis points, null for unknown.",
    ),
    click.option("--all", "every", is_flag=True, help="Every row of long tables."),
    click.option(
        "--csv", type=NewFile(), help="Also write the last table, whole, to this new CSV file."
    ),
)
with_stop = taking(
    "stop",
    verbs.Stop,
    click.option(
        "--scenario",
        metavar="NAME",
        help="How it stops: a scenario (see `dijkwacht scenarios`), or a .yaml file of your own.",
    ),
    click.option(
        "--variant",
        type=click.Choice([variant.value for variant in Variant]),
        help="The scenario as stated (default), acute, or long.",
    ),
    click.option(
        "--hours",
        type=HOURS,
        metavar="N",
        help="How long it stops (default: it does not come back).",
    ),
    click.option(
        "--permanent",
        is_flag=True,
        help="It stops for good and is replaced: replacement times count.",
    ),
    click.option(
        "--horizon",
        type=HOURS,
        metavar="N",
        help="How many hours to look ahead (default: half a year, or as the scenario says).",
    ),
    click.option(
        "--fallbacks",
        type=click.Choice([mode.value for mode in FallbackMode]),
        default=FallbackMode.DECLARED.value,
        help="Which fallbacks count: none, as declared, or only as proven in a test.",
    ),
)
with_format = click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in Format]),
    default="csv",
    help="CSV or Parquet.",
)


def with_ends(default: Ends) -> Callable[[Command], Command]:
    """The option that says which rows end because a source no longer has them."""
    return click.option(
        "--ends",
        type=click.Choice([end.value for end in Ends]),
        default=default.value,
        show_default=True,
        help="Which rows end when the source no longer has them: "
        "none, those of the same source, or all.",
    )
