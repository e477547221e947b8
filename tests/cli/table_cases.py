# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bad tables: each costs itself alone, and the rest of the register is read."""

from collections.abc import Mapping

from cli.making import Case, Content, Maker, beside, services, suppliers

LONG = 50_000_000
SERVICE = "id,name,users,restart_hours\nsvc-1,Paspoorten,62000,{}\nsvc-2,Afval,,0\n"


def hours(cell: str) -> Maker:
    """A service with this restart time."""
    return services(SERVICE.format(cell))


def lines(*given: str) -> Content:
    """A suppliers.csv with these lines below its header."""
    return "\n".join(["id,name,country", *given, ""])


POLDER = "sup-2,Polder ICT,NL"


def uses(row: str) -> Mapping[str, str]:
    """A table of one row of a calendar of use."""
    head = "id,service_id,recurrence,first_day,last_day,share_of_users"
    return {"uses.csv": f"{head}\nuse-1,{row}\n"}


TABLE_CASES = [
    Case(
        input="an empty file",
        make=suppliers(""),
        where="suppliers.csv",
        says="The file is empty.",
        mend="Put at least the header line in it, or leave the file out.",
        kept=(2, 0),
    ),
    Case(
        input="text in UTF-16",
        make=suppliers("id,name\nsup-1,Één\n".encode("utf-16")),
        where="suppliers.csv",
        says="The file is not UTF-8 text.",
        mend="Save it as CSV UTF-8. Nothing of this file was read.",
        kept=(2, 0),
    ),
    Case(
        input="a line in Latin-1",
        make=suppliers(str(lines("sup-1,Café,NL", POLDER)).encode("latin-1")),
        where="suppliers.csv:2",
        says="This line is not UTF-8 text, or it holds a NUL byte.",
        mend="Save the file as CSV UTF-8; the other lines were read.",
        kept=(2, 1),
    ),
    Case(
        input="a header in Latin-1",
        make=suppliers("id,plaats é\nsup-1,x\n".encode("latin-1")),
        where="suppliers.csv:1",
        says="The first line is no readable header.",
        mend="Put the column names in the first line, separated by commas.",
        kept=(2, 0),
    ),
    Case(
        input="semicolons between the cells",
        make=suppliers("id;name;country\nsup-1;Nimbus;NL\n"),
        where="suppliers.csv:1",
        says="The header has no commas: id;name;country",
        mend="Save the file with a comma between the cells, not a semicolon or tab.",
        kept=(2, 0),
    ),
    Case(
        input="a column that is missing",
        make=suppliers("id,name\nsup-1,Nimbus\nsup-2,Polder ICT\n"),
        where="suppliers.csv",
        says=(
            "Missing columns: valid_from, valid_until, country, kind, source, recorded_on, "
            "confidence."
        ),
        mend="Nothing to do if you do not know them: their values count as unknown.",
        exit_code=0,
    ),
    Case(
        input="a column under nearly its name",
        make=suppliers("id,nam,country\nsup-1,Nimbus,NL\nsup-2,Polder ICT,NL\n"),
        where="suppliers.csv:1 nam",
        says="The column nam is not one of the table's; did you mean name?",
        mend="Rename it if so; as it is, name counts as unknown.",
        exit_code=0,
    ),
    Case(
        input="no column `id`",
        make=suppliers("name,country\nNimbus,NL\n"),
        where="suppliers.csv",
        says="The column id is missing.",
        mend="Add it: without an id no row can be read.",
        kept=(2, 0),
    ),
    Case(
        input="a column twice",
        make=suppliers("id,name,name\nsup-1,Nimbus,NL\n"),
        where="suppliers.csv:1",
        says="The column name stands in the header twice.",
        mend="Remove or rename one of the two. Nothing of this file was read.",
        kept=(2, 0),
    ),
    Case(
        input="a NUL byte",
        make=suppliers(lines("sup-1,Nim\0bus,NL", POLDER)),
        where="suppliers.csv:2",
        says="This line is not UTF-8 text, or it holds a NUL byte.",
        mend="Save the file as CSV UTF-8; the other lines were read.",
        kept=(2, 1),
    ),
    Case(
        input="a quote that never closes",
        make=suppliers(lines("sup-1,Nimbus,NL", 'sup-2,"Polder ICT,NL')),
        where="suppliers.csv:3",
        says="A double quote opens here and never closes.",
        mend="Close it. What stands behind it was left out.",
        kept=(2, 1),
    ),
    Case(
        input="more cells than the header",
        make=suppliers(lines("sup-1,Nimbus, Waterdam,NL", POLDER)),
        where="suppliers.csv:2",
        says="This line has 4 cells; the header has 3.",
        mend=(
            "Put text with a comma between double quotes, or add the missing cells. The line "
            "was left out."
        ),
        kept=(2, 1),
    ),
    Case(
        input="a line of 50 MB",
        make=suppliers(lines(f"sup-1,{'x' * LONG},NL", POLDER)),
        where="suppliers.csv:2",
        says="This line has 50,000,009 bytes; at most 1,048,576 are read.",
        mend="Shorten the line. It was left out; the others were read.",
        kept=(2, 1),
    ),
    Case(
        input="a row without an id",
        make=suppliers(lines(",Nimbus,NL", POLDER)),
        where="suppliers.csv:2 id",
        says="This row has no id.",
        mend="Give it an id that stays the same. The row was left out.",
        kept=(2, 1),
    ),
    Case(
        input="a damaged Parquet file",
        make=beside({"contracts.parquet": b"PAR1 and nothing more"}),
        where="contracts.parquet",
        says="contracts.parquet is damaged: …",
        mend="Copy or export it again.",
    ),
    Case(
        input="a file with nearly the name of a table",
        make=beside({"contract.csv": "id\ncon-1\n"}),
        where="contract.csv",
        says="This file is no table of the register. Near: contracts",
        mend="Rename it if it was meant as a table; it was not read.",
        exit_code=0,
    ),
    Case(
        input="negative hours",
        make=hours("-4"),
        where="services.csv:2 restart_hours",
        says='"-4" is below zero.',
        mend="Write a number from 0, or n/a if it does not apply.",
    ),
    Case(
        input="fractional hours",
        make=hours("1.5"),
        where="services.csv:2 restart_hours",
        says='"1.5" is not a whole number.',
        mend=(
            "Write digits only, without group signs; n/a if it does not apply. It counts as "
            "unknown."
        ),
    ),
    Case(
        input="a day that does not exist",
        make=services("id,valid_until,name\nsvc-1,2026-02-30,Paspoorten\nsvc-2,,Afval\n"),
        where="services.csv:2 valid_until",
        says='"2026-02-30" is not a day.',
        mend="Write days as 2026-06-30, never, or n/a. It counts as unknown.",
    ),
    Case(
        input="an amount with a decimal comma",
        make=beside({"contracts.csv": 'id,yearly_value\ncon-1,"1.234,56"\n'}),
        where="contracts.csv:2 yearly_value",
        says='"1.234,56" is not an amount.',
        mend=(
            "Write 1250.00: a point, at most two decimals, no currency sign. It counts as unknown."
        ),
    ),
    Case(
        input="a word that the column does not know",
        make=beside({"deliveries.csv": "id,role\ndel-1,leverancier\n"}),
        where="deliveries.csv:2 role",
        says='"leverancier" is not one of the words this column knows.',
        mend=(
            "Use one of: contracting-party, host, subcontractor, reseller, maker. It counts "
            "as unknown."
        ),
    ),
    Case(
        input="an id twice",
        make=suppliers(lines("sup-1,Nimbus,NL", "sup-1,Polder ICT,NL")),
        where="suppliers sup-1",
        says="This id stands here 2 times with the same start (-).",
        mend="Keep one row, or give each its own id or valid_from.",
    ),
    Case(
        input="a reference to nothing",
        make=beside({"contracts.csv": "id,supplier_id\ncon-1,sup-9\n"}),
        where="contracts con-1 supplier_id",
        says="There is no sup-9 in suppliers.",
        mend="Add that row or correct the id.",
    ),
    Case(
        input="an end before the beginning",
        make=services("id,valid_from,valid_until\nsvc-1,2026-06-01,2026-01-01\nsvc-2,,\n"),
        where="services svc-1 valid_until",
        says="It ends (2026-01-01) before it has begun (2026-06-01).",
        mend=(
            "Correct one of the two days; valid_until is the first day on which it no longer holds."
        ),
        kept=(1, 2),
    ),
    Case(
        input="a requirement that nothing can meet",
        make=beside({"requirements.csv": "id,owner_noun,owner_id\nreq-1,service,svc-1\n"}),
        where="requirements req-1",
        says="Nothing can meet this requirement: it has no members.",
        mend="Add members. The requirement is left out of the run.",
    ),
    Case(
        input="a day that its recurrence does not have",
        make=beside(uses("svc-1,yearly,03-01,02-30,9000")),
        where="uses use-1 last_day",
        says='"02-30" is no day where the recurrence is yearly.',
        mend="Write it as MM-DD, 01-01 to 12-31. Until then the row does not count.",
    ),
    Case(
        input="more than ten times the users of a service",
        make=beside(uses("svc-1,weekly,1,5,100001")),
        where="uses use-1 share_of_users",
        says="The share of users is 100,001; at most 100,000 is believed.",
        mend=("Write basis points: 10000 is all users once. Until then the row does not count."),
    ),
    Case(
        input="a calendar of use without a last day",
        make=beside(uses("svc-1,monthly,25,,9000")),
        where="uses use-1",
        says="A row of a calendar of use says nothing without last_day.",
        mend="Fill it in; until then the row does not count.",
        exit_code=0,
    ),
]
