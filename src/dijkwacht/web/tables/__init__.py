# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""One table everywhere: what each table of the register offers, a question from an address, and the
rows that answer it, as one viewer may see them."""
