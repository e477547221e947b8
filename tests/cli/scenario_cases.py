# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bad scenario files of one's own, and scenarios that do not fit the question."""

from cli.making import SOUND, Case, Maker, alone, beside, both, only

GIVEN = "outage register --fail sup-1 --scenario own.yaml --on 2026-06-01"
SCENARIO = """\
kind: scenario/v1
title: {nl: Brand, en: Fire}
source: Besluit Waterdam
owner: Gemeente Waterdam
valid_from: "2026-01-01"
chooses: [supplier]
permanent: {value: false, tag: OUR, says: {nl: Het komt terug., en: It returns.}}
horizon: {value: 720, tag: OUR, says: {nl: Een maand., en: A month.}}
profiles:
  stated:
    - {hour: 0, level: 0, tag: OUR, says: {nl: Weg., en: Gone.}}
    - {hour: 48, level: 10000, tag: OUR, says: {nl: Terug., en: Back.}}
"""
MEND = "Correct it; nothing of it was used."


def own(old: str = "", new: str = "") -> Maker:
    """The sound register, and beside it a scenario in which one piece of text is another."""
    return both(only(SOUND), alone("own.yaml", SCENARIO.replace(old, new) if old else SCENARIO))


SCENARIO_CASES = [
    Case(
        input="a scenario file that is not there",
        make=only(SOUND),
        command=GIVEN,
        says="own.yaml is not there.",
        mend="Check the path.",
        exit_code=3,
    ),
    Case(
        input="a scenario file that is no YAML",
        make=own("kind", "[kind"),
        command=GIVEN,
        says="own.yaml is no valid policy file: no YAML at line …",
        mend=MEND,
        exit_code=3,
    ),
    Case(
        input="a scenario with a level above 10,000",
        make=own("level: 10000", "level: 12000"),
        command=GIVEN,
        says=(
            "own.yaml is no valid policy file: "
            "line 12: at profiles.stated[1].level: 12000 is more than 10,000."
        ),
        mend=MEND,
        exit_code=3,
    ),
    Case(
        input="a scenario whose hours do not rise",
        make=own("hour: 48", "hour: 0"),
        command=GIVEN,
        says="own.yaml is no valid policy file: line 10: the hours of stated do not rise: [0, 0].",
        mend=MEND,
        exit_code=3,
    ),
    Case(
        input="a scenario with a tag SRC and no source",
        make=own("level: 0, tag: OUR", "level: 0, tag: SRC"),
        command=GIVEN,
        says="own.yaml is no valid policy file: line 11: at profiles.stated[0]: source is missing.",
        mend=MEND,
        exit_code=3,
    ),
    Case(
        input="a scenario with a reference within it",
        make=own("{nl: Weg., en: Gone.}", "&gone {nl: Weg., en: Gone.}, source: *gone"),
        command=GIVEN,
        says="own.yaml is no valid policy file: line 11: references (*) are not read.",
        mend=MEND,
        exit_code=3,
    ),
    Case(
        input="a scenario file of another kind",
        make=own("scenario/v1", "scenario/v9"),
        command=GIVEN,
        says="own.yaml is of kind scenario/v9, which is not read here.",
        mend=(
            "Known here: parameters/v1, scenario/v1, decision_table/v1, questionnaire/v1, "
            "score_card/v1."
        ),
        exit_code=3,
    ),
    Case(
        input="a scenario that does not hold yet",
        make=own("2026-01-01", "2026-12-01"),
        command=GIVEN,
        says="The rule own.yaml is not in force on 2026-06-01: it begins on 2026-12-01.",
        mend="Ask another day, or add a version that holds.",
        exit_code=12,
    ),
    Case(
        input="a scenario about other things than what is named",
        make=own("[supplier]", "[system, delivery]"),
        command=GIVEN,
        says="This scenario is not about supplier:sup-1.",
        mend="It is about: system, delivery. Name one of these, or take another scenario.",
        exit_code=2,
    ),
    Case(
        input="a scenario that nobody knows",
        make=only(SOUND),
        command="outage register --fail sup-1 --scenario meteor --on 2025-06-01",
        says="No scenario meteor is in force on 2025-06-01.",
        mend="In force: -. A file of your own ends in .yaml.",
        exit_code=12,
    ),
    Case(
        input="a ranking of two kinds at once",
        make=only(SOUND),
        command="rank register --groups --facilities",
        says="A ranking is of one kind: --groups and --facilities were both given.",
        mend="Leave one of them away, or ask twice.",
        exit_code=2,
    ),
    Case(
        input="an outage of a contract",
        make=beside(
            {
                "contracts.csv": "id,supplier_id\ncon-1,sup-1\n",
                "deliveries.csv": "id,contract_id,supplier_id\ndel-1,con-1,sup-1\n",
            }
        ),
        command="outage register --fail con-1",
        says="con-1 is a contract, which does not stop by itself.",
        mend="Name its deliveries (delivery:del-1), or its supplier.",
        exit_code=4,
    ),
    Case(
        input="a country that does not exist",
        make=only(SOUND),
        command="outage register --control QQ",
        says='"QQ" is no country.',
        mend="Write two letters of ISO 3166-1, such as NL.",
        exit_code=2,
    ),
    Case(
        input="a country of which nobody is",
        make=only(SOUND),
        command="outage register --control BE",
        says="No supplier is known to be controlled from BE.",
        mend=(
            "Countries of suppliers and their parents: NL. "
            "Unknown for 0: fill in countries and ownership."
        ),
        exit_code=4,
    ),
]
