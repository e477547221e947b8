# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands of the failure model: what yearly accounts say of the probability that a firm
fails."""

from pathlib import Path

import click

from dijkwacht.base.errors import ExitCode
from dijkwacht.base.message import Message
from dijkwacht.base.problem import Grade
from dijkwacht.cli.options import (
    PATH,
    LanguageCommand,
    LanguageGroup,
    NewFile,
    Output,
    Session,
    Whole,
    with_language,
    with_output,
)
from dijkwacht.cli.ratios import ratios
from dijkwacht.cli.terminal import create, write_new
from dijkwacht.distress.hazard_model import LEADS
from dijkwacht.reports.distress import (
    drift_report,
    evaluation_report,
    explained_report,
    scored_report,
)
from dijkwacht.verbs import distress as verbs

with_model = click.option(
    "--model", type=PATH, help="The folder of a trained model (default: the one that comes along)."
)
with_accounts = click.option(
    "--accounts-only", is_flag=True, help="Leave market values away, as for a private firm."
)


@click.group(cls=LanguageGroup)
@with_language
def distress() -> None:
    """How near to failing suppliers are: their accounts, published models, and probabilities."""


@distress.command(cls=LanguageCommand)
@click.argument("file", type=PATH)
@with_accounts
@click.option(
    "--lead",
    type=click.Choice([str(lead) for lead in LEADS]),
    default="1",
    help="Within how many fiscal years after the last accounts (default: 1).",
)
@click.option(
    "--output",
    "into",
    type=NewFile(),
    required=True,
    help="The new CSV file for one line per firm: firm,probability.",
)
@with_model
@click.option("--json", is_flag=True, help="JSON instead of tables.")
@click.pass_obj
def score(
    session: Session,
    /,
    file: Path,
    accounts_only: bool,
    lead: str,
    into: Path,
    model: Path | None,
    json: bool,
) -> int:
    """The probability that each firm of FILE files for bankruptcy in the fiscal year after its last
    accounts. FILE is a CSV table with a row per firm and fiscal year, plain or gzipped. Exit code 1
    when something in it could not be read."""
    scored = verbs.score(file, accounts_only=accounts_only, lead=int(lead), model=model)
    create(into, verbs.as_csv(scored))
    session.terminal.show(scored_report(scored, int(lead), str(into)), json=json)
    faulty = any(found.grade is Grade.FAULT for found in scored.problems)
    return ExitCode.FAULTS_FOUND if faulty else ExitCode.DONE


@distress.command(cls=LanguageCommand)
@click.argument("file", type=PATH)
@click.argument("firm")
@with_accounts
@with_model
@with_output
@click.pass_obj
def explain(
    session: Session,
    /,
    file: Path,
    firm: str,
    accounts_only: bool,
    model: Path | None,
    output: Output,
) -> None:
    """Why FIRM of FILE has its probability: what each ratio adds to the log-odds, or takes away."""
    found = verbs.explained(file, firm, accounts_only=accounts_only, model=model)
    session.give(explained_report(found, session.language), output)


@distress.command(cls=LanguageCommand)
@click.argument("data", type=PATH)
@click.option("--output", "into", type=NewFile(), required=True, help="The new folder for it.")
@click.option(
    "--seed", type=Whole(0, 10**6), metavar="N", default=1, help="Another seed, another model."
)
@click.pass_obj
def train(session: Session, /, data: Path, into: Path, seed: int) -> None:
    """Train the model anew on the window files in the folder DATA. Same files, seed and libraries,
    same model. Needs the extra `train`; takes some minutes."""
    with session.terminal.progress(Message("distress.training")) as told:
        files = verbs.train(data, seed, told)
    into.mkdir()
    for name, content in files.items():
        write_new(into / name, content)
    session.terminal.say(Message.of("distress.trained", folder=str(into), files=len(files)))


@distress.command(cls=LanguageCommand)
@click.argument("data", type=PATH)
@with_model
@with_output
@click.pass_obj
def evaluate(session: Session, /, data: Path, model: Path | None, output: Output) -> None:
    """What the model was worth on firms and years it had not seen, beside published scores on the
    same rows of the window files in DATA."""
    session.give(evaluation_report(verbs.evaluate(data, model)), output)


@distress.command(cls=LanguageCommand)
@click.argument("file", type=PATH)
@with_model
@with_output
@click.pass_obj
def drift(session: Session, /, file: Path, model: Path | None, output: Output) -> None:
    """Whether the firms of FILE still look like those the model was trained on."""
    moved, problems = verbs.drift(file, model)
    session.give(drift_report(moved, problems), output)


distress.add_command(ratios)
