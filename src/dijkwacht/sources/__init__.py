# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Floor 3: one file per source format, each from a file or folder to rows and problems."""
