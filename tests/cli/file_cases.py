# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bad files and folders: the command ends with an error, and nothing is written."""

import gzip
import io
from pathlib import Path

import polars as pl
from cli.making import (
    EMAIL,
    SOUND,
    Case,
    Content,
    Maker,
    alone,
    beside,
    both,
    linked,
    nothing,
    only,
    put,
    zipped,
)

ZEROS = 70 * 1024**2
ZIP = "check register.zip"


def parquet() -> bytes:
    """A sound table of suppliers."""
    buffer = io.BytesIO()
    pl.DataFrame({"id": ["sup-1"]}).write_parquet(buffer)
    return buffer.getvalue()


def packed(content: bytes) -> Maker:
    """The e-mail source as a gzipped file."""
    return alone("mxmap.json.gz", content)


def email(content: Content) -> Maker:
    """The e-mail source as a plain file."""
    return alone("mxmap.json", content)


def zip_bomb(here: Path) -> None:
    """A small zip that unpacks to 70 MB of zeros."""
    put(here / "register.zip", zipped({"suppliers.csv": bytes(ZEROS)}))


def gzip_bomb(here: Path) -> None:
    """A small gzip file that unpacks to 70 MB of zeros."""
    put(here / "mxmap.json.gz", gzip.compress(bytes(ZEROS)))


def many_files(here: Path) -> None:
    """A zip with ten thousand empty files."""
    put(here / "register.zip", zipped({f"{number}.csv": b"" for number in range(10_000)}))


FILE_CASES = [
    Case(
        input="no folder",
        make=nothing,
        says="register is not there.",
        mend="Check the path.",
        exit_code=3,
    ),
    Case(
        input="a file where a folder should be",
        make=alone("register", "id\n"),
        says="register is neither a folder nor a zip.",
        mend="Name the folder that holds the tables.",
        exit_code=3,
    ),
    Case(
        input="an empty folder",
        make=only({}),
        says="There is no register in register.",
        mend="Name a folder or zip with tables such as suppliers.csv. Known tables: …",
        exit_code=3,
    ),
    Case(
        input="a folder with other files only",
        make=only({"leesmij.txt": "Hallo."}),
        says="There is no register in register.",
        mend="Name a folder or zip with tables such as suppliers.csv. Known tables: …",
        exit_code=3,
    ),
    Case(
        input="two files for one table",
        make=beside({"suppliers.parquet": parquet()}),
        says="register holds the same table twice: suppliers.csv and suppliers.parquet.",
        mend="Keep one of the two.",
        exit_code=3,
    ),
    Case(
        input="a link to a file outside the folder",
        make=linked,
        says="register/suppliers.csv leads out of the folder it is in.",
        mend="Put the file itself in the folder; links and paths out of it are not followed.",
        exit_code=3,
    ),
    Case(
        input="a zip that is none",
        make=alone("register.zip", "niets"),
        command=ZIP,
        says="register.zip is damaged: …",
        mend="Copy or export it again.",
        exit_code=3,
    ),
    Case(
        input="a zip entry that leads out of the zip",
        make=alone("register.zip", zipped({"services.csv": b"id\n", "../suppliers.csv": b"id\n"})),
        command=ZIP,
        says="register.zip:../suppliers.csv leads out of the folder it is in.",
        mend="Put the file itself in the folder; links and paths out of it are not followed.",
        exit_code=3,
    ),
    Case(
        input="a zip with 10,000 files",
        make=many_files,
        command=ZIP,
        says="register.zip holds 10,000 files; at most 1,000 are read.",
        mend="Put only the tables in it.",
        exit_code=3,
    ),
    Case(
        input="a zip bomb",
        make=zip_bomb,
        command=ZIP,
        says="register.zip:suppliers.csv unpacks to more than 67,108,864 bytes from …",
        mend="If it is really yours, unpack it and name the folder.",
        exit_code=3,
    ),
    Case(
        input="a gzip bomb",
        make=gzip_bomb,
        command=EMAIL.replace(".json", ".json.gz"),
        says="mxmap.json.gz unpacks to more than 67,108,864 bytes from …",
        mend="If it is really yours, unpack it and name the folder.",
        exit_code=3,
    ),
    Case(
        input="a gzip file that was cut off",
        make=packed(gzip.compress(b"{}" * 999)[:-9]),
        command=EMAIL.replace(".json", ".json.gz"),
        says="mxmap.json.gz is damaged: …",
        mend="Copy or export it again.",
        exit_code=3,
    ),
    Case(
        input="JSON nested 100,000 deep",
        make=email("[" * 100_000),
        command=EMAIL,
        says="mxmap.json is not readable JSON: …",
        mend="Fetch the file again. Nothing was read.",
        exit_code=3,
    ),
    Case(
        input="JSON that breaks off",
        make=email('{"generated": '),
        command=EMAIL,
        says="mxmap.json is not readable JSON: …",
        mend="Fetch the file again. Nothing was read.",
        exit_code=3,
    ),
    Case(
        input="JSON of another form",
        make=email('{"municipalities": {}}'),
        command=EMAIL,
        says=(
            'mxmap.json is not of the form of the mxmap files: an object with "generated" (a '
            'time) and "municipalities".'
        ),
        mend="See docs/reference/sources/email-providers.md for the form. Nothing was read.",
        exit_code=3,
    ),
    Case(
        input="a folder to write to that cannot be made",
        make=alone("taken", ""),
        command="generate --organisations 1 --into taken/state",
        says="taken/state cannot be used: Not a directory",
        mend="Check its name and your rights.",
        exit_code=3,
    ),
    Case(
        input="a file where a store should be",
        make=both(only(SOUND), alone("store", "")),
        command="load tables register --into store",
        says="store cannot be used: Not a directory",
        mend="Check its name and your rights.",
        exit_code=3,
    ),
    Case(
        input="a folder to write to that holds tables",
        make=only(SOUND),
        command="export register --into register",
        says="register holds tables already (services.csv).",
        mend="Name an empty or new folder; nothing was written.",
        exit_code=3,
    ),
    Case(
        input="a `--csv` file that is there already",
        make=both(only(SOUND), alone("taken.csv", "")),
        command="check register --csv taken.csv",
        says="taken.csv is there already.",
        mend="Choose another name, or remove it first.",
        exit_code=3,
    ),
]
