# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The catalogues: every code has its sentence in both languages, none is left over, both say the
same, and in plain words."""

import ast
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from string import Formatter

import click
import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from cli.conftest import ROOT
from cli.put_together import PUT_TOGETHER

from dijkwacht.cli.commands import dijkwacht
from dijkwacht.cli.localised import each
from dijkwacht.reports.words import FOLDER, LANGUAGES

SOURCE = ROOT / "src" / "dijkwacht"
MEND = ".mend"
LONGEST = 30  # words of a sentence
CODE = re.compile(r"[a-z]+([-._][a-z0-9]+)*")
SHAPED = re.compile(r"[a-z]+([-.][a-z0-9]+)+")  # as only codes of ours are, but for these:
NO_CODES = {
    "api-version",
    "content-type",
    "not-met",
    "essential-entity-in-isms-scope",
    "utf-8",
    "utf-16-le",
    "yyyy-mm-dd",
    "uk-tier",
    "us-hva",
    "for-good",
    "email-providers",
    "us-gaap",
    "ifrs-full",
    "nl-gaap",
    "altman-z",
    "altman-z-private",
    "altman-z-services",
    "altman-z-emerging",
    "campbell-hilscher-szilagyi",
    "newton-cholesky",
    "scikit-learn",
    "step-after",
    "last-modified",
    "content-digest",
    "repr-digest",
}
NO_FILES = (".yaml", ".json", ".jsonl", ".parquet", ".xml")
WITHOUT_MEND = {"cancelled", "h", "never", "read-faults"}  # beside reports, whose codes have a dot


def po(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / "dijkwacht.po"


@cache
def catalogue(language: str) -> dict[str, tuple[str, ...]]:
    """The entries of a language: the sentence, or those of singular and plural."""
    with po(language).open("rb") as stream:
        entries = [entry for entry in read_po(stream) if entry.id]
    assert not any(entry.fuzzy for entry in entries)
    return {first(entry.id): tuple(many(entry.string)) for entry in entries}


def many(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def first(text: str | tuple[str, ...] | list[str]) -> str:
    return many(text)[0]


@cache
def trees() -> dict[Path, ast.Module]:
    files = sorted(SOURCE.rglob("*.py"))
    return {file: ast.parse(file.read_text("utf-8")) for file in files}


def strings(*, shaped: bool = False) -> set[str]:
    """The strings that are written in the program; `shaped`: those that must be codes."""
    found = {
        node.value
        for file, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        # the names of policy's proportions, in the generator alone, have the shape of codes
        # and the web is full of names of Django's that have it too
        if not (shaped and (file.name.startswith("fictional") or SOURCE / "web" in file.parents))
    }
    return {text for text in found if SHAPED.fullmatch(text)} - words() if shaped else found


def words() -> set[str]:
    """Words of closed sets, files and the like."""
    sets = [kind for kind in everywhere(StrEnum) if kind.__module__.startswith("dijkwacht")]
    files = {text for text in strings() if text.endswith(NO_FILES)}
    modules = {text for text in strings() if text.startswith("dijkwacht.")}
    return {member.value for kind in sets for member in kind} | files | modules | NO_CODES


def everywhere(kind: type) -> Iterator[type]:
    for below in kind.__subclasses__():
        yield below
        yield from everywhere(below)


PLURAL = {"nargs", "possibilities", "choices"}  # what click's plurals show and its singulars do not
MAKERS = {
    "Message": 0,
    "problem": 1,
    "row_problem": 3,
    "refuse": 1,
    "fault": 0,
}  # the place of the code
ADDED = {"refuse": {"bytes", "found"}, "fault": {"where"}}  # what a maker says by itself


def made() -> Iterator[tuple[str, set[str]]]:
    """Every code that is written in a call that makes a message, and the values it is given."""
    errors = {node.name for node in trees()[SOURCE / "base" / "errors.py"].body if is_class(node)}
    makers = MAKERS | dict.fromkeys(errors - {"ExitCode"}, 0)
    for tree in trees().values():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = ast.unparse(call.func).removesuffix(".of").rpartition(".")[2]
            place = makers.get(name)
            unsaid = any(word.arg is None for word in call.keywords)
            if place is None or len(call.args) <= place or unsaid:
                continue
            code, given = call.args[place], {str(word.arg) for word in call.keywords}
            for values in call.args[place + 1 :]:
                if isinstance(values, ast.Dict):
                    given |= {key.value for key in values.keys if isinstance(key, ast.Constant)}
            if isinstance(code, ast.Constant):
                yield str(code.value), given | ADDED.get(name, set())


SAYS = re.compile(r"""{%-?\s*say\s+["']([^"']+)["']([^%]*)%}""")


def templated() -> Iterator[tuple[str, set[str]]]:
    """Every code that is written in a template, and the values it is given."""
    for file in sorted((SOURCE / "web").rglob("*.html")):
        for code, given in SAYS.findall(file.read_text("utf-8")):
            yield code, set(re.findall(r"(\w+)=", given))


def is_class(node: ast.stmt) -> bool:
    return isinstance(node, ast.ClassDef)


def columns() -> set[str]:
    """The headings of the columns of all reports."""
    return {
        f"column.{call.args[0].value}"
        for file, tree in trees().items()
        for call in ast.walk(tree)
        if file.parent.name == "reports" and isinstance(call, ast.Call)
        if ast.unparse(call.func) == "Column" and isinstance(call.args[0], ast.Constant)
    }


def needed() -> set[str]:
    """Every code of which the program may say the sentence, without its mend."""
    written = {code for code, _ in (*made(), *templated())}
    return strings(shaped=True) | written | columns() | PUT_TOGETHER


def help_texts() -> set[str]:
    commands = [command for _, command in each(dijkwacht, "dijkwacht")]
    options = [p for command in commands for p in command.params if isinstance(p, click.Option)]
    texts = [*(command.help for command in commands), *(option.help for option in options)]
    return {" ".join(text.split()) for text in texts if text}


@cache
def clicks() -> set[str]:
    """The strings that are written in click."""
    return {
        node.value
        for file in Path(click.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def placeholders(*texts: str) -> set[str]:
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_sentence_and_every_fault_a_mend(language: str) -> None:
    codes = needed()
    assert len(codes) > 150
    assert codes - catalogue(language).keys() == set()
    faults = {code for code in codes if "." not in code} - WITHOUT_MEND
    assert {code + MEND for code in faults} - catalogue(language).keys() == set()


def test_every_help_text_has_a_dutch_one() -> None:
    assert help_texts() - catalogue("nl").keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_entry_is_left_over(language: str) -> None:
    used = needed() | strings() | help_texts() | clicks()
    left = catalogue(language).keys() - used
    assert {text for text in left if text.removesuffix(MEND) not in used} == set()


def test_both_languages_have_the_same_codes() -> None:
    dutch = {text for text in catalogue("nl") if CODE.fullmatch(text)}
    english = {text for text in catalogue("en") if CODE.fullmatch(text)}
    assert english == set(catalogue("en"))
    assert dutch - {"required"} == english  # a word of click's


def test_both_languages_show_the_same_values() -> None:
    for text, dutch in catalogue("nl").items():
        english = catalogue("en").get(text, (text,))
        if text in catalogue("en"):
            assert placeholders(*dutch) == placeholders(*english), text
        elif text not in help_texts():
            assert placeholders(*dutch) <= placeholders(text) | PLURAL, text


def test_every_value_that_a_sentence_shows_is_given() -> None:
    for code, given in (*made(), *templated()):
        shown = placeholders(*catalogue("en")[code], *catalogue("en").get(code + MEND, ()))
        assert shown <= given, code


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_plain(language: str) -> None:
    for text, said in catalogue(language).items():
        assert all(said), text
        for sentence in (part for one in said for part in re.split(r"(?<=[.!?])\s|\n", one)):
            assert len(sentence.split()) <= LONGEST, sentence


def test_dutch_is_not_english() -> None:
    same = [
        text
        for text, said in catalogue("nl").items()
        if said[0] == catalogue("en").get(text, (text,))[0] and len(said[0].split()) > 2
    ]
    assert same == ["CSV or Parquet."] or same == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_entries_stand_in_order_and_once(language: str) -> None:
    entries = re.findall(r"^msgid ", po(language).read_text("utf-8"), re.MULTILINE)
    assert len(entries) == len(catalogue(language)) + 1  # and the header
    assert list(catalogue(language)) == sorted(catalogue(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    with po(language).open("rb") as written, po(language).with_suffix(".mo").open("rb") as compiled:
        ours = {first(entry.id): many(entry.string) for entry in read_po(written) if entry.id}
        theirs = {first(entry.id): many(entry.string) for entry in read_mo(compiled) if entry.id}
    assert theirs == ours, "compile it: .venv-test/bin/python docs/generate.py"
