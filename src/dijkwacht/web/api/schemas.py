# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What all answers have in common: names in lowerCamelCase, and no field that the document has
not."""

import re
from datetime import date
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

VERSION: Final = "1.0.0"
"""Of the API (semantic versioning); its first number stands in every address."""

LONGEST: Final = 200
"""The most signs of a text that is asked with."""

ISO_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _day(value: object) -> object:
    """Only what is written as a day: pydantic would take a number for seconds since 1970."""
    if isinstance(value, date) or (isinstance(value, str) and ISO_DAY.fullmatch(value)):
        return value
    raise PydanticCustomError("date_type", "a day is written as YYYY-MM-DD")


Day = Annotated[date, BeforeValidator(_day)]
Text = Annotated[str, Field(max_length=LONGEST)]
Whole = Annotated[int, Field(ge=-1, le=10**15)]
Hours = Annotated[int, Field(ge=1, le=10**8)]


class Answer(BaseModel):
    """Something that is sent or received."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")


class Fault(Answer):
    """One fault of the input."""

    place: str = Field(description="path, query or body")
    name: str = Field(description="Which parameter or property.")
    detail: str = Field(description="What is wrong with it.")


class Problem(Answer):
    """An error (RFC 9457)."""

    type: str = Field(description="The code of the error as a URN; stays the same.")
    title: str = Field(description="The HTTP status in words.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What went wrong, in the language of Accept-Language.")
    mend: str = Field(description="What mends it.")
    errors: list[Fault] = Field(description="Every fault of the input.")


class When(Answer):
    """Which day and revision are asked about."""

    on: Day | None = Field(None, description="The day to look at; today when absent.")
    revision: int | None = Field(
        None, ge=0, le=2**31 - 1, description="What was known at this revision; now when absent."
    )


class Dated(Answer):
    """What every answer about the register says of itself."""

    on: date = Field(description="The day looked at.")
    revision: int = Field(description="The revision it was reasoned on.")
    later_changes: int = Field(description="Revisions since then, not yet in this answer.")


class Thing(Answer):
    """What something is called for whoever asks; without an id where they may not see it."""

    noun: str
    id: str | None
    name: str


class Page(Dated):
    """A part of a list."""

    total: int = Field(description="Of all pages together.")
    page: int
    page_size: int
    items: list[Any]
