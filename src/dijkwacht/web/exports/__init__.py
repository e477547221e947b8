# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables as files for other programs: CSV, JSON, XLSX and ODS, each with a head that tells where it
is from."""
