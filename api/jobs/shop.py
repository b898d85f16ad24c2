"""What a job has at hand: settings, database, store, and processes to do the heavy work in."""

from __future__ import annotations

import os
import socket
import threading
from dataclasses import dataclass, field

from api.settings import ServiceSettings
from api.store.blobs import BlobStore, MissingBlobError
from api.store.database import Database
from extractor.ocr.pool import ProcessPool

READERS_NICENESS = 15
HELPERS_NICENESS = 5
"""Who waits at a screen comes first, then what comes in, then the reading of pages."""
LOOK = 5.0  # seconds between two looks at a store that is away
ROOM = 100_000_000  # bytes that a full disk must have again
CONNECTIONS = 6  # to the database, beside one for each reading process
REVISIONS_EACH = 10_000
"""Working corrections in loads no library that keeps memory; a new process would have to get ready first."""


class StoppingError(Exception):
    """The worker is asked to stop; the job goes back into the queue."""


@dataclass(frozen=True)
class Shop:
    """The workplace of one worker process.

    `readers` are the processes that read pages, `helpers` those for short work, `revisers`
    those that work corrections in and remember the submissions they did so for; `name` tells this
    worker from the others.
    """

    settings: ServiceSettings
    database: Database
    store: BlobStore
    readers: ProcessPool
    helpers: ProcessPool
    revisers: ProcessPool
    name: str = field(default_factory=lambda: f"{socket.gethostname()}:{os.getpid()}")
    stopping: threading.Event = field(default_factory=threading.Event)

    def check_stopping(self) -> None:
        """Raise StoppingError once the worker is asked to stop."""
        if self.stopping.is_set():
            raise StoppingError

    def wait_for_store(self) -> None:
        """Wait until the file store is fit again; raises StoppingError."""
        while not self.stopping.wait(LOOK):
            if self.is_store_fit():
                return
        raise StoppingError

    def is_store_fit(self) -> bool:
        """Whether the file store can be written and its disk has room."""
        try:
            self.store.check()
            return self.store.free() >= ROOM
        except (OSError, MissingBlobError):
            return False

    def close(self) -> None:
        """End all processes and connections."""
        self.readers.close()
        self.helpers.close()
        self.revisers.close()
        self.database.close()


def open_store(settings: ServiceSettings) -> BlobStore:
    """Return the file store that the settings name."""
    return BlobStore(settings.stored_at, local=settings.cache_dir / "blobs")


def open_shop(settings: ServiceSettings, *, url: str) -> Shop:
    """Open the workplace of a worker on the database at `url`."""
    return Shop(
        settings=settings,
        database=Database(url, connections=settings.jobs + CONNECTIONS),
        store=open_store(settings),
        readers=ProcessPool(
            size=settings.jobs, niceness=READERS_NICENESS, memory=settings.process_bytes
        ),
        helpers=ProcessPool(size=2, niceness=HELPERS_NICENESS, memory=settings.process_bytes),
        revisers=ProcessPool(size=2, items_each=REVISIONS_EACH),
    )
