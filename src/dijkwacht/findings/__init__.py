# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Judgement by policy: (register, rules) in, findings with their because out."""
