"""The six ways in which a condition can stand."""

from __future__ import annotations

from enum import StrEnum


class Truth(StrEnum):
    """Holds or fails by evidence; unsupported: holds by the declaration only; or undecided.

    asked: what remains open is a question that no paper answers, so a person or a register must.
    """

    holds = "holds"
    unsupported = "unsupported"
    review = "review"
    asked = "asked"
    unknown = "unknown"
    fails = "fails"
