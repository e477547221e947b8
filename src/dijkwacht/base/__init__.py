# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Floor 1: words without domain. Imports nothing of ours and nothing of others."""
