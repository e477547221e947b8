# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands that keep Dijkwacht itself fit."""

import click

from dijkwacht import verbs
from dijkwacht.base.message import Message
from dijkwacht.cli.options import LanguageCommand, Session


@click.command(cls=LanguageCommand)
@click.pass_obj
def warm(session: Session, /) -> None:
    """Compile the outage engine for this user, so that long rankings need not wait for it."""
    cache = session.cache
    if not cache.warm:
        session.terminal.warn(Message("warm.doing"))
    code = "warm.done" if verbs.warm(cache) else "warm.already"
    session.terminal.say(Message.of(code, folder=str(cache.place)))
