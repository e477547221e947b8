# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command of the night watch."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

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
@click.option("--keep/--no-keep", default=True, help="Without: only show, and keep nothing.")
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
    keep: bool,
    folder: Path | None,
    fetch: bool,
    since: date | None,
    output: Output,
) -> None:
    """The level of every supplier on a day: what rose and why, what hangs on it, what to do."""
    if fetch and folder is None:
        raise WrongQuestion("option-needed", option="--feeds")
    opened = session.open(where)
    with _kept(where, state, keep=keep) as kept:
        feeds = kept / FEEDS
        read = verbs.read_feeds(
            opened.history, opened.rules, folder, feeds, opened.register.on, fetched=fetch
        )
        for found in read.problems:
            place, what, mend = found.where, found.what, found.mend
            session.terminal.warn(Message.of("watch.problem", where=place, what=what, mend=mend))
        told = _watched(session, opened, kept, since).told
        report = bulletin(told, Names(told.register, session.language))
        if keep:
            files = verbs.keep_bulletin(told, kept)
            written = Message.of("watch.written", files=len(files), folder=str(files[0].parent))
            session.terminal.warn(written)
    if output.json or output.csv is not None:
        session.give(report, output)
    else:
        session.terminal.out.write(as_text(report, session.terminal.words))


def _watched(
    session: Session, opened: verbs.Opened, kept: Path, since: date | None
) -> verbs.Watched:
    """The night of the day, with progress; a line where it is not what was kept."""
    seen = verbs.seen_in(opened, kept / FEEDS, session.policy)
    with session.terminal.progress(Message("watch.doing")) as told:
        found = verbs.watch(opened, kept, session.policy, since, session.cache, told, seen)
    if found.differs:
        session.terminal.warn(Message.of("watch.differs", on=opened.register.on))
    return found


@contextmanager
def _kept(where: Where, state: Path | None, *, keep: bool) -> Iterator[Path]:
    """The folder of the watch: the one that was named, one beside the register, or one that is gone
    afterwards."""
    if keep:
        register = (where.register or Path("dijkwacht")).resolve()
        yield state or register.with_name(f"{register.stem}-watch")
        return
    with TemporaryDirectory() as folder:
        yield Path(folder)
