"""Numbers of persons are hidden where a text leaves the service: ID cards (GB 11643) and mobile phones.

A figure is not a number of a person: what was read as an amount or a count stays as it is, and an ID
number counts as one only with a date of birth and its check character.
"""

from __future__ import annotations

import datetime
import logging
import re
from collections.abc import Mapping
from enum import Enum

from models.base import Frozen
from models.field import Value
from models.run import Report

_ID = re.compile(r"(?<![0-9A-Za-z])([1-8]\d{5})((?:19|20)\d{6})(\d{3})([\dXx])(?![0-9A-Za-z])")
_MOBILE = re.compile(r"(?<![\d.,A-Za-z])(1[3-9]\d)(\d{4})(\d{4})(?!\d|[.,]\d|\s*[万亿]?元|\s*%)")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def mask_text(text: str) -> str:
    """Return a text with the middle of every ID and mobile number as asterisks."""
    return _MOBILE.sub(r"\1****\3", _ID.sub(_masked_id, text))


def mask_report(report: Report) -> Report:
    """Return a report whose texts hide numbers of persons; its files, codes and figures stay."""
    parts = {
        name: _mask(getattr(report, name))
        for name in ("applicant", "fields", "tables", "findings", "issues")
    }
    return report.model_copy(update=parts)


class MaskingFilter(logging.Filter):
    """Hides numbers of persons in every line of the service's log."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Replace the message by its masked text."""
        record.msg, record.args = mask_text(record.getMessage()), ()
        return True


def _masked_id(match: re.Match[str]) -> str:
    digits = "".join(match.groups()).upper()
    total = sum(int(digit) * weight for digit, weight in zip(digits[:17], _WEIGHTS, strict=True))
    try:
        datetime.datetime.strptime(match[2], "%Y%m%d").replace(tzinfo=datetime.UTC)
    except ValueError:
        return match[0]
    if _CHECKS[total % 11] != digits[17]:
        return match[0]
    return f"{digits[:6]}********{digits[14:]}"


def _mask(thing: object) -> object:
    """The same thing with masked texts; a value with a last printed place is a figure and stays."""
    if isinstance(thing, str):
        return thing if isinstance(thing, Enum) else mask_text(thing)
    if isinstance(thing, Value) and thing.step is not None:
        return thing
    if isinstance(thing, Frozen):
        return thing.model_copy(
            update={name: _mask(getattr(thing, name)) for name in type(thing).model_fields}
        )
    if isinstance(thing, tuple) and type(thing) is tuple:
        return tuple(_mask(part) for part in thing)
    if isinstance(thing, Mapping):
        return {key: _mask(value) for key, value in thing.items()}
    return thing
