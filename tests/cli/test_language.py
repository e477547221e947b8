# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dutch and English: `--lang` anywhere on the command line, help of every command, and what is said
to a wrong one."""

import itertools

import click
import pytest
from cli.conftest import Run

from dijkwacht.cli.commands import dijkwacht
from dijkwacht.cli.localised import each, localised
from dijkwacht.reports.words import Words

COMMANDS = sorted(dijkwacht.commands)
EVERY = {name.partition(" ")[2]: command for name, command in each(dijkwacht, "dijkwacht")}
CHECK = ("check", "nergens")
ENGLISH, DUTCH = "nergens is not there.", "nergens bestaat niet."
SOURCES = ("email-providers", "statements", "tables", "workbook")
WRONG = [
    ("frobnicate",),
    ("outag",),
    ("outage",),
    ("outage", "--fail"),
    ("check", "--jsn"),
    ("check", "--not-an-option-at-all"),
    ("check", "a", "b"),
    ("check", "a", "b", "c"),
    ("check", "--on", "gisteren"),
    ("rank", "--top", "0"),
    ("rank", "--top", "veel"),
    ("rank", "--groups=3"),
    ("rank", "--fallbacks", "some"),
    ("outage", "--fail", "sup-nimbus", "--hours", "0"),
    ("outage", "--fail", "sup-nimbus", "--start", "2026-03-01T24"),
    ("load",),
    ("load", "papier", "x", "--into", "y"),
    ("load", "tables"),
    ("generate", "--organisations", "3"),
    ("explain",),
    ("check", "--lang", "fr"),
    ("--policy",),
]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--lang", "nl", *CHECK),
        ("--lang=nl", *CHECK),
        (*CHECK, "--lang", "nl"),
        (*CHECK, "--lang=nl"),
        ("check", "--lang", "nl", *CHECK[1:]),
        ("--lang", "en", *CHECK, "--lang", "nl"),
    ],
    ids=" ".join,
)
def test_the_language_may_stand_anywhere_and_the_last_one_counts(
    arguments: tuple[str, ...], run: Run
) -> None:
    ended = run(*arguments)
    assert (ended.code, ended.err.splitlines()[0]) == (3, DUTCH)


def test_what_stands_behind_two_hyphens_is_no_language(run: Run) -> None:
    ended = run("check", "--", "--lang", "nl")
    assert (ended.code, "unexpected extra argument" in ended.err) == (2, True)


@pytest.mark.parametrize(
    ("variables", "title"),
    [
        ({}, ENGLISH),
        ({"LANG": "nl_NL.UTF-8"}, DUTCH),
        ({"LANG": "nl_NL.UTF-8", "LC_ALL": "en_GB.UTF-8"}, ENGLISH),
        ({"LC_ALL": "en_GB.UTF-8", "DIJKWACHT_LANG": "nl"}, DUTCH),
        ({"LANG": "fr_FR.UTF-8"}, ENGLISH),
        ({"LANG": "C"}, ENGLISH),
    ],
    ids=str,
)
def test_without_lang_the_environment_decides(
    variables: dict[str, str], title: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert run(*CHECK).err.splitlines()[0] == title
    assert run(*CHECK, "--lang", "en").err.splitlines()[0] == ENGLISH


@pytest.mark.parametrize("name", sorted(EVERY.keys() - {""}))
def test_every_command_has_help_in_both_languages(name: str, run: Run) -> None:
    asked = name.split()
    english, dutch = (run("--lang", word, *asked, "--help") for word in ("en", "nl"))
    assert (english.code, dutch.code) == (0, 0)
    assert english.out.startswith(f"Usage: dijkwacht {name} [OPTIONS]")
    assert dutch.out.startswith(f"Gebruik: dijkwacht {name} [OPTIES]")
    assert run(*asked, "-h").out == english.out
    assert run(*asked, "--help", "--lang", "nl").out == dutch.out
    for language in ("en", "nl"):
        words = Words(language)
        command = dict(each(localised(dijkwacht, words), ""))[f" {name}"]
        shown = "".join({"en": english, "nl": dutch}[language].out.split())
        texts = [command.help, *(p.help for p in command.params if isinstance(p, click.Option))]
        assert all("".join(str(text).split()) in shown for text in texts)


def test_no_help_text_is_the_same_in_both_languages() -> None:
    for _, command in each(dijkwacht, "dijkwacht"):
        english, dutch = (localised(command, Words(word)) for word in ("en", "nl"))
        assert english.help != dutch.help
        for ours, theirs in zip(english.params, dutch.params, strict=True):
            if isinstance(ours, click.Option):
                told = (getattr(ours, "help", None), getattr(theirs, "help", None))
                assert told[0] and told[1], (command.name, ours.name)
                assert told[0] != told[1] or ours.name == "form", (command.name, ours.name)


def test_the_list_of_commands_is_in_the_reader_s_language(run: Run) -> None:
    english, dutch = run(), run("--help", "--lang", "nl")
    assert english.code == 2  # nothing was asked
    for name in set(COMMANDS) - {"tour"}:
        assert f"\n  {name} " in english.err
        assert f"\n  {name} " in dutch.out
    assert "\n  tour " not in dutch.out
    assert "Opdrachten:" in dutch.out


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_a_wrong_command_is_told_in_the_reader_s_language(
    arguments: tuple[str, ...], run: Run
) -> None:
    english = run("--lang", "en", *arguments)
    dutch = run("--lang", "nl", *arguments)
    assert (english.code, dutch.code) == (2, 2)
    assert (english.out, dutch.out) == ("", "")
    pairs = itertools.zip_longest(english.err.splitlines(), dutch.err.splitlines())
    alike = [ours for ours, theirs in pairs if ours == theirs and ours.strip()]
    assert [line for line in alike if line.strip("\t,") not in SOURCES] == []
    assert not any(
        word in dutch.err for word in ("Usage", "Error:", "Try ", "Did you", "requires", "is not ")
    )


def test_a_copy_of_the_commands_leaves_the_others_as_they_are() -> None:
    before = dijkwacht.commands["outage"].help
    assert localised(dijkwacht, Words("nl")).commands["outage"].help != before
    assert dijkwacht.commands["outage"].help == before
