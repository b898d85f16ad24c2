"""What a client sends and gets when it corrects or decides."""

from __future__ import annotations

import uuid
from typing import Annotated

from pydantic import BaseModel, Field, model_validator

from models.correction import Action, AnyEntry, Reason
from models.field import FieldStatus

Note = Annotated[str, Field(max_length=2000)]
Fraction = Annotated[float, Field(ge=0, le=1)]


class PageName(BaseModel):
    """One page by its file and its number in it, from 1."""

    file: str
    page: Annotated[int, Field(ge=1)]


class NewReading(BaseModel):
    """What a person reads at a place: the value as printed, or one of the nothings.

    `box` is where the value stands. The correction holds as long as the same text is read in it.
    """

    place: PageName
    box: tuple[Fraction, Fraction, Fraction, Fraction]
    key: Annotated[str, Field(max_length=200)]
    period: Annotated[str, Field(max_length=20)] | None = None
    scope: Annotated[str, Field(max_length=20)] | None = None
    status: FieldStatus = FieldStatus.found
    text: Annotated[str, Field(max_length=2000)] | None = None
    unit: Annotated[str, Field(max_length=20)] | None = None
    note: Note = ""

    @model_validator(mode="after")
    def _box_is_no_line(self) -> NewReading:
        x0, y0, x1, y1 = self.box
        if not (x0 < x1 and y0 < y1):
            raise ValueError("the box is x0, y0, x1, y1 with x0 < x1 and y0 < y1")
        return self


class NewPaper(BaseModel):
    """These pages, one after another in one file, are one paper of this type (None: of no known type)."""

    pages: Annotated[list[PageName], Field(min_length=1, max_length=2000)]
    type: Annotated[str, Field(max_length=100)] | None
    note: Note = ""


class NewDecision(BaseModel):
    """What a person decides about finding `number` of the report of run `run`."""

    run: Annotated[int, Field(ge=1)]
    number: Annotated[int, Field(ge=0)]
    action: Action
    reason: Reason | None = None
    note: Note = ""


class NewUndo(BaseModel):
    """Takes back the entry `of`."""

    of: Annotated[str, Field(max_length=100)]
    note: Note = ""


class Entered(BaseModel):
    """The entry that was made, and the run of the report that heeds it; `is_done` when it is there."""

    entry: str
    run: int
    is_done: bool


class Entries(BaseModel):
    """All entries in the order made."""

    entries: list[AnyEntry]


class Carried(BaseModel):
    """From which earlier submission of the same applicant entries are taken over."""

    source: uuid.UUID
