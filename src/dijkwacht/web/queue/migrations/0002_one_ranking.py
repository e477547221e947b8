# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two kinds of ranking became one: jobs of either name are told as that one."""

from typing import Any

from django.db import migrations


def one_name(apps: Any, schema_editor: Any) -> None:
    """The kind that kept its result gives its work, the other its name."""
    del schema_editor
    apps.get_model("queue", "Job").objects.filter(kind="kept-ranking").update(kind="ranking")


class Migration(migrations.Migration):
    """Forwards only changes a name; backwards there is nothing to undo."""

    dependencies = [("queue", "0001_initial")]

    operations = [migrations.RunPython(one_name, migrations.RunPython.noop)]
