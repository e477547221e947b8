# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The parts of the web as Django applications."""

from importlib import import_module

from django.apps import AppConfig

from dijkwacht.web.home import visits


class WebConfig(AppConfig):
    """Commands and templates of the whole."""

    name = "dijkwacht.web"
    label = "web"


class StoreConfig(AppConfig):
    """The register in a database."""

    name = "dijkwacht.web.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"


class AccountsConfig(AppConfig):
    """People and their roles."""

    name = "dijkwacht.web.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Begin to listen: not before all models are there."""
        import_module("dijkwacht.web.accounts.sessions")


class AuditConfig(AppConfig):
    """The trail of acts."""

    name = "dijkwacht.web.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Begin to listen: not before all models are there."""
        import_module("dijkwacht.web.audit.listening")


class JobsConfig(AppConfig):
    """Long work and kept runs."""

    name = "dijkwacht.web.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"


class PagesConfig(AppConfig):
    """Pages and what they keep: saved views, tasks that were put off."""

    name = "dijkwacht.web.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hear of log-ins, before Django writes their time."""
        visits.listen()


class SigningConfig(AppConfig):
    """Signatures that wait for a second one."""

    name = "dijkwacht.web.signing"
    label = "signing"
    default_auto_field = "django.db.models.BigAutoField"


class TokensConfig(AppConfig):
    """Tokens with which programs come in."""

    name = "dijkwacht.web.tokens"
    label = "tokens"
    default_auto_field = "django.db.models.BigAutoField"


class QueueConfig(AppConfig):
    """Long work in the background, and imports on their way."""

    name = "dijkwacht.web.queue"
    label = "queue"
    default_auto_field = "django.db.models.BigAutoField"


class WatchConfig(AppConfig):
    """The nights of the watch."""

    name = "dijkwacht.web.watch"
    label = "watch"
    default_auto_field = "django.db.models.BigAutoField"
