# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Floor 4: what happens when things stop: scenario in, outage out."""
