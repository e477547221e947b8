# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command of the night watch."""

from datetime import date
from pathlib import Path

import click

from dijkwacht import verbs
from dijkwacht.base.errors import WrongQuestion
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
from dijkwacht.cli.watching_feeds import with_feeds
from dijkwacht.reports.bulletin import bulletin
from dijkwacht.reports.names import Names
from dijkwacht.reports.plain import as_text

FEEDS = "feeds"  # in the folder of the watch


@click.command(cls=LanguageCommand)
@with_register
@click.option(
    "--state",
    type=PATH,
    help="The folder in which nights and bulletins are kept (default: REGISTER-watch).",
)
@with_feeds
@click.option("--fetch", is_flag=True, help="First fetch what policy lets fetch into that folder.")
@click.option("--since", type=Day(), help="The first night, where none is kept yet.")
@with_output
@click.pass_obj
def watch(
    session: Session,
    /,
    where: Where,
    state: Path | None,
    folder: Path | None,
    fetch: bool,
    since: date | None,
    output: Output,
) -> None:
    """The level of every supplier on a day: what rose and why, what hangs on it, what to do."""
    if fetch and folder is None:
        raise WrongQuestion("option-needed", option="--feeds")
    opened = session.open(where)
    kept = state or _beside(where)
    feeds = kept / FEEDS
    read = verbs.read_feeds(
        opened.history, opened.rules, folder, feeds, opened.register.on, fetched=fetch
    )
    for problem in read.problems:
        session.terminal.warn(problem.what)
    seen = verbs.seen_in(opened, feeds, session.policy)
    with session.terminal.progress(Message("watch.doing")) as told:
        found = verbs.watch(opened, kept, session.policy, since, session.cache, told, seen)
    if found.differs:
        session.terminal.warn(Message.of("watch.differs", on=opened.register.on))
    files = verbs.keep_bulletin(found.told, kept)
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
