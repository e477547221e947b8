# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The API under `/api/v1`: what pages show, for programs. Everything in it comes through a
`Sight`, as on pages."""
