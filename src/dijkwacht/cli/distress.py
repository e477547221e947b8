# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands about the failing of suppliers, as one group."""

import click

from dijkwacht.cli.options import LanguageGroup, with_language
from dijkwacht.cli.ratios import ratios


@click.group(cls=LanguageGroup)
@with_language
def distress() -> None:
    """How near to failing suppliers are: their accounts, published models, and probabilities."""


distress.add_command(ratios)
