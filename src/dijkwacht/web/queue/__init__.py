# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Long work in the background: jobs that a worker does, with progress, that survive its end."""
