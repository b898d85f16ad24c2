"""Whether a certificate is of the sort that a source of evidence asks for: an invention, a registered mark."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.verify.misread import SHAKY_CONFIDENCE
from models.catalogue.spec import Match
from models.field import DocumentRecord, Field
from models.kinds.patent_number import patent_type_of


def matches(record: DocumentRecord, conditions: Iterable[Match]) -> bool | None:
    """Whether a record meets all conditions; None when a field that decides was not read."""
    unread = False
    for condition in conditions:
        field = record.get(condition.field)
        text = "".join((field.value or "").split()) if field else ""
        if text and _holds(text, condition):
            continue
        # A misread word is no other word; a number with its own check digit may say it instead.
        held = False if text and _is_clear(field) else _by_number(record, condition)
        if held is False:
            return False
        unread = unread or held is None
    return None if unread else True


def _by_number(record: DocumentRecord, condition: Match) -> bool | None:
    """What a patent number says about the type of its certificate; None where it is not clear either."""
    number = record.get("patent_number") if condition.field == "patent_type" else None
    text = number.value or "" if number else ""
    if "." not in text or not _is_clear(number):
        return None
    told = patent_type_of(text)
    return _holds(told.value, condition) if told is not None else None


def _is_clear(field: Field | None) -> bool:
    """Whether nothing speaks against the reading of a field."""
    value = field.reading if field else None
    return value is not None and value.is_sure and value.confidence >= SHAKY_CONFIDENCE


def _holds(text: str, condition: Match) -> bool:
    if condition.one_of and text not in condition.one_of:
        return False
    return not condition.contains or any(word in text for word in condition.contains)
