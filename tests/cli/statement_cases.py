# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bad accounts: what cannot be read is refused or told, and nothing is written."""

from cli.making import Case, Maker, alone, both

NOT_READ = "Fetch the file again. Nothing of it was read."
FORMS = "See docs/reference/sources/statements.md for the forms. Nothing of it was read."
HEADER = "scheme,value,ends_on,currency,units,item,amount\n"
ROW = "kvk,00000019,2025-12-31,EUR,thousands,equity,5\n"


def load(name: str) -> str:
    """The command that reads accounts from a file."""
    return f"load statements {name} --into store"


def table(rows: str) -> Maker:
    """Accounts as a plain table."""
    return alone("accounts.csv", HEADER + ROW + rows)


STATEMENT_CASES = [
    Case(
        input="accounts as JSON that breaks off",
        make=alone("facts.json", '{"cik": 1, "facts": {'),
        command=load("facts.json"),
        says="facts.json is no readable JSON: …",
        mend=NOT_READ,
        exit_code=3,
        kept=None,
    ),
    Case(
        input="accounts as JSON of another form",
        make=alone("facts.json", '{"cik": 1, "facts": []}'),
        command=load("facts.json"),
        says="facts.json has no facts as its form asks.",
        mend=FORMS,
        exit_code=3,
        kept=None,
    ),
    Case(
        input="accounts as XML that breaks off",
        make=alone("report.xbrl", "<xbrl><context>"),
        command=load("report.xbrl"),
        says="report.xbrl:1: not well-formed XML: …",
        mend=NOT_READ,
        exit_code=3,
        kept=None,
    ),
    Case(
        input="accounts as XML that reads another file",
        make=alone(
            "report.xbrl", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'
        ),
        command=load("report.xbrl"),
        says="report.xbrl:1: the document declares or needs entities.",
        mend="Write the signs themselves. Such files can hide what they say, so nothing was read.",
        exit_code=3,
        kept=None,
    ),
    Case(
        input="accounts of which the digest does not fit",
        make=both(table(""), alone("accounts.csv.sha256", "0" * 64)),
        command=load("accounts.csv"),
        says="accounts.csv does not have the digest that was told of it.",
        mend=(
            "Fetch it again: these are not the bytes that were published. Nothing of it was read."
        ),
        exit_code=3,
        kept=None,
    ),
    Case(
        input="accounts in a form nobody knows",
        make=alone("report.pdf", "%PDF-1.7"),
        command=load("report.pdf"),
        says="report.pdf is of no form of accounts that we know.",
        mend=FORMS,
        exit_code=3,
        kept=None,
    ),
    Case(
        input="an amount of accounts with signs between thousands",
        make=table('kvk,00000019,2025-12-31,EUR,thousands,revenue,"1,200"\n'),
        command=load("accounts.csv"),
        where="accounts.csv:3 amount",
        says="1,200 is nothing that can stand in amount.",
        mend=("See docs/reference/sources/statements.md for the columns. The row was left out."),
        kept=None,
    ),
    Case(
        input="an item of accounts that is none",
        make=table("kvk,00000019,2025-12-31,EUR,thousands,revenues,1200\n"),
        command=load("accounts.csv"),
        where="accounts.csv:3 item",
        says="revenues is no standard item; the nearest is revenue.",
        mend="Use a name of the columns of the table statements. The row was left out.",
        kept=None,
    ),
]
