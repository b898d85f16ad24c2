"""What we could not do with the papers: about our reading, never about the applicant."""

from __future__ import annotations

from enum import StrEnum

from models.base import Frozen


class IssueCode(StrEnum):
    """Stable codes of reading issues."""

    file_refused = "file_refused"
    file_repaired = "file_repaired"
    page_unreadable = "page_unreadable"
    page_damaged = "page_damaged"
    low_confidence = "low_confidence"
    unknown_page = "unknown_page"
    orientation_unsure = "orientation_unsure"
    unit_missing = "unit_missing"
    readings_differ = "readings_differ"
    statement_does_not_add_up = "statement_does_not_add_up"
    field_unreadable = "field_unreadable"
    mark_unclear = "mark_unclear"
    text_layer_distrusted = "text_layer_distrusted"
    page_twice = "page_twice"
    several_papers = "several_papers"
    listed_not_found = "listed_not_found"
    correction_stale = "correction_stale"
    decision_stale = "decision_stale"


class Issue(Frozen):
    """One reading issue: stable code, place, Chinese sentence."""

    code: IssueCode
    file: str | None = None
    page: int | None = None
    message: str
