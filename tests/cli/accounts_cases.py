# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bad tables of accounts, and models that are none."""

from cli.making import Case, alone, both, nothing

SCORE = "distress score accounts.csv --output nowhere/chances.csv"
EXPLAIN = "distress explain accounts.csv f-1"
SOUND = "firm,fyear,total_assets,total_liabilities\nf-1,2024,100,60\n"

ACCOUNTS_CASES = [
    Case(
        input="no table of accounts",
        make=nothing,
        command=EXPLAIN,
        says="accounts.csv is not there.",
        mend="Check the path.",
        exit_code=3,
    ),
    Case(
        input="a place for chances that is no folder",
        make=alone("accounts.csv", SOUND),
        command=SCORE,
        says="nowhere/chances.csv cannot be used: …",
        mend="Check its name and your rights.",
        exit_code=3,
    ),
    Case(
        input="a table of accounts without years",
        make=alone("accounts.csv", "firm,total_assets\nf-1,100\n"),
        command=EXPLAIN,
        says="accounts.csv is no table of yearly accounts: it lacks fyear.",
        mend=(
            "Give it a column firm, a column fyear and at least one item; "
            "the page of the command names them."
        ),
        exit_code=3,
    ),
    Case(
        input="a firm that is not in the table of accounts",
        make=alone("accounts.csv", SOUND),
        command="distress explain accounts.csv f-2",
        says="There is no firm f-2 in accounts.csv.",
        mend="Write it as in the column firm.",
        exit_code=4,
    ),
    Case(
        input="a file that is no failure model",
        make=both(alone("accounts.csv", SOUND), alone("model/accounts-1.json.gz", "no gzip")),
        command=f"{EXPLAIN} --model model",
        says="model/accounts-1.json.gz is damaged: …",
        mend="Copy or export it again.",
        exit_code=3,
    ),
    Case(
        input="a folder without training windows to evaluate on",
        make=alone("empty/other.txt", "x"),
        command="distress evaluate empty",
        says="There are no training windows in empty.",
        mend="Name the folder that holds us_windows_5_years_train_validation.csv.gz.",
        exit_code=3,
    ),
]
