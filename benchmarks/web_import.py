# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""A whole fictional state brought in through the import of the site, as one zip of Parquet tables;
then the same again, which changes nothing; then ten contracts of one organisation beside it.

    python benchmarks/web_import.py [--organisations 1700] [--seed 1]

On SQLite. Every step runs in a fresh process, so that its peak memory is its own; the register is
read from the database, not from a snapshot.
"""

import argparse
import os
import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Any, Final

from machine import fresh, head, line, machine, say, timed

from dijkwacht import verbs
from dijkwacht.register.tables import Format, write_tables

ON: Final = date(2026, 6, 1)
TEN: Final = 10


def site(home: str) -> None:
    """Django, on a home of our own."""
    os.environ["DIJKWACHT_HOME"] = home
    os.environ["DIJKWACHT_DATABASE"] = "sqlite"
    os.environ["DJANGO_SETTINGS_MODULE"] = "dijkwacht.web.settings"
    import django

    django.setup()


def drafted(path: Path, organisation: str | None) -> Any:
    """A draft of these files, by somebody of this organisation (None: who may write all)."""
    from dijkwacht.web.accounts.models import User
    from dijkwacht.web.imports.uploads import folder_of
    from dijkwacht.web.queue.models import ImportDraft

    user, _ = User.objects.get_or_create(email="import@waterdam.example", defaults={"name": "I"})
    draft = ImportDraft(by=user, organisation=organisation, source="tables", path=path.name)
    draft.on, draft.ends, draft.size, draft.name = ON, "nothing", path.stat().st_size, path.name
    draft.save(force_insert=True)
    folder_of(draft.pk).mkdir()
    shutil.copy(path, folder_of(draft.pk) / path.name)
    return draft


def viewer(draft: Any) -> Any:
    """Who brings it in."""
    from dijkwacht.web.access import Reach, Viewer
    from dijkwacht.web.roles import Role

    own = frozenset((draft.organisation,) if draft.organisation else ())
    reach = Reach.OWN if own else Reach.NAMED
    return Viewer(draft.by_id, "I", Role.CONTRACT_MANAGER, draft.organisation, reach, own)


def work_out(draft: Any) -> dict[str, Any]:
    """The register from the database, the plan, and what the pages show of it."""
    from dijkwacht.web.imports.making import make
    from dijkwacht.web.imports.summary import summary
    from dijkwacht.web.reasoning import REASONING

    held, reading = timed(lambda: REASONING.newest().history.count())
    made, planning = timed(lambda: make(draft, viewer(draft)))
    shown, showing = timed(lambda: summary(made))
    new = sum(part["counts"][0] for part in shown["tables"])
    told = {"reading": reading, "planning": planning, "showing": showing}
    return {**told, "held": held, "new": new, "checksum": shown["checksum"]}


def written(draft: Any, checksum: str) -> dict[str, float]:
    """As the job does it: all that takes long, then one transaction in which nobody else writes."""
    from dijkwacht.web.imports.making import put, ready

    looks = viewer(draft)
    made, again = timed(lambda: ready(draft, looks))
    _, writing = timed(lambda: put(draft, looks, made, checksum, anyway=False))
    return {"again": again, "writing": writing}


def first(home: str, path: str) -> dict[str, Any]:
    """Into an empty database."""
    site(home)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    draft = drafted(Path(path), None)
    got = work_out(draft)
    return {**got, **written(draft, got["checksum"])}


def again(home: str, path: str) -> dict[str, Any]:
    """The same beside what is held."""
    site(home)
    got = work_out(drafted(Path(path), None))
    assert got["new"] == 0
    return got


def few(home: str, path: str) -> dict[str, Any]:
    """Ten contracts of one organisation beside all that is held."""
    site(home)
    draft = drafted(Path(path), Path(path).stem)
    got = work_out(draft)
    assert got["new"] == TEN, got
    return {**got, **written(draft, got["checksum"])}


def told(what: str, got: dict[str, Any]) -> None:
    """The lines of one step."""
    line(f"{what}: register from the database", got["reading"], rest=f"{got['held']:,} rows")
    line("  plan", got["planning"], rest=f"{got['new']:,} new")
    line("  what the pages show, with the checksum", got["showing"], got["peak"])
    if "writing" in got:
        line("  planned once more", got["again"])
        line("  written, in which nobody else writes", got["writing"])


def main() -> None:
    """Run everything, or one step of it."""
    read = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    read.add_argument("--organisations", type=int, default=1_700)
    read.add_argument("--seed", type=int, default=1)
    read.add_argument("--step", help="run this step alone (used by the script itself)")
    read.add_argument("arguments", nargs="*")
    asked = read.parse_args()
    if asked.step:
        say({"first": first, "again": again, "few": few}[asked.step](*asked.arguments))
        return
    print(machine())
    print(f"state     {asked.organisations:,} organisations, seed {asked.seed}, {ON}\n")
    head()
    with tempfile.TemporaryDirectory() as made:
        home, folder = Path(made) / "home", Path(made) / "state"
        state = verbs.generate(asked.organisations, asked.seed, ON)
        write_tables(state, folder, Format.PARQUET)
        packed = shutil.make_archive(str(folder), "zip", folder)
        size = Path(packed).stat().st_size
        organisation = state.table("services")["organisation_id"].drop_nulls()[0]
        some = Path(made) / organisation / "contracts.csv"
        some.parent.mkdir()
        rows = "".join(f"con-new-{n},New {n},{organisation}\n" for n in range(TEN))
        some.write_text(f"id,name,organisation_id\n{rows}", "utf-8")
        ten = shutil.make_archive(str(some.parent), "zip", some.parent)
        print(f"  {state.count():,} rows, {size:,} bytes as a zip of Parquet")
        for step, what, path in (
            ("first", "first time", packed),
            ("again", "the same again", packed),
            ("few", "ten contracts", ten),
        ):
            told(what, fresh(__file__, step, home, path))


if __name__ == "__main__":
    main()
