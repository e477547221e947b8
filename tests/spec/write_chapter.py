# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes docs/reference/engine-behaviour.md from the specs: `python -m spec.write_chapter`."""

from spec.chapter import CHAPTER, render

if __name__ == "__main__":
    CHAPTER.write_text(render(), encoding="utf-8")
