"""Draws the submissions that a second person looks at again: the same ones at every run of the same batch."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable

from models.batch import SubmissionState, Worked

VERIFIED = (SubmissionState.complete, SubmissionState.partial)


def draw_sample(
    submissions: Iterable[Worked], *, percent: float, programme: str, reference_date: str
) -> frozenset[str]:
    """Return the names of so many percent of the verified submissions, at least one unless it is 0.

    The SHA-256 of programme, reference date and name decides: nobody chooses, and no run chooses others.
    """
    names = [worked.name for worked in submissions if worked.state in VERIFIED]
    drawn = sorted(names, key=lambda name: _lot(programme, reference_date, name))
    return frozenset(drawn[: math.ceil(len(names) * percent / 100)])


def _lot(*parts: str) -> bytes:
    return hashlib.sha256("\0".join(parts).encode()).digest()
