"""The reports of submissions, read from the store and kept parsed while they are in use."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.orm import Session

from api.problems import ProblemCode, ProblemError
from api.store.blobs import BlobStore
from api.store.tables import ReportRun, Submission
from extractor.report.from_wire import report_from_wire
from extractor.report.wire import WireReport
from models.run import Report

_NOT_YET = "核验尚未完成，请稍后再看。"
KEPT = 32

Kept = TypeVar("Kept")


def find_run(session: Session, row: Submission, *, run: int | None = None) -> ReportRun:
    """Return a report run, the newest by default; raises ProblemError not_finished, no_such_thing."""
    if row.run == 0:
        raise ProblemError(ProblemCode.not_finished, _NOT_YET)
    found = session.get(ReportRun, (row.id, run or row.run))
    if found is None:
        raise ProblemError(ProblemCode.no_such_thing, "没有这一次的核验报告。")
    return found


class ReportShelf:
    """Parsed reports by their blob, the least recently used ones put away."""

    def __init__(self, store: BlobStore) -> None:
        self._store = store
        self._kept: OrderedDict[str, WireReport] = OrderedDict()
        self._inside: OrderedDict[str, Report] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, blob: str) -> WireReport:
        """Return the report in a blob, in its outside shape."""
        return self._take(
            self._kept, blob, lambda: WireReport.model_validate_json(self._store.get(blob))
        )

    def take_inside(self, blob: str) -> Report:
        """Return the report in a blob as it was before it was written."""
        return self._take(self._inside, blob, lambda: report_from_wire(self.take(blob)))

    def _take(self, kept: OrderedDict[str, Kept], blob: str, make: Callable[[], Kept]) -> Kept:
        with self._lock:
            if blob in kept:
                kept.move_to_end(blob)
                return kept[blob]
        report = make()
        with self._lock:
            kept[blob] = report
            while len(kept) > KEPT:
                kept.popitem(last=False)
        return report
