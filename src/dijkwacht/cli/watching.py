# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command of the night watch."""

from datetime import date
from pathlib import Path

import click

from dijkwacht import verbs
from dijkwacht.base.message import Message
from dijkwacht.cli.options import (
    PATH,
    Day,
    LanguageCommand,
    Output,
    Session,
    Where,
    with_output,
    with_register,
)
from dijkwacht.reports.bulletin import bulletin
from dijkwacht.reports.names import Names
from dijkwacht.reports.plain import as_text


@click.command(cls=LanguageCommand)
@with_register
@click.option(
    "--state",
    type=PATH,
    help="The folder in which nights and bulletins are kept (default: REGISTER-watch).",
)
@click.option("--since", type=Day(), help="The first night, where none is kept yet.")
@with_output
@click.pass_obj
def watch(
    session: Session,
    /,
    where: Where,
    state: Path | None,
    since: date | None,
    output: Output,
) -> None:
    """The level of every supplier on a day: what rose and why, what hangs on it, what to do."""
    opened = session.open(where)
    folder = state or _beside(where)
    opened = verbs.with_state(opened, folder)
    with session.terminal.progress(Message("watch.doing")) as told:
        found = verbs.watch(opened, folder, session.policy, since, session.cache, told)
    if found.differs:
        session.terminal.warn(Message.of("watch.differs", on=opened.register.on))
    files = verbs.keep_bulletin(found.told, folder)
    report = bulletin(found.told, Names(opened.register, session.language))
    if output.json or output.csv is not None:
        session.give(report, output)
        return
    session.terminal.out.write(as_text(report, session.terminal.words))
    session.terminal.say(Message.of("watch.written", files=", ".join(map(str, files))))


def _beside(where: Where) -> Path:
    """A folder beside the register."""
    register = (where.register or Path("dijkwacht")).resolve()
    return register.with_name(f"{register.stem}-watch")
