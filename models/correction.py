"""What people decide about a reading or a finding: entries that are only ever added, input to the next run."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from models.base import Frozen
from models.field import FieldStatus
from models.finding import Outcome
from models.geometry import Box


class PageMark(Frozen):
    """One page, known again by its file and number, or by its content in another file.

    `digest` is the page's own (64 hex digits); `file_sha256` with `page` (from 1) finds it where the
    way digests are made has changed.
    """

    file_sha256: str
    page: int
    digest: str


class Entry(Frozen):
    """What every entry has: an id of its own, and who made it when, as plain text for people."""

    id: str
    by: str = ""
    at: str = ""
    note: str = ""


class ReadingCorrection(Entry):
    """What a person reads at one place: a value, or one of the nothings.

    `box` (fractions of the page as displayed) is where the value stands, redrawn or as it was; `seen`
    is what the engine had read there: when that changes, the correction asks again. `text` is the value
    as printed, or the chosen options joined with `;`; `unit` the unit printed for it elsewhere.
    """

    kind: Literal["reading"] = "reading"
    mark: PageMark
    box: Box
    seen: str
    key: str
    period: str | None = None
    scope: str | None = None
    status: FieldStatus = FieldStatus.found
    text: str | None = None
    unit: str | None = None

    @model_validator(mode="after")
    def _found_has_text(self) -> ReadingCorrection:
        if (self.status is FieldStatus.found) != bool(self.text and self.text.strip()):
            raise ValueError("a found value has a text, the other states have none")
        return self

    @property
    def target(self) -> tuple[object, ...]:
        """What it speaks about: a later entry on the same target replaces an earlier one."""
        return ("reading", self.mark.digest, self.key, self.period, self.scope, self.seen)


class PagesCorrection(Entry):
    """These pages, one after another in one file, are one paper of this type (None: of no known type).

    Splitting a paper gives one entry per piece, joining two gives one entry over both.
    """

    kind: Literal["pages"] = "pages"
    marks: tuple[PageMark, ...] = Field(min_length=1)
    type: str | None = None

    @property
    def target(self) -> tuple[object, ...]:
        """What it speaks about: a later entry on the same pages replaces an earlier one."""
        return ("pages", *(mark.digest for mark in self.marks))


class Action(StrEnum):
    """What a person decides about a finding."""

    confirm = "confirm"  # the papers do disagree
    dismiss = "dismiss"  # nothing is held against the applicant


class Reason(StrEnum):
    """Why a finding is dismissed."""

    other_paper = "other_paper"
    explained = "explained"
    immaterial = "immaterial"
    not_applicable = "not_applicable"
    original_seen = "original_seen"
    other = "other"


class Basis(Frozen):
    """One value that a finding rests on: the page it stands on and what was read there."""

    digest: str
    value: str


class FindingMark(Frozen):
    """One finding, known again while the evidence it rests on is the same.

    `message` is what the person had before them; it tells findings of equal basis apart.
    """

    rule: str
    indicator: str | None = None
    period: str | None = None
    document_type: str | None = None
    outcome: Outcome
    basis: tuple[Basis, ...] = ()
    message: str

    @property
    def subject(self) -> tuple[str | None, ...]:
        """What the finding is about, whatever the papers say."""
        return (self.rule, self.indicator, self.period, self.document_type)


class FindingDecision(Entry):
    """A person's decision about one finding; a dismissal needs a reason."""

    kind: Literal["finding"] = "finding"
    finding: FindingMark
    action: Action
    reason: Reason | None = None

    @model_validator(mode="after")
    def _dismissal_has_reason(self) -> FindingDecision:
        if (self.action is Action.dismiss) != (self.reason is not None):
            raise ValueError("a dismissal, and nothing else, has a reason")
        if self.reason is Reason.other and not self.note.strip():
            raise ValueError("another reason is told in the note")
        return self

    @property
    def target(self) -> tuple[object, ...]:
        """What it speaks about."""
        return ("finding", self.finding)


class Undo(Entry):
    """Takes back an earlier entry, or an earlier undo."""

    kind: Literal["undo"] = "undo"
    of: str


Correction = ReadingCorrection | PagesCorrection | FindingDecision
AnyEntry = Annotated[Correction | Undo, Field(discriminator="kind")]


class Corrections(Frozen):
    """All entries in the order in which they were made.

    `needs_second_person`: clearing a finding of severity error takes two different people.
    """

    entries: tuple[AnyEntry, ...] = ()
    needs_second_person: bool = False


def standing(corrections: Corrections) -> tuple[Correction, ...]:
    """Return the entries that hold: not taken back, in the order made."""
    undone: set[str] = set()
    for entry in reversed(corrections.entries):
        if isinstance(entry, Undo) and entry.id not in undone:
            undone.add(entry.of)
    return tuple(
        entry
        for entry in corrections.entries
        if not isinstance(entry, Undo) and entry.id not in undone
    )


def latest_readings(entries: Sequence[Correction]) -> tuple[ReadingCorrection, ...]:
    """Return the last correction of every value, in the order made."""
    last = {entry.target: entry for entry in entries if isinstance(entry, ReadingCorrection)}
    return tuple(last.values())


def page_runs(entries: Sequence[Correction]) -> tuple[PagesCorrection, ...]:
    """Return the corrections of papers; where two overlap, the later one is applied last."""
    return tuple(entry for entry in entries if isinstance(entry, PagesCorrection))


def decisions(entries: Sequence[Correction]) -> tuple[FindingDecision, ...]:
    """Return the decisions about findings."""
    return tuple(entry for entry in entries if isinstance(entry, FindingDecision))
