# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The options that say what stops: by name, group, country, facility or technology."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import click

from dijkwacht.cli.options import taking, translated
from dijkwacht.engine.scenario import Start
from dijkwacht.graph.select import Selector


@dataclass(frozen=True, slots=True)
class What:
    """What stops, as given."""

    fail: tuple[str, ...] = ()
    group: bool = False
    control: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    facility: tuple[str, ...] = ()
    technology: tuple[str, ...] = ()

    @property
    def selector(self) -> Selector:
        """The same as a selector; with `group` what is named stands for its corporate group."""
        return Selector(
            things=() if self.group else self.fail,
            groups=self.fail if self.group else (),
            control=self.control,
            location=self.country,
            facilities=self.facility,
            technologies=self.technology,
        )


class Hour(click.ParamType):  # type: ignore[type-arg]  # generic only in click's stubs
    """A day, or an hour of it, as YYYY-MM-DDTHH."""

    name = "YYYY-MM-DDTHH"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Start:
        """The start; a click error for anything else."""
        if isinstance(value, Start):
            return value
        day, _, hour = value.partition("T")
        try:
            if not re.fullmatch(r"\d{4}-\d\d-\d\d(T([01]\d|2[0-3]))?", value, re.ASCII):
                raise ValueError(value)
            return Start(date.fromisoformat(day), int(hour or 0))
        except ValueError:
            says = "{value} is not a day and hour: write it as 2026-06-30T09."
            self.fail(translated(says, ctx).format(value=value), param, ctx)


with_start = click.option(
    "--start",
    type=Hour(),
    help="The local day and hour at which it begins: calendars of use then count.",
)
with_what = taking(
    "what",
    What,
    click.option(
        "--fail",
        multiple=True,
        metavar="ID",
        help="What stops: an id, noun:id, scheme:value or name. Repeat for more.",
    ),
    click.option("--group", is_flag=True, help="With every company of the same corporate group."),
    click.option(
        "--control",
        multiple=True,
        metavar="COUNTRY",
        help="Every supplier that is from this country, or whose ultimate parent is.",
    ),
    click.option(
        "--country",
        multiple=True,
        metavar="COUNTRY",
        help="Every system and delivery that is in this country.",
    ),
    click.option("--facility", multiple=True, metavar="ID", help="A facility, such as a building."),
    click.option(
        "--technology", multiple=True, metavar="ID", help="A system of any kind, or common cause."
    ),
)
