# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands that read feeds and decide about names."""

from pathlib import Path
from typing import TypeVar

import click

from dijkwacht import verbs
from dijkwacht.base.errors import ExitCode, WrongQuestion
from dijkwacht.base.message import Message
from dijkwacht.base.problem import Grade
from dijkwacht.cli.options import (
    PATH,
    LanguageCommand,
    Output,
    Session,
    Where,
    with_output,
    with_register,
)
from dijkwacht.register.codes import MatchDecision
from dijkwacht.reports.feeds import feeds_report, matches_report

T = TypeVar("T")
with_feeds = click.option(
    "--feeds",
    "folder",
    type=PATH,
    help="The folder with the files of feeds: one subfolder for each feed that policy names.",
)
with_state = click.option(
    "--state", type=PATH, help="The folder in which is kept what was read. Without: nothing is."
)


@click.command(cls=LanguageCommand)
@with_register
@with_feeds
@with_state
@click.option("--fetch", is_flag=True, help="First fetch what policy lets fetch into that folder.")
@with_output
@click.pass_obj
def feeds(
    session: Session,
    /,
    where: Where,
    folder: Path | None,
    state: Path | None,
    fetch: bool,
    output: Output,
) -> int:
    """Read what is new in feeds, and show how each feed is. Exit code 1 when one had faults."""
    if fetch and folder is None:
        raise WrongQuestion("option-needed", option="--feeds")
    opened = session.open(where)
    found = verbs.read_feeds(
        opened.history, opened.rules, folder, state, opened.register.on, fetched=fetch
    )
    told = {
        "observations": found.observations.height,
        "suppliers": found.observations["supplier_id"].drop_nulls().n_unique(),
        "open": len(verbs.open_matches(found)),
    }
    rows = found.health.to_dicts()
    session.give(feeds_report(opened.name, found.on, rows, told, found.problems), output)
    faults = any(one.grade is Grade.FAULT for one in found.problems)
    return ExitCode.FAULTS_FOUND if faults else ExitCode.DONE


@click.command(cls=LanguageCommand)
@with_register
@with_state
@click.option("--decide", "match", metavar="MATCH", help="Decide about this one.")
@click.option(
    "--as",
    "decision",
    type=click.Choice([MatchDecision.SAME.value, MatchDecision.DIFFERENT.value]),
    help="It is about this supplier, or about somebody else.",
)
@click.option("--by", metavar="NAME", help="Who decides.")
@click.option("--reason", metavar="TEXT", help="Why.")
@with_output
@click.pass_obj
def matches(
    session: Session,
    /,
    where: Where,
    state: Path | None,
    match: str | None,
    decision: str | None,
    by: str | None,
    reason: str | None,
    output: Output,
) -> None:
    """Names in feeds that may be of suppliers: list those that wait, or decide about one."""
    opened = session.open(where)
    folder = _needed(state, "--state")
    found = verbs.read_feeds(opened.history, opened.rules, None, folder, opened.register.on)
    if match is not None:
        given = {"--as": decision, "--by": by, "--reason": reason}
        told = [_needed(value, option) for option, value in given.items()]
        verbs.decide_match(found, folder, match, MatchDecision(told[0]), told[1], told[2])
        session.terminal.say(Message.of("matches.decided", match=match, decision=told[0]))
        return
    waiting = verbs.open_matches(found)
    session.give(matches_report(opened.name, found.on, waiting), output)


def _needed(value: T | None, option: str) -> T:
    if not value:
        raise WrongQuestion("option-needed", option=option)
    return value
