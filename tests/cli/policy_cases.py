# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Deliberate faults in a policy folder, each of another kind, and what `policy check` says."""

from pathlib import Path

from cli.making import Case, Maker, both, put

CHECK = "policy check policy"
TABLE = "classification/time-band/2026-01-01.yaml"
CASES = "classification/time-band/cases.yaml"
OTHER = "waterdam/buffers/2026-01-01.yaml"
FILES = {
    TABLE: """\
kind: decision_table/v1
title: {nl: Tijdband, en: Time band}
source: Besluit Waterdam
owner: Gemeente Waterdam
valid_from: "2026-01-01"
hit: first
outcomes: [later, soon]
facts:
  mtpd: {unit: hours, says: {nl: MTPD, en: MTPD}}
rows:
  - id: day
    if: {mtpd: "<= 24"}
    then: soon
    tag: OUR
    says: {nl: binnen een dag, en: within a day}
""",
    CASES: """\
- name: Een dag is snel
  on: 2026-06-01
  given: {mtpd: 24}
  expect: soon
- name: Een uur meer is later
  on: 2026-06-01
  given: {mtpd: 25}
  expect: later
""",
    OTHER: """\
kind: parameters/v1
title: {nl: Buffers, en: Buffers}
source: Besluit Waterdam
owner: Gemeente Waterdam
valid_from: "2026-01-01"
values:
  buffer:
    value: 4
    unit: hours
    tag: OUR
    says: {nl: Zo lang merkt niemand het., en: Nobody notices for so long.}
""",
    "waterdam/buffers/cases.yaml": """\
- name: Vier uur
  on: 2026-06-01
  expect: {buffer: 4}
""",
}
"""A folder in which nothing is wrong."""


def sound(file: str = "", old: str = "", new: str = "") -> Maker:
    """The sound folder, in which one piece of text of one file is another."""

    def make(here: Path) -> None:
        for name, content in FILES.items():
            assert old in content or name != file, old
            changed = content.replace(old, new, 1) if name == file and old else content
            put(here / "policy" / name, changed)

    return make


def more(file: str, text: str) -> Maker:
    """The sound folder and one file more, or another in the place of one."""
    return both(sound(), lambda here: put(here / "policy" / file, text))


CORRECTS = "corrects: {nl: een tikfout, en: a slip of the pen}\n"
WEATHER = "  weather: {unit: level, says: {nl: weer, en: weather}}\n"
ROW = """\
  - id: {id}
    if: {{{asked}}}
    then: soon
    tag: OUR
    says: {{nl: nog een rij, en: one row more}}
"""


def row(id: str, asked: str) -> Maker:
    """The sound folder with one row more in its table."""
    end = "    says: {nl: binnen een dag, en: within a day}\n"
    return sound(TABLE, end, end + ROW.format(id=id, asked=asked))


def fault(input: str, make: Maker, where: str, says: str, mend: str) -> Case:
    """One deliberate fault of a policy folder."""
    return Case(input=input, make=make, command=CHECK, where=where, says=says, mend=mend, kept=None)


POLICY_CASES = [
    fault(
        "a policy file that lacks a key",
        sound(TABLE, "owner: Gemeente Waterdam\n"),
        f"{TABLE}:1",
        "at the top: owner is missing.",
        "Add it.",
    ),
    fault(
        "a policy file with a key that nobody knows",
        sound(TABLE, "    then: soon\n", "    then: soon\n    chance: 3\n"),
        f"{TABLE}:14",
        "at rows[0]: the key chance is not known here.",
        "Look for a slip of the pen; the schema of the kind lists the keys.",
    ),
    fault(
        "a policy file in which a key stands twice",
        sound(TABLE, "    then: soon\n", "    then: soon\n    then: later\n"),
        f"{TABLE}:14",
        "then stands here twice; only the last would count.",
        "Keep one. Several conditions on one fact are a list.",
    ),
    fault(
        "a policy file that has another day than its name",
        sound(TABLE, "2026-01-01", "2026-02-01"),
        f"{TABLE}:5",
        "the file is called 2026-01-01.yaml, and what it says makes it 2026-02-01.yaml.",
        "Call it 2026-02-01.yaml, or correct valid_from and edition.",
    ),
    fault(
        "a correction of an edition that is not there",
        more(
            "waterdam/buffers/2026-03-01.2.yaml",
            FILES[OTHER].replace("2026-01-01", "2026-03-01") + "edition: 2\n" + CORRECTS,
        ),
        "waterdam/buffers/2026-03-01.2.yaml:12",
        "edition 2 of 2026-03-01 corrects an earlier edition that is not here.",
        "Put the earlier edition back: what was in force stays readable.",
    ),
    fault(
        "a rule that ends before it begins",
        sound(OTHER, '"2026-01-01"', '"2026-01-01"\nvalid_until: "2025-12-01"'),
        f"{OTHER}:6",
        "it ends on 2025-12-01, not after it begins on 2026-01-01.",
        "valid_until is the first day on which it no longer holds: give a later day.",
    ),
    fault(
        "two versions of a rule that overlap",
        both(
            sound(OTHER, '"2026-01-01"', '"2026-01-01"\nvalid_until: "2026-09-01"'),
            lambda here: put(
                here / "policy" / "waterdam/buffers/2026-07-01.yaml",
                FILES[OTHER].replace("2026-01-01", "2026-07-01"),
            ),
        ),
        f"{OTHER}:6",
        "it ends on 2026-09-01, after the next version has begun on 2026-07-01.",
        "Let it end on the day on which the next begins, or leave valid_until out.",
    ),
    fault(
        "a row that compares a fact which the table has not",
        sound(TABLE, 'if: {mtpd: "<= 24"}', 'if: {rto: "<= 24"}'),
        f"{TABLE}:12",
        "rows[0].if.rto compares rto, which is not among the facts of this table (mtpd).",
        'Name it under "facts" with its unit, or compare another.',
    ),
    fault(
        "a table with a fact that Dijkwacht cannot compute",
        sound(TABLE, "facts:\n", "facts:\n" + WEATHER),
        f"{TABLE}:9",
        "Dijkwacht cannot compute the fact weather for this rule.",
        "Known here: mtpd.",
    ),
    fault(
        "a table with a fact in the wrong unit",
        sound(TABLE, "unit: hours", "unit: days"),
        f"{TABLE}:9",
        "the unit of mtpd is days, and Dijkwacht computes it in hours.",
        "Write hours, and check the thresholds of the rows.",
    ),
    fault(
        "a condition that is none",
        sound(TABLE, '"<= 24"', '"about 24"'),
        f"{TABLE}:12",
        'rows[0].if.mtpd says "about 24", which is no comparison of mtpd (hours).',
        "Write a whole number with >=, <=, >, < or = before it; for words, the word alone.",
    ),
    fault(
        "a row that leads to an outcome which the table has not",
        sound(TABLE, "then: soon", "then: never"),
        f"{TABLE}:13",
        "rows[0].then leads to never, which is not among the outcomes (later, soon).",
        'Use one of these, or add it to "outcomes" in its place from low to high.',
    ),
    fault(
        "two rows of the same name",
        row("day", 'mtpd: "<= 4"'),
        f"{TABLE}:16",
        "two rows are called day.",
        "Give each row its own id.",
    ),
    fault(
        "a row whose conditions exclude each other",
        row("never", 'mtpd: ["> 24", "< 12"]'),
        f"{TABLE}:16",
        "the row never can never hold: its conditions on mtpd exclude each other.",
        "Change the thresholds, or split the row in two.",
    ),
    fault(
        "a row behind one that always holds when it does",
        row("hour", 'mtpd: "<= 1"'),
        f"{TABLE}:16",
        "the row hour never decides: day holds whenever it does.",
        "Put it before that row, sharpen one of the two, or leave it out.",
    ),
    fault(
        "an outcome that no row leads to",
        sound(TABLE, "[later, soon]", "[later, soon, now]"),
        f"{TABLE}:7",
        "no row leads to the outcome now.",
        "Add a row that leads to it, or leave the outcome out.",
    ),
    fault(
        "a row that no case shows",
        row("week", 'mtpd: "<= 168"'),
        f"{TABLE}:16",
        "no case shows the row week.",
        'Add a case to cases.yaml whose "rows" names it.',
    ),
    fault(
        "an outcome that no case leads to",
        sound(
            CASES,
            "given: {mtpd: 25}\n  expect: later",
            "given: {mtpd: 23}\n  expect: soon",
        ),
        f"{TABLE}:7",
        "no case leads to the outcome later.",
        "Add a case to cases.yaml that expects it.",
    ),
    fault(
        "a case that fails",
        sound(CASES, "{mtpd: 24}", "{mtpd: 26}"),
        f"{CASES}:1",
        '"Een dag is snel" expects expect: soon, and the rule gives expect: later.',
        "Find out which of the two is meant: correct the case, or the rule in a new version.",
    ),
    fault(
        "a case of a day on which the rule does not hold",
        sound(CASES, "2026-06-01", "2025-06-01"),
        f"{CASES}:1",
        "The rule classification/time-band is not in force on 2025-06-01: it begins on 2026-01-01.",
        "Ask another day, or add a version that holds.",
    ),
    fault(
        "a rule without cases",
        more("waterdam/prices/2026-01-01.yaml", FILES[OTHER]),
        "waterdam/prices/cases.yaml:1",
        "there are no worked cases beside this rule.",
        "Add a cases.yaml to its folder: what is given, and what must come out.",
    ),
    fault(
        "a tag that claims a source, and none is named",
        sound(TABLE, "tag: OUR", "tag: MEM"),
        f"{TABLE}:14",
        "the tag MEM says that somebody else holds this, and no source is named.",
        'Add "source", or use the tag OUR for a proposal of your own.',
    ),
    fault(
        "words in one language only",
        sound(TABLE, "title: {nl: Tijdband, en: Time band}", "title: {nl: Tijdband}"),
        f"{TABLE}:2",
        "the words in the language en are missing.",
        "Write them in Dutch (nl) and in English (en).",
    ),
    fault(
        "a policy file of a kind that nobody knows",
        sound(TABLE, "decision_table/v1", "oracle/v1"),
        f"{TABLE}:1",
        "files of the kind oracle/v1 are not read.",
        "Known here: parameters/v1, scenario/v1, decision_table/v1, questionnaire/v1, "
        "score_card/v1.",
    ),
    fault(
        "a policy file that is no YAML",
        sound(TABLE, "hit: first", "hit: [first"),
        f"{TABLE}:7",
        "no YAML at line 7, column 9.",
        "Look at the indentation, brackets and quotes there.",
    ),
]
