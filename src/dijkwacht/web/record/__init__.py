# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""One thing of the register as a page: what it is, what it needs, what hangs on it, its past, and
how it is changed. What is here makes values; `pages/record*.py` answers requests with them."""
