"""Files that no row refers to: left by uploads that were cut off, and by results that came too late."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Iterable, Iterator

from sqlalchemy import select, text

from api.erase import blobs_in_use
from api.store.blobs import BlobStore
from api.store.database import Database
from api.store.tables import KeptReading

log = logging.getLogger(__name__)

SECONDS = 86_400.0
"""A file is stored before the row that names it: only after so long it counts as left over."""
AT_ONCE = 500
SWEEP_LOCK = 4811  # an advisory lock: one process sweeps, the others leave it to that one


def sweep_orphans(database: Database, store: BlobStore, *, seconds: float = SECONDS) -> int:
    """Remove files that nobody put for `seconds` and that no row names; return how many.

    Safe while others upload: putting a file that is stored already makes it young again.
    """
    removed = 0
    with database.transaction() as session:
        query = text("SELECT pg_try_advisory_xact_lock(:key)")
        if not session.scalar(query, {"key": SWEEP_LOCK}):
            return 0
        for blobs in _batched(store.list_blobs()):
            used = blobs_in_use(session, blobs)
            for column in (KeptReading.blob, KeptReading.picture):
                kept = session.scalars(select(column).where(column.in_(blobs)))
                used.update(blob for blob in kept if blob)
            removed += sum(
                store.delete_older(blob, seconds=seconds) for blob in blobs if blob not in used
            )
    removed += store.delete_unfinished(seconds=seconds)
    if removed:
        log.warning("%d files that nothing refers to were removed from the store", removed)
    return removed


def _batched(blobs: Iterable[str]) -> Iterator[list[str]]:
    source = iter(blobs)
    while batch := list(itertools.islice(source, AT_ONCE)):
        yield batch
