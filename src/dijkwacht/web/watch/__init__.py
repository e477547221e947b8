# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The watch in the web: its nights, kept, and what a reader may know of them."""
