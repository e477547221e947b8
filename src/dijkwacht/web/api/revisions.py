# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who one is, and which changes were made."""

from datetime import date, datetime
from typing import Annotated, Any, Final

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import Field

from dijkwacht.web.access import Viewer
from dijkwacht.web.api.answers import answer
from dijkwacht.web.api.callers import caller, needs
from dijkwacht.web.api.listing import links
from dijkwacht.web.api.problems import Refused
from dijkwacht.web.api.schemas import Answer
from dijkwacht.web.roles import RIGHTS, Right
from dijkwacht.web.store.models import Revision

ROUTER: Final = Router(tags=["changes"], by_alias=True)
Number = Annotated[int, Path(ge=0, le=2**31 - 1)]


class Me(Answer):
    """Who calls, and what they may."""

    name: str
    role: str
    rights: list[str]
    organisation_id: str | None = Field(description="Where one has the role; null: everywhere.")
    reach: str = Field(description="own, central (under other names) or named")
    token: str | None = Field(description="The name of the token; null in a browser.")
    scope: str | None
    valid_until: datetime | None = Field(description="Of the token.")


class RevisionRead(Answer):
    """One change of the register; what it was about only where it was one's own."""

    number: int
    applied_at: datetime
    kind: str
    own: bool
    on: date | None
    organisation_id: str | None
    by: str | None
    why: str | None
    checksum: str | None
    counts: dict[str, list[int]] | None = Field(description="By table: new, changed, ended.")
    undoes: int | None


class RevisionsRead(Answer):
    """A page of changes, the last first."""

    total: int
    page: int
    page_size: int
    items: list[RevisionRead]


class Paged(Answer):
    """Which page."""

    page: int = Field(1, ge=1, le=1_000_000)
    page_size: int = Field(100, ge=1, le=1_000)


@ROUTER.get(
    "/me",
    response={200: Me},
    operation_id="read-me",
    url_name="read-me",
    summary="Read who one is",
)
def me(request: HttpRequest) -> HttpResponse:
    """Who calls, in which role, with which rights."""
    found = caller(request)
    viewer, token = found.viewer, found.token
    return answer(
        Me(
            name=viewer.name,
            role=viewer.role.value,
            rights=sorted(right.value for right in RIGHTS[viewer.role]),
            organisation_id=viewer.node,
            reach=viewer.reach.value,
            token=token.name if token else None,
            scope=token.scope if token else None,
            valid_until=token.valid_until if token else None,
        )
    )


@ROUTER.get(
    "/revisions",
    response={200: RevisionsRead},
    operation_id="list-revisions",
    url_name="list-revisions",
    summary="List changes",
)
def revisions(request: HttpRequest, asked: Query[Paged]) -> HttpResponse:
    """The changes of the register, the last first."""
    viewer = needs(request, Right.READ).viewer
    every = Revision.objects.select_related("by")
    first = (asked.page - 1) * asked.page_size
    total = every.count()
    items = [told(one, viewer) for one in every[first : first + asked.page_size]]
    made = RevisionsRead(total=total, page=asked.page, page_size=asked.page_size, items=items)
    given = answer(made)
    given["Link"] = links(request, asked.page, asked.page_size, total)
    return given


@ROUTER.get(
    "/revisions/{number}",
    response={200: RevisionRead},
    operation_id="read-revision",
    url_name="read-revision",
    summary="Read one change",
)
def revision(request: HttpRequest, number: Number) -> HttpResponse:
    """One change of the register."""
    viewer = needs(request, Right.READ).viewer
    found = Revision.objects.select_related("by").filter(number=number).first()
    if found is None:
        raise Refused(404, "api.not-found")
    return answer(told(found, viewer))


def told(one: Revision, viewer: Viewer) -> RevisionRead:
    """A change as somebody may know it."""
    own = viewer.sees(one.organisation) if one.organisation else viewer.sees(None)
    inside: dict[str, Any] = {
        "on": one.on,
        "organisation_id": one.organisation,
        "by": str(one.by) if one.by else None,
        "why": one.why,
        "checksum": one.checksum,
        "counts": one.counts,
        "undoes": one.undoes_id,
    }
    return RevisionRead(
        number=one.number,
        applied_at=one.applied_at,
        kind=one.kind,
        own=own,
        **(inside if own else dict.fromkeys(inside)),
    )
