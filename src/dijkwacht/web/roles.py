# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The roles, and what each may do (policy of access: docs/reference/roles.md)."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from dijkwacht.base.message import Message


class Role(StrEnum):
    """What a person is at a node of the tree of organisations."""

    CONTRACT_MANAGER = "contract-manager"
    SERVICE_OWNER = "service-owner"
    CISO = "ciso"
    CIO = "cio"
    BOARD = "board"
    ANALYST = "analyst"  # of the centre: sees all organisations under other names
    REVIEWER = "reviewer"  # independent
    AUDITOR = "auditor"
    CRISIS = "crisis-team"
    ADMINISTRATOR = "administrator"  # of people, not of the register

    @property
    def says(self) -> Message:
        """The role in words."""
        return Message(f"role.{self.value}")


class Right(StrEnum):
    """What one may do where one has a role."""

    READ = "read"
    EDIT = "edit"  # facts of the register
    IMPORT = "import"
    EXPORT = "export"
    ASSESS = "assess"  # harm of an outage
    APPROVE = "approve"  # an assessment of somebody else
    SIGN = "sign"  # move a class, with a second signature
    CENTRAL = "central"  # all organisations, under other names
    WATCH = "watch"  # say what was done about an alert
    ASK_NAMES = "ask-names"  # of organisations, with a reason and a second person
    AUDIT = "audit"  # read the trail
    MANAGE = "manage"  # people and their roles


_READS: Final = frozenset((Right.READ, Right.EXPORT))

RIGHTS: Final[Mapping[Role, frozenset[Right]]] = {
    Role.CONTRACT_MANAGER: _READS | {Right.EDIT, Right.IMPORT, Right.WATCH},
    Role.SERVICE_OWNER: _READS | {Right.EDIT, Right.IMPORT, Right.ASSESS, Right.WATCH},
    Role.CISO: _READS | {Right.APPROVE, Right.SIGN, Right.WATCH},
    Role.CIO: _READS | {Right.APPROVE, Right.SIGN, Right.WATCH},
    Role.BOARD: _READS,
    Role.ANALYST: _READS | {Right.CENTRAL, Right.ASK_NAMES, Right.WATCH},
    Role.REVIEWER: _READS,
    Role.AUDITOR: _READS | {Right.AUDIT},
    Role.CRISIS: _READS | {Right.CENTRAL, Right.ASK_NAMES, Right.WATCH},
    Role.ADMINISTRATOR: frozenset((Right.MANAGE,)),
}
"""Who enters does not approve; who manages people reads no register."""

WHOLE_STATE: Final = frozenset((Role.ANALYST, Role.CRISIS, Role.AUDITOR, Role.ADMINISTRATOR))
"""The roles that one may have without an organisation."""
