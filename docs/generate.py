# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes what is made and not written: `.venv-test/bin/python docs/generate.py`, from any folder.

- `docs/reference/commands.md`, from the commands themselves, in English and Dutch;
- `docs/reference/tables.md`, from the records, their codes and the schema (`docs/tables_page.py`);
- `docs/reference/roles.md`, from the rights of each role (see `docs/roles_page.py`);
- `docs/reference/python.md`, from the docstrings of `notebook.py` (see `docs/python_page.py`);
- `docs/reference/distress-model.md`, from what the training kept (`docs/distress_page.py`);
- `docs/reference/bad-input.md`, from the cases that `tests/cli/test_bad_input.py` tries;
- `tests/golden/*.json`, what `--json` gives for the fictional example;
- `src/dijkwacht/locale/*/LC_MESSAGES/dijkwacht.mo`, the catalogues as babel compiles them.

A test compares `made()` with what lies on the disk. Read the difference before you commit it.
"""

import contextlib
import io
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / room) for room in ("src", "tests", "docs")]

# ruff: noqa: E402  # where these lie is known only from here on
from cli.bad_inputs import CASES
from cli.questions import QUESTIONS
from distress_page import distress_page
from markdown import grid
from python_page import python_page
from roles_page import roles_page
from tables_page import tables_page

from dijkwacht.__main__ import main as run
from dijkwacht.cli.commands import dijkwacht
from dijkwacht.cli.localised import each, localised, speak
from dijkwacht.reports.words import FOLDER, LANGUAGES, Words

PAGES = ROOT / "docs" / "reference"
GOLDEN = ROOT / "tests" / "golden"
COMMANDS_INTRO = """\
# Commands

*Opdrachten.* Made from the program by `docs/generate.py`; a test compares. Answers come on standard
output; progress, warnings and errors on standard error. `REGISTER` is a folder or zip of
[tables](tables.md); without it the fictional example is meant. [Exit codes](exit-codes.md).

*Gemaakt uit het programma zelf. Antwoorden komen op standard output; voortgang, waarschuwingen en
fouten op standard error. `REGISTER` is een map of zip met tabellen; zonder is het voorbeeld
bedoeld.*
"""
BAD_INTRO = """\
# Bad input

*Foute invoer.* Every line below is tried by a test (`tests/cli/test_bad_input.py`): the input is
made, given to the command, and must be answered so. The words of other programs are cut off at `…`.
The same in Dutch: `--lang nl`. This page is made from the cases by `docs/generate.py`.

A fault in data costs as little as it can: one cell, one row, one line, or one table. The rest is
read and used; `dijkwacht check` shows each fault with its place, and exit code 1 says that there
are some. Only where there is no register or file to be had, the command ends with an error; then
nothing is written. A known limit, of damaged Parquet files: [exit-codes.md](exit-codes.md).
"""


def commands_page() -> str:
    """Every command: what it does, how it is written, and its options."""
    said = {language: list(_commands(language)) for language in LANGUAGES}
    parts = [COMMANDS_INTRO]
    for (usage, english, ours), (_, dutch, theirs) in zip(said["en"], said["nl"], strict=True):
        rows = [(*first, second[1]) for first, second in zip(ours, theirs, strict=True)]
        name = usage.split(" [")[0]
        parts.append(f"## {name}\n\n{english}\n\n*{dutch}*\n\n`{usage}`\n")
        parts.append(grid(("option", "English", "Nederlands"), rows))
    return "\n".join(parts)


def _commands(language: str) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """Usage, help and options of the program and of each command."""
    words = Words(language)
    speak(words)
    group = localised(dijkwacht, words)
    for name, command in each(group, "dijkwacht"):
        context = click.Context(command, info_name=name, **group.context_settings)
        rows = [
            (f"`{record[0]}`", record[1])
            for param in command.get_params(context)
            if isinstance(param, click.Option) and (record := param.get_help_record(context))
        ]
        yield f"{name} {' '.join(command.collect_usage_pieces(context))}", str(command.help), rows


def bad_input_page() -> str:
    """Every case of bad input and what is said to it."""
    rows = [
        (case.input, f"`{case.command}`", f"{case.says} *{case.mend}*", case.where, case.exit_code)
        for case in CASES
    ]
    return BAD_INTRO + "\n" + grid(("input", "command", "Dijkwacht says", "place", "code"), rows)


def answer(name: str) -> str:
    """What `--json` gives for one of the questions about the fictional example."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        run([*QUESTIONS[name], "--json", "--lang", "en"])
    return said.getvalue()


def compiled(catalogue: Path) -> bytes:
    """The catalogue of a language as the program reads it."""
    made = io.BytesIO()
    write_mo(made, read_po(io.BytesIO(catalogue.read_bytes())))
    return made.getvalue()


def made() -> Mapping[Path, bytes]:
    """Every file that is made, with what should be in it."""
    catalogues = sorted(FOLDER.glob("*/LC_MESSAGES/dijkwacht.po"))
    found = {file.with_suffix(".mo"): compiled(file) for file in catalogues}
    pages = {"commands": commands_page, "tables": tables_page, "bad-input": bad_input_page}
    pages |= {"python": python_page, "roles": roles_page, "distress-model": distress_page}
    for name, page in pages.items():
        found[PAGES / f"{name}.md"] = page().encode()
    return found | {GOLDEN / f"{name}.json": answer(name).encode() for name in QUESTIONS}


def main() -> None:
    """Write each, and name those that have changed."""
    for file, content in made().items():
        if not file.exists() or file.read_bytes() != content:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            sys.stdout.write(f"{file.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
