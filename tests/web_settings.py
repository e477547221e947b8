# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The settings of the web under test: a home of its own that goes when the process ends; the
database that DIJKWACHT_DATABASE names, else SQLite."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ["DIJKWACHT_HOME"] = tempfile.mkdtemp(prefix="dijkwacht-test-")
atexit.register(shutil.rmtree, os.environ["DIJKWACHT_HOME"], ignore_errors=True)
(Path(os.environ["DIJKWACHT_HOME"]) / "static").mkdir()
os.environ["DIJKWACHT_DEMO"] = "yes"
os.environ.pop("DIJKWACHT_POLICY", None)

from dijkwacht.web.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
