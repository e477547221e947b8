# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Models that others published, for validation and for researchers: what the engine is held
against (docs/explanation/published-models.md)."""
