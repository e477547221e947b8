# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""All that a site holds in one file, the same for SQLite and PostgreSQL: a zip with one file of
JSON lines per table, and a list of what is in it."""

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError as Unfit
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from dijkwacht import __version__
from dijkwacht.base.errors import Unreadable
from dijkwacht.web.settings import ENVIRONMENT

FORM: Final = 1
ABOUT: Final = "about.json"
KEY: Final = "secret-key"
LEFT_OUT: Final = frozenset(("sessions.session", "contenttypes.contenttype", "auth.permission"))
BATCH: Final = 2_000


def kept_models() -> list[type[models.Model]]:
    """The tables that a backup holds, each behind those that it refers to."""
    found = serializers.sort_dependencies([(app, None) for app in apps.get_app_configs()])
    return [model for model in found if model._meta.label_lower not in LEFT_OUT and _real(model)]


def _real(model: type[models.Model]) -> bool:
    return not model._meta.proxy and model._meta.managed


def backup(file: Path) -> Mapping[str, int]:
    """Write everything to a new file, as it is at one moment; rows per table. Unreadable when the
    file is there already or cannot be written."""
    draft = file.with_name(f".{file.name}.new")
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        os.close(handle)
        with draft.open("wb") as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
            counts = _written(made)
        draft.chmod(0o600)
        draft.replace(file)
    except OSError as fault:
        why = fault.strerror or str(fault)
        raise Unreadable("file-refused", file=str(file), why=why) from fault
    return counts


def _written(made: zipfile.ZipFile) -> dict[str, int]:
    counts: dict[str, int] = {}
    digests: dict[str, str] = {}
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            _one_moment()
        migrations = sorted(MigrationRecorder(connection).applied_migrations())
        for model in kept_models():
            label = model._meta.label_lower
            counts[label], digests[label] = _table(made, model)
    key = (ENVIRONMENT.home / KEY).read_text("ascii")
    made.writestr(KEY, key)
    about = {
        "form": FORM,
        "version": __version__,
        "migrations": migrations,
        "counts": counts,
        "digests": digests,
    }
    made.writestr(ABOUT, json.dumps(about, indent=1))
    return counts


def _one_moment() -> None:
    """All questions of this transaction see the same rows. (On SQLite they always do.)"""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _table(made: zipfile.ZipFile, model: type[models.Model]) -> tuple[int, str]:
    """The rows of one table as JSON lines; how many, and the digest of what was written."""
    digest, count = hashlib.sha256(), 0
    rows = model._base_manager.order_by(model._meta.pk.name).iterator(BATCH)
    with made.open(f"{model._meta.label_lower}.jsonl", "w", force_zip64=True) as stream:
        for lines in _lines(rows):
            stream.write(lines)
            digest.update(lines)
            count += lines.count(b"\n")
    return count, digest.hexdigest()


def _lines(rows: Iterator[models.Model]) -> Iterator[bytes]:
    waiting: list[models.Model] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == BATCH:
            yield _jsonl(waiting)
            waiting = []
    if waiting:
        yield _jsonl(waiting)


def _jsonl(rows: list[models.Model]) -> bytes:
    made = serializers.serialize("python", rows)
    return "".join(f"{json.dumps(row, default=_exact)}\n" for row in made).encode()


def _exact(value: object) -> str:
    """Moments to the microsecond (Django's own JSON cuts them), all else as text."""
    return value.isoformat() if isinstance(value, date | datetime | time) else str(value)


def restore(file: Path) -> Mapping[str, int]:
    """Fill an empty database of the same version from a backup; rows per table. Unreadable for a
    file that is no backup, is damaged, or of another version, and for a database that holds rows.
    """
    try:
        with zipfile.ZipFile(file) as held:
            about = json.loads(held.read(ABOUT))
            _check(about, file)
            with transaction.atomic():
                for model in kept_models():
                    _fill(held, model, about, file)
                _numbers_go_on()
            _key(held)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, Unfit) as fault:
        raise Unreadable("backup-damaged", file=str(file), why=str(fault)[:200]) from fault
    counts: dict[str, int] = about["counts"]
    return counts


def _check(about: Mapping[str, Any], file: Path) -> None:
    ours = [list(one) for one in sorted(MigrationRecorder(connection).applied_migrations())]
    if about["form"] != FORM or about["migrations"] != ours:
        version = str(about["version"])
        raise Unreadable("backup-version", file=str(file), version=version, ours=__version__)
    for model in kept_models():
        if model._base_manager.exists():
            raise Unreadable("restore-not-empty", table=model._meta.label_lower)


def _fill(
    held: zipfile.ZipFile, model: type[models.Model], about: Mapping[str, Any], file: Path
) -> None:
    """The rows of one table, once it is sure that they are what was written."""
    label = model._meta.label_lower
    name = f"{label}.jsonl"
    digest = hashlib.sha256()
    with held.open(name) as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    if digest.hexdigest() != about["digests"][label]:
        raise Unreadable("backup-damaged", file=str(file), why=name)
    waiting: list[models.Model] = []
    with held.open(name) as stream, _as_written(model):
        for one in serializers.deserialize("jsonl", io.TextIOWrapper(stream, "utf-8")):
            waiting.append(one.object)
            if len(waiting) == BATCH:
                model._base_manager.bulk_create(waiting)
                waiting = []
        model._base_manager.bulk_create(waiting)


@contextmanager
def _as_written(model: type[models.Model]) -> Iterator[None]:
    """Moments that Django sets by itself stay those that were written."""
    setting = [field for field in model._meta.fields if getattr(field, "auto_now_add", False)]
    for field in setting:
        setattr(field, "auto_now_add", False)  # noqa: B010  # not every field has it
    try:
        yield
    finally:
        for field in setting:
            setattr(field, "auto_now_add", True)  # noqa: B010


def _numbers_go_on() -> None:
    """New rows get numbers behind those that were restored."""
    for statement in connection.ops.sequence_reset_sql(no_style(), kept_models()):
        with connection.cursor() as cursor:
            cursor.execute(statement)


def _key(held: zipfile.ZipFile) -> None:
    """The key that other names are made with: they stay the same."""
    place = ENVIRONMENT.home / KEY
    place.write_bytes(held.read(KEY))
    place.chmod(0o600)
