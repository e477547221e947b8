# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes a site with the example, says the secret of a token of Roos, then does what it is told, a
line each: `import NAME ROWS` asks for a job that writes so many contracts of that name, `look` says
what the doctor finds wrong.
"""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "dijkwacht.web.settings"
django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from dijkwacht.web.accounts.models import User  # noqa: E402
from dijkwacht.web.accounts.viewing import viewer  # noqa: E402
from dijkwacht.web.imports.making import make  # noqa: E402
from dijkwacht.web.imports.uploads import keep  # noqa: E402
from dijkwacht.web.operations.doctor import State, looks  # noqa: E402
from dijkwacht.web.queue.models import ImportDraft  # noqa: E402
from dijkwacht.web.queue.work import begin  # noqa: E402
from dijkwacht.web.tokens import keeping  # noqa: E402
from dijkwacht.web.tokens.models import Scope  # noqa: E402


def asked(name: str, rows: int) -> str:
    """The id of a job that writes so many contracts of this name."""
    roos = User.objects.get(email="roos.de.wit@waterdam.example")
    looks_ = viewer(roos, roos.grants.get())
    lines = "".join(f"con-{name}-{n},{name},org-waterdam\n" for n in range(rows))
    table = SimpleUploadedFile("contracts.csv", f"id,name,organisation_id\n{lines}".encode())
    draft = ImportDraft(
        by=roos, organisation=looks_.node, on=timezone.localdate(), ends="nothing", size=0
    )
    keep(draft, [table])
    draft.save(force_insert=True)
    question = {"draft": str(draft.pk), "checksum": make(draft, looks_).plan.checksum}
    return str(begin("import-apply", question | {"anyway": False}, looks_).pk)


def wrong() -> str:
    """What the doctor finds wrong; nothing where all is well."""
    found = [look for look in looks() if look.state is State.WRONG]
    return "; ".join(f"{look.about} {dict(look.what.params)}" for look in found)


def secret() -> str:
    """A token with which Roos writes."""
    roos = User.objects.get(email="roos.de.wit@waterdam.example")
    wanted = keeping.Wanted("kills", Scope.WRITE, 30, "org-waterdam")
    return keeping.make(viewer(roos, roos.grants.get()), wanted)[1]


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    call_command("demo")
    sys.stdout.write(f"{secret()}\n")
    sys.stdout.flush()
    for line in sys.stdin:
        act, *about = line.split()
        answer = asked(about[0], int(about[1])) if act == "import" else wrong()
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()
