# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bad rows of what people assess, sign and designate."""

from cli.making import Case, Maker, beside

HARM = "id,service_id,kind,after_hours,value,low,high,unit,assessed_by,approved_by\n"
SIGNED = "first_signatory,first_unit,second_signatory,second_unit"
OVERRIDE = f"id,service_id,direction,reason,valid_from,valid_until,{SIGNED}\n"
EVIDENCE = "id,service_id,kind,done_on,done_by,observed_by,recorded_on\n"


def harms(*rows: str) -> Maker:
    """A harms.csv of these rows of svc-1."""
    lines = (f"hrm-{number},svc-1,{row}\n" for number, row in enumerate(rows, 1))
    return beside({"harms.csv": HARM + "".join(lines)})


def override(signed: str, until: str = "2026-12-01") -> Maker:
    """An overrides.csv of one row, so signed."""
    row = f"ovr-1,svc-1,up,seizoen,2026-01-01,{until},{signed}\n"
    return beside({"overrides.csv": OVERRIDE + row})


ASSESSMENT_CASES = [
    Case(
        input="harm that falls with time",
        make=harms("living,24,500,,,persons,a,b", "living,72,200,,,persons,a,b"),
        where="harms hrm-2 value",
        says="Harm cannot fall: 200 after 72 hours, but 500 after 24 hours (hrm-1).",
        mend=(
            "Correct one of the two. Write the total since the outage began, not what was added."
        ),
        exit_code=0,
    ),
    Case(
        input="harm in the unit of another kind",
        make=harms("economic,24,500,,,persons,a,b"),
        where="harms hrm-1 unit",
        says='Harm of kind economic is not measured in "persons".',
        mend="Write EUR, and the value in it. Until then the row does not count.",
    ),
    Case(
        input="a level of harm above three",
        make=harms("law,24,4,,,level,a,b"),
        where="harms hrm-1 value",
        says="Level 4 does not exist; 3 is the highest.",
        mend="Write 0, 1, 2 or 3. Until then the row does not count.",
    ),
    Case(
        input="harm outside its own bounds",
        make=harms("living,24,500,600,900,persons,a,b"),
        where="harms hrm-1 value",
        says="Low, value and high are not in order: 600, 500, 900.",
        mend=(
            "Correct them: low is the least it may be, high the most. Until then the row does "
            "not count."
        ),
    ),
    Case(
        input="harm that does not apply",
        make=harms("living,24,n/a,,,persons,a,b"),
        where="harms hrm-1 value",
        says="Harm always applies: n/a is no number.",
        mend=(
            "Write 0 if there is none, or leave the cell empty if nobody knows. Until then the "
            "row does not count."
        ),
    ),
    Case(
        input="harm at no hour",
        make=harms("living,never,500,,,persons,a,b"),
        where="harms hrm-1 after_hours",
        says="Harm is assessed after a number of hours, not never or n/a.",
        mend=(
            "Write whole hours since the outage began: 72 is three days. Until then the row does "
            "not count."
        ),
    ),
    Case(
        input="harm of no kind",
        make=harms(",24,500,,,persons,a,b"),
        where="harms hrm-1",
        says="A row of harm says nothing without kind.",
        mend="Fill it in; until then the row does not count.",
    ),
    Case(
        input="two rows about the same harm",
        make=harms("living,24,500,,,persons,a,b", "living,24,600,,,persons,a,b"),
        where="harms hrm-2 after_hours",
        says="hrm-1 is about the same service, kind and hour on the same days.",
        mend="Keep one of them, or end the older one on the day the newer begins.",
        exit_code=0,
    ),
    Case(
        input="harm to security with one signature",
        make=harms("security,24,2,,,level,a,"),
        where="harms hrm-1 approved_by",
        says="Harm to security counts only with two signatures; this one is missing.",
        mend="Let somebody sign for it. Until then the row does not count.",
        exit_code=0,
    ),
    Case(
        input="harm to security signed twice by one person",
        make=harms("security,24,2,,,level,a,a"),
        where="harms hrm-1 approved_by",
        says="a has signed twice; harm to security needs two people.",
        mend="Let somebody else approve it. Until then the row does not count.",
        exit_code=0,
    ),
    Case(
        input="a service that is designated as what only an organisation can be",
        make=beside(
            {"designations.csv": "id,noun,of_id,kind\ndsg-1,service,svc-1,essential-entity\n"}
        ),
        where="designations dsg-1 noun",
        says="essential-entity is about organisation, not about service.",
        mend="Point it at the organisation that is meant.",
    ),
    Case(
        input="a designation of no kind",
        make=beside({"designations.csv": "id,noun,of_id,kind\ndsg-1,service,svc-1,\n"}),
        where="designations dsg-1",
        says="This row says nothing without kind.",
        mend="Fill it in; until then the row does not count.",
    ),
    Case(
        input="an override without its second signature",
        make=override("hoofd,A,,B"),
        where="overrides ovr-1 second_signatory",
        says="An override does not count without second_signatory.",
        mend="Fill it in: a reason, and two people of different units who signed.",
        exit_code=0,
    ),
    Case(
        input="an override signed twice in one unit",
        make=override("hoofd,A,controller,A"),
        where="overrides ovr-1 second_unit",
        says="A stands at both signatures; an override needs two people of different units.",
        mend="Let somebody of another unit sign.",
        exit_code=0,
    ),
    Case(
        input="an override without an end",
        make=override("hoofd,A,controller,B", until=""),
        where="overrides ovr-1 valid_until",
        says="This override never ends.",
        mend="Write in valid_until from which day it no longer holds.",
        exit_code=0,
    ),
    Case(
        input="evidence of what has still to be done",
        make=beside(
            {"evidence.csv": f"{EVIDENCE}evd-1,svc-1,exit-test,2026-09-01,a,b,2026-05-01\n"}
        ),
        where="evidence evd-1 done_on",
        says="Done on 2026-09-01, but written down on 2026-05-01 already.",
        mend="Correct one of the two days: a plan for later is no evidence.",
        exit_code=0,
    ),
    Case(
        input="evidence observed by who did it",
        make=beside(
            {"evidence.csv": f"{EVIDENCE}evd-1,svc-1,exit-test,2026-05-01,a,a,2026-05-01\n"}
        ),
        where="evidence evd-1 observed_by",
        says="a has observed what they did themselves.",
        mend="Name an observer from outside the unit, or leave the cell empty.",
        exit_code=0,
    ),
    Case(
        input="a size of which it is not told what was measured",
        make=beside({"populations.csv": "id,kind,size\npop-1,court,900\n"}),
        where="populations pop-1 measure",
        says="A size of 900 without a measure says nothing.",
        mend="Write what was measured: users, payments, total-assets.",
        exit_code=0,
    ),
]
