# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The options that say what stops: by name, group, country, facility or technology."""

from dataclasses import dataclass

import click

from dijkwacht.cli.options import taking
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
