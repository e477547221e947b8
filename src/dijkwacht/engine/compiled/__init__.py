# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The engine once more, compiled: the same answers as `simulate`, for many scenarios or a large
graph. Only `engine/load.py` brings it in, so that a small question never waits for the compiler."""
