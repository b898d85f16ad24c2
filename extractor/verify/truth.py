"""The five ways in which a condition can stand."""

from __future__ import annotations

from enum import StrEnum


class Truth(StrEnum):
    """Holds or fails by evidence; unsupported: holds by the declaration only; or undecided."""

    holds = "holds"
    unsupported = "unsupported"
    review = "review"
    unknown = "unknown"
    fails = "fails"
