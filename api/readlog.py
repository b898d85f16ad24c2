"""The log of who read what: one line per person, submission and kind of reading in ten minutes."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable

from api.audit import Action, append_entry
from api.security.permissions import Principal
from api.store.database import Database

SECONDS = 600.0
MOST = 10_000


class ReadLog:
    """Remembers what was logged lately, so that leafing through pages does not flood the log."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._seen: dict[tuple[str, uuid.UUID, str], float] = {}
        self._lock = threading.Lock()
        self._clock = clock

    def note(self, principal: Principal, submission: uuid.UUID, *, what: str) -> None:
        """Log that somebody reads a part (`report`, `pages` …) of a submission, before it is answered."""
        key = (principal.credential, submission, what)
        now = self._clock()
        with self._lock:
            if now - self._seen.get(key, -SECONDS) < SECONDS:
                return
        with self._database.transaction() as session:
            append_entry(
                session,
                Action.submission_read,
                actor=str(principal.account),
                subject=str(submission),
                detail={"what": what},
            )
        with self._lock:
            if len(self._seen) >= MOST:
                self._seen.clear()
            self._seen[key] = now
