# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Floor 2: the nouns, a register as columns, its checks, its plan, and its folder of tables."""
