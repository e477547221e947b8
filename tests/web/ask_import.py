# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes a site with the example, and asks for an import of so many contracts as a job; its id comes
out."""

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
from dijkwacht.web.queue.models import ImportDraft  # noqa: E402
from dijkwacht.web.queue.work import begin  # noqa: E402

if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    call_command("demo")
    roos = User.objects.get(email="roos.de.wit@waterdam.example")
    looks = viewer(roos, roos.grants.get())
    lines = "".join(f"con-{n},Contract {n},org-waterdam\n" for n in range(int(sys.argv[1])))
    table = SimpleUploadedFile("contracts.csv", f"id,name,organisation_id\n{lines}".encode())
    draft = ImportDraft(
        by=roos, organisation=looks.node, on=timezone.localdate(), ends="nothing", size=0
    )
    keep(draft, [table])
    draft.save(force_insert=True)
    question = {"draft": str(draft.pk), "checksum": make(draft, looks).plan.checksum}
    sys.stdout.write(f"{begin('import-apply', question | {'anyway': False}, looks).pk}\n")
