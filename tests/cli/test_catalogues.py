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
from builders import rules
from cli.conftest import ROOT

from dijkwacht.base.problem import Grade
from dijkwacht.cli.commands import dijkwacht
from dijkwacht.cli.localised import each
from dijkwacht.engine.explain import Help
from dijkwacht.engine.kind import Kind
from dijkwacht.engine.scenario import FallbackMode
from dijkwacht.engine.sensitivity import ranges_of
from dijkwacht.findings.critical_use import Level
from dijkwacht.findings.crosswalk import FOLDER as CROSSWALK
from dijkwacht.findings.crosswalk import crosswalks
from dijkwacht.findings.duty import Asked, Because, Status
from dijkwacht.findings.independence import Verdict, Why
from dijkwacht.findings.options import Counts
from dijkwacht.findings.systemic import INDICATORS, FormName
from dijkwacht.graph.find import NAMED
from dijkwacht.reports.coverage import LINES
from dijkwacht.reports.coverage import WORDS as REQUIRED
from dijkwacht.reports.words import FOLDER, LANGUAGES
from dijkwacht.rules.decision_table import Hit
from dijkwacht.rules.policy_file import KINDS as RULE_KINDS
from dijkwacht.rules.rule import Tag
from dijkwacht.rules.scenarios import Variant

SOURCE = ROOT / "src" / "dijkwacht"
MEND = ".mend"
LONGEST = 30  # words of a sentence
CODE = re.compile(r"[a-z]+([-._][a-z0-9]+)*")
SHAPED = re.compile(r"[a-z]+([-.][a-z0-9]+)+")  # as only codes of ours are, but for these:
NO_CODES = {"utf-8", "uk-tier", "us-hva", "for-good", "email-providers", "step-after"}
NO_FILES = (".yaml", ".json", ".jsonl", ".parquet")
WITHOUT_MEND = {"cancelled", "h", "never", "read-faults"}  # beside reports, whose codes have a dot
MANNERS = ("hours", "for-good", "hours-replaced", "for-good-replaced", "scenario")
KINDS = ("suppliers", "groups", "facilities")
REGIMES = {table.name.removeprefix(CROSSWALK): table.outcomes for table in crosswalks(rules())}
RANGED = ranges_of(rules().parameters("outage/ranges"))
PARTS = ("first_gap", "longest_at", "longest_gap", "gap_hours")
HELPS = [help.value for help in Help if help is not Help.NONE]
LEVELLED = ("level", "table", "table.lines", "table.bodies")
MISSING = ("standings", "score", "kind", "total", "count", "sizes", "answers")
PUT_TOGETHER = {
    *(f"check.{grade.value}s" for grade in Grade),
    *(f"fallbacks.{mode.value}" for mode in FallbackMode),
    *(f"outage.title.{manner}" for manner in MANNERS),
    *(f"rank.title.{kind}.{manner}" for kind in KINDS for manner in MANNERS),
    *(f"rank.{part}.{kind}" for part in ("table", "harmless") for kind in KINDS),
    *(f"weaknesses.{manner}" for manner in MANNERS),
    *(f"kinds.{kind}" for kind in (*Kind, "mixed")),
    *(f"detail.{table}" for table in ("saved", "claims", "shared", "black_starts")),
    *(f"scenario.called.{variant.value}" for variant in Variant),
    *(f"selected.{kind}" for kind in ("control", "location")),
    *(f"tag.{tag.value.lower()}" for tag in Tag),
    *(f"assumed.{str(flag.name).lower()}" for flag in RANGED),
    *(f"noun.{noun.word}" for noun in NAMED),
    *(f"cover.{word}" for word in REQUIRED.values()),
    *(f"coverage.service-required-{word}" for word in ("no", "unknown")),
    *(f"coverage.{line}-{kind}" for line in LINES for kind in ("whole", "gaps")),
    *(f"column.{line}_{part}" for line in LINES for part in PARTS),
    *(f"counts.{counts.value}" for counts in Counts),
    *(f"independent.{verdict.word}" for verdict in Verdict),
    *(f"independence.{why.value}" for why in Why if why is not Why.SHARED),
    *(f"because.{because.value}" for because in Because),
    *(f"status.{status.word}" for status in Status),
    *(f"obligation.{name}" for name in Asked),
    *(f"kind.{kind.partition('/')[0]}" for kind in RULE_KINDS),
    *(f"policy-rule.hit-{hit.value}" for hit in Hit),
    *(f"unit.{unit.lower()}" for unit in ("EUR", "months")),
    *(f"indicator.{key}" for key in INDICATORS),
    *(f"systemic.{of}.{form.value}" for of in ("title", "one") for form in FormName),
    *(f"systemic.{of}.{level.value}" for of in LEVELLED for level in Level),
    *(f"systemic.told.{word}" for word in ("met", "not-met", "unknown")),
    *(f"systemic.missing.{what}" for what in MISSING),
    *(f"regime.{regime}" for regime in REGIMES),
    *(f"reading.{regime}.{word}" for regime, outcomes in REGIMES.items() for word in outcomes),
    *(f"answer.{word}" for word in ("yes", "no", "unknown")),
    *(f"explain.{needs}.{help}" for needs in ("needs", "needs-of") for help in HELPS),
}
"""Codes that are put together while the program runs, from closed sets."""


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
        if not (shaped and file.name.startswith("fictional"))
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
    return strings(shaped=True) | {code for code, _ in made()} | columns() | PUT_TOGETHER


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
    for code, given in made():
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
