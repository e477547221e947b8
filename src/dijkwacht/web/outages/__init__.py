# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Outages in the web: the question in an address, the answer, and what of it one viewer is told."""
