"""Stated confidence against measured accuracy: how often a value is right that the engine calls so sure.

In: golden packages and single documents with truth. Out: one sample per value that was read, and a
table of them by confidence. It is what the thresholds of doubt are chosen by (docs/decisions/0014).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

from extractor.evaluate.compare import same_value
from extractor.evaluate.score import found_fields, kind_of
from extractor.evaluate.truth import DocumentTruth, FieldTruth
from models.base import Frozen
from models.catalogue.catalogue import Catalogue
from models.field import DocumentRecord, Field

BOUNDS = (0.0, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995)
"""Lower ends of the steps of confidence; the last one ends at 1."""
FIGURES = frozenset(
    {"money", "ratio", "count", "rank", "day", "period", "uscc", "code"}
    | {"patent_number", "certificate_number", "registration_number"}
)
_Z = 1.96  # of the normal distribution, for an interval of 95 %


class Sample(Frozen):
    """One value that was read: how sure its reading was said to be, whether it was marked, and whether it is right."""

    kind: str
    confidence: float
    doubtful: bool
    right: bool

    @property
    def is_figure(self) -> bool:
        """Whether one wrong character makes another value of it."""
        return self.kind in FIGURES


def samples_of(
    truth: DocumentTruth, record: DocumentRecord | None, *, catalogue: Catalogue
) -> Iterator[Sample]:
    """Samples of a document: every value of the truth that was read, and every one read where none is printed."""
    for field in truth.fields:
        kind = kind_of(field, truth, catalogue=catalogue)
        for read in _read(field, record):
            assert read.reading is not None
            yield Sample(
                kind=kind,
                confidence=read.reading.confidence,
                doubtful=bool(read.reading.doubts),
                right=field.value is not None
                and same_value(field.value, read.value or "", kind=kind),
            )


def _read(truth: FieldTruth, record: DocumentRecord | None) -> Sequence[Field]:
    """The field as read; of several of one name the right one, as they stand in no order."""
    found = [field for field in found_fields(truth, record) if field.value is not None]
    same = [f for f in found if truth.value is not None and f.value == truth.value]
    return (same or found)[:1]


def show_calibration(samples: Sequence[Sample]) -> str:
    """Return the table as Markdown: undoubted figures, undoubted words, and what was marked as doubtful."""
    columns: tuple[tuple[str, Callable[[Sample], bool]], ...] = (
        ("数字、日期、编号（无存疑标记）", lambda s: s.is_figure and not s.doubtful),
        ("文字（无存疑标记）", lambda s: not s.is_figure and not s.doubtful),
        ("有存疑标记", lambda s: s.doubtful),
    )
    head = "| 识别把握 | " + " | ".join(name for name, _ in columns) + " |"
    lines = [head, "|---" * (len(columns) + 1) + "|"]
    for low, high in zip(BOUNDS, (*BOUNDS[1:], 1.01), strict=True):
        step = [s for s in samples if low <= s.confidence < high]
        cells = [_share([s for s in step if belongs(s)]) for _, belongs in columns]
        lines.append(f"| {low:g} – {min(high, 1):g} | " + " | ".join(cells) + " |")
    cells = [_share([s for s in samples if belongs(s)]) for _, belongs in columns]
    lines.append("| 合计 | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _share(samples: Sequence[Sample]) -> str:
    """Right of all, the share, and the least share that chance allows for (Wilson, 95 %)."""
    if not samples:
        return "—"
    right, total = sum(s.right for s in samples), len(samples)
    return f"{right}/{total}，{right / total:.1%}（≥ {least_share(right, total):.1%}）"


def least_share(right: int, total: int) -> float:
    """Return the lower end of the 95 % interval of a share (Wilson, JASA 22 (1927) 209)."""
    share, square = right / total, _Z**2
    middle = share + square / (2 * total)
    width = _Z * math.sqrt(share * (1 - share) / total + square / (4 * total**2))
    return max(0.0, (middle - width) / (1 + square / total))
