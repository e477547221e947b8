# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the core says: a code with its parameters, made into a sentence only where a person reads
it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Message:
    """A code of the gettext catalogues (`locale/`) and the values its sentence shows."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def of(cls, code: str, **params: object) -> "Message":
        """The message with these parameters."""
        return cls(code, params)
