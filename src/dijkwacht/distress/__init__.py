# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Yearly accounts of suppliers, and what they say of the probability that one fails."""
