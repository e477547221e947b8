# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bad rows of options of contracts and scores of sovereignty, and a calendar that ends too soon."""

from cli.making import Case, Maker, beside

OPTION = "id,contract_id,kind,ends_on,exercise_by\n"
SCORE = "id,supplier_id,objective,seal,points,max_points\n"


def option(row: str) -> Maker:
    """A contract_options.csv of one row."""
    return beside({"contract_options.csv": f"{OPTION}opt-1,{row}\n"})


def score(row: str) -> Maker:
    """A sovereignty_scores.csv of one row."""
    return beside({"sovereignty_scores.csv": f"{SCORE}sov-1,{row}\n"})


TERMS_CASES = [
    Case(
        input="an option that can be used after the end that it gives",
        make=option(",extension,2028-01-01,2028-06-01"),
        where="contract_options opt-1 exercise_by",
        says="This option can be used until 2028-06-01, but what it gives ends on 2028-01-01.",
        mend="Correct one of the two days.",
    ),
    Case(
        input="more points than there are",
        make=score("sup-1,legal,3,12,10"),
        where="sovereignty_scores sov-1 points",
        says="12 points out of 10 cannot be.",
        mend="Correct points or max_points. Until then the score of this objective is not known.",
    ),
    Case(
        input="a level of assurance that there is not",
        make=score("sup-1,legal,7,5,10"),
        where="sovereignty_scores sov-1 seal",
        says="There is no level 7: levels of assurance run from 0 to 4.",
        mend="Write a level that there is. Until then the level of this objective is not known.",
    ),
    Case(
        input="an option of no contract",
        make=option(",extension,2028-01-01,2027-06-01"),
        where="contract_options opt-1",
        says="This row says nothing without contract_id.",
        mend="Fill it in; until then the row does not count.",
    ),
    Case(
        input="a calendar that ends before it begins",
        make=beside({}),
        command="contracts register --on 2026-11-24 --until 2026-01-01",
        says="The calendar cannot end on 2026-01-01: it begins on 2026-11-24.",
        mend="Give a later day after --until, or an earlier one after --on.",
        exit_code=2,
    ),
]
