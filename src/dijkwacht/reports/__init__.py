# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers as documents: sections with typed cells, in words of the reader's language."""
