# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes what is made and not written: `.venv-test/bin/python docs/generate.py`, from any folder.

- `docs/reference/commands.md`, from the commands themselves, in English and Dutch;
- `docs/reference/tables.md`, from `register/records.py`, `register/codes.py` and the schema;
- `docs/reference/python.md`, from the docstrings of `notebook.py` (see `docs/python_page.py`);
- `docs/reference/bad-input.md`, from the cases that `tests/cli/test_bad_input.py` tries;
- `tests/golden/*.json`, what `--json` gives for the fictional example;
- `src/dijkwacht/locale/*/LC_MESSAGES/dijkwacht.mo`, the catalogues as babel compiles them.

A test compares `made()` with what lies on the disk. Read the difference before you commit it.
"""

import contextlib
import inspect
import io
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_type_hints

import click
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / room) for room in ("src", "tests", "docs")]

# ruff: noqa: E402  # where these lie is known only from here on
from cli.bad_inputs import CASES
from cli.questions import QUESTIONS
from python_page import python_page

from dijkwacht.__main__ import main as run
from dijkwacht.cli.commands import dijkwacht
from dijkwacht.cli.localised import each, localised, speak
from dijkwacht.register import codes
from dijkwacht.register.links import ALLOWED
from dijkwacht.register.records import TABLE_OF, TABLES
from dijkwacht.register.row import Row
from dijkwacht.register.schema import KEYS, Column, Kind, columns
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
TABLES_INTRO = """\
# The tables

*De tabellen waaruit een register bestaat.* Made from `register/records.py` and the schema by
`docs/generate.py`; a test compares. A register is a folder or zip of these files, each as `.csv` or
`.parquet`. A table without rows may be absent, and so may every column but `id`. Added columns are
kept. Names in another language stand beside the name: `name_nl`, `name_en`.

CSV is UTF-8 text with a header and commas. How the values are written:

| it holds | write | does not apply |
|---|---|---|
| hours | whole hours: `72`, or `never` | `n/a` |
| days, persons, whole number | digits alone: `1250` | `n/a` |
| basis points | ten-thousandths: `10000` is one, `5000` a half | `n/a` |
| amount | `1250.00`: a point, at most two decimals, in the currency of the row | `n/a` |
| day | `2026-06-30`, or `never` | `n/a` |
| country | two capitals of ISO 3166-1: `NL` | |
| one of … | that word | |
| id, text | any text | |

**Empty is unknown**: never zero, never "no". A computation that needs the value takes a default
named in policy, and counts it. Two rows are the same when {keys} are equal; in
`facts`, when {facts} are.
"""
HOLDS = {Kind.COUNT: "whole number", Kind.MONEY: "amount", Kind.REFERENCE: "id"}
WORDS = (codes.Confidence, codes.Criticality, codes.Mode, codes.Recurrence, codes.SystemKind)
MEANINGS = {  # of columns and words that their name does not tell, nor a comment beside them
    "id": "ours: opaque, stable, unique in its table",
    "valid_from": "the first day on which the row is true; empty: it always was",
    "source": "who says so",
    "recorded_on": "when it was said",
    "confidence": "how well it is known",
    "name": "what it is called",
    "kind": "what sort it is; where no words are given, in your own",
    "sector": "the field of public work, in your own words",
    "region": "where in the country, in your own words",
    "country": "where it is, or is registered",
    "organisations.parent_id": "the body it is a part of",
    "services.organisation_id": "who provides it",
    "contracts.organisation_id": "who buys",
    "contracts.supplier_id": "who sells",
    "signed_on": "when it was signed",
    "ends_on": "when it ends",
    "currency": "ISO 4217: `EUR`",
    "cpv": "the subject, a [CPV code](identifiers.md)",
    "notice_days": "how long before its end it must be cancelled",
    "yearly_value": "what it costs a year",
    "restart_hours": "to start again after what it needs is back",
    "ownership.child_id": "who is held",
    "ownership.parent_id": "who holds",
    "ownership.share": "the part of the child that the parent holds",
    "contract_id": "the contract under which",
    "supplier_id": "who delivers; not always the supplier of the contract",
    "role": "what the supplier does in it",
    "owner_noun": "what sort of thing has the need",
    "owner_id": "which of them",
    "mode": "how a shortage counts",
    "criticality": "what a shortage does to the owner",
    "requirement_id": "the need it can meet",
    "member_noun": "what sort of thing meets it",
    "member_id": "which of them",
    "protects_id": "which of them",
    "level": "how much it gives of what is missing",
    "proven_on": "the day of the last test",
    "proven_activation_hours": "measured in that test",
    "proven_level": "measured in that test",
    "organisation_id": "who provides it",
    "noun": "what sort of thing it is about",
    "of_id": "which of them",
    "scheme": "which register gave the number: one of the [schemes](identifiers.md)",
    "identifiers.value": "the number, in its canonical spelling",
    "field": "the column it is about",
    "value": "what this source says, as text",
    "unknown": "nobody has said",
    "proportional": "half delivered is half the level",
    "strict": "less than the need is nothing",
    "application": "a program, or several that work as one",
}


def commands_page() -> str:
    """Every command: what it does, how it is written, and its options."""
    said = {language: list(_commands(language)) for language in LANGUAGES}
    parts = [COMMANDS_INTRO]
    for (usage, english, ours), (_, dutch, theirs) in zip(said["en"], said["nl"], strict=True):
        rows = [(*first, second[1]) for first, second in zip(ours, theirs, strict=True)]
        name = usage.split(" [")[0]
        parts.append(f"## {name}\n\n{english}\n\n*{dutch}*\n\n`{usage}`\n")
        parts.append(_grid(("option", "English", "Nederlands"), rows))
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


def tables_page() -> str:
    """Every table and column, and every word of the closed sets."""
    common = {name for name, _ in _comments(Row)}
    shared = [row for row in _rows("organisations") if row[0].strip("`") in common]
    keys = " and ".join(f"`{name}`" for name in KEYS["services"])
    facts = ", ".join(f"`{name}`" for name in KEYS["facts"])
    heads = ("column", "holds", "meaning")
    parts = [TABLES_INTRO.format(keys=keys, facts=facts), "## Every table\n", _grid(heads, shared)]
    for table, record in TABLES.items():
        own = [row for row in _rows(table) if row[0].strip("`") not in common]
        parts.append(f"## {table}\n\n{_one_line(record.__doc__)}\n")
        parts.append(_grid(heads, own))
    parts.append("## Words\n\nThe words a column may hold, where it holds one of a closed set.\n")
    for word in WORDS:
        parts.append(f"**{word.__name__}**: {_one_line(word.__doc__)}\n")
        said = dict(_comments(word))
        rows = [(f"`{code.value}`", said[code.name] or MEANINGS[code.value]) for code in word]
        parts.append(_grid(("word", "meaning"), rows))
    return "\n".join(parts)


def _rows(table: str) -> Iterator[tuple[str, str, str]]:
    """Each column of a table: its name, what it holds, and what it means."""
    comments = {name: said for base in (Row, TABLES[table]) for name, said in _comments(base)}
    hints = get_type_hints(TABLES[table])
    for column in columns(table):
        told = comments.get(column.name) or MEANINGS.get(f"{table}.{column.name}")
        meaning = (told or MEANINGS[column.name]).replace("None", "empty")
        yield f"`{column.name}`", _holds(column, str(hints[column.name])), meaning


def _holds(column: Column, hint: str) -> str:
    """What a column holds: its unit, its words, or the table it refers to."""
    if column.codes:
        words = ALLOWED.get(column.name, column.codes)
        return "one of " + ", ".join(f"`{word}`" for word in words)
    if column.table:
        return f"id in [{column.table}](#{column.table})"
    if column.noun_column:
        nouns = ALLOWED.get(column.noun_column, tuple(TABLE_OF))
        tables = ", ".join(f"[{TABLE_OF[noun]}](#{TABLE_OF[noun]})" for noun in nouns)
        return f"id of the `{column.noun_column}`, in {tables}"
    unit = re.search(r"Persons|Days", hint)
    return unit[0].lower() if unit else HOLDS.get(column.kind, column.kind.value)


def _comments(record: type) -> Iterator[tuple[str, str]]:
    """Each field of a class with the comment behind it, or on the lines above it."""
    above: list[str] = []
    for line in inspect.getsource(record).splitlines():
        said, field = (
            re.match(r"    # (.*)", line),
            re.match(r"    (\w+)(?::| =)[^#]*(?:# (.*))?$", line),
        )
        if field:
            yield field[1], field[2] or " ".join(above)
        above = [*above, said[1]] if said else []


def bad_input_page() -> str:
    """Every case of bad input and what is said to it."""
    rows = [
        (case.input, f"`{case.command}`", f"{case.says} *{case.mend}*", case.where, case.exit_code)
        for case in CASES
    ]
    return BAD_INTRO + "\n" + _grid(("input", "command", "Dijkwacht says", "place", "code"), rows)


def _grid(heads: tuple[str, ...], rows: Any) -> str:
    """A table in Markdown."""
    lines = [heads, ("---",) * len(heads), *rows]
    return "".join(
        "| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |\n" for line in lines
    )


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


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
    for name, page in (pages | {"python": python_page}).items():
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
