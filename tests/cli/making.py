# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a case of bad input is, and how its files are made."""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

CHECK = "check register"
EMAIL = "load email-providers mxmap.json --into store"

Content = bytes | str
Maker = Callable[[Path], None]

SOUND: Mapping[str, Content] = {
    "services.csv": "id,name,users,restart_hours\nsvc-1,Paspoorten,62000,4\nsvc-2,Afval,,0\n",
    "suppliers.csv": "id,name,country\nsup-1,Nimbus,NL\nsup-2,Polder ICT,NL\n",
}
"""The register beside which the bad file lies: what is sound in it must still be read."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One bad input. With `where` it is a problem of data, and the rest is read; without, the
    command ends."""

    input: str  # as the page tells it
    make: Maker  # makes it in an empty folder, where the command then runs
    command: str = CHECK
    where: str = ""
    says: str  # the fault, in English; `…` at the end: the rest are words of a library
    mend: str  # and what can be done
    exit_code: int = 1
    # services and suppliers that are still read; None: the command reads no register
    kept: tuple[int, int] | None = (2, 2)

    @property
    def name(self) -> str:
        """The case in the name of a test."""
        return self.input.replace("`", "")


def nothing(here: Path) -> None:
    """Nothing at all."""


def put(path: Path, content: Content) -> None:
    """One file, there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def alone(name: str, content: Content) -> Maker:
    """One file."""
    return lambda here: put(here / name, content)


def only(files: Mapping[str, Content]) -> Maker:
    """A register of these files."""

    def make(here: Path) -> None:
        (here / "register").mkdir()
        for name, content in files.items():
            put(here / "register" / name, content)

    return make


def beside(files: Mapping[str, Content]) -> Maker:
    """The sound register with these files in it, or in place of its own."""
    return only({**SOUND, **files})


def suppliers(content: Content) -> Maker:
    """The sound register with another suppliers.csv."""
    return beside({"suppliers.csv": content})


def services(content: Content) -> Maker:
    """The sound register with another services.csv."""
    return beside({"services.csv": content})


def both(first: Maker, second: Maker) -> Maker:
    """One after the other."""

    def make(here: Path) -> None:
        first(here)
        second(here)

    return make


def linked(here: Path) -> None:
    """A table that is a link to a file beside the register."""
    only({"services.csv": SOUND["services.csv"]})(here)
    put(here / "elsewhere.csv", SOUND["suppliers.csv"])
    (here / "register" / "suppliers.csv").symlink_to(here / "elsewhere.csv")


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()
