# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chapter of the manual is what the specs print."""

from spec.chapter import CHAPTER, HERE, SPECS, cases_of, render, specs


def test_the_chapter_on_disk_is_what_the_specs_print() -> None:
    again = "write it anew: PYTHONPATH=src:tests python -m spec.write_chapter"
    assert CHAPTER.read_text("utf-8") == render(), again


def test_every_spec_has_its_place_in_the_chapter() -> None:
    titled = {
        file.stem.removeprefix("test_")
        for file in HERE.glob("test_*.py")
        if "\nTITLE = " in file.read_text("utf-8")
    }
    assert titled == set(SPECS)


def test_every_behaviour_is_told_in_english_and_in_dutch() -> None:
    untold = [
        function.__name__
        for module in specs()
        for function in cases_of(module)
        if (function.__doc__ or "").count("\n\n") < 1
    ]
    assert untold == []
