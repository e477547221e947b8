# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Imports: from uploaded files to a plan that touches only rows of one's own."""
