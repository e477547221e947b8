# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dijkwacht: which public services stop when an ICT supplier stops, when, for whom, and why."""

__version__ = "0.1.0"
