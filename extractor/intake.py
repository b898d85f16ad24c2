"""Opens the applicant's files in a watched process, so that a hostile one costs itself and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from extractor.errors import InputCode
from extractor.ingest import Opener, refuse
from extractor.ocr.pool import Loss, ProcessPool
from extractor.settings import Settings

Order = TypeVar("Order")
Opened = TypeVar("Opened")

LOST = {
    Loss.died: InputCode.CRASHED,
    Loss.too_slow: InputCode.TOO_SLOW,
    Loss.out_of_memory: InputCode.TOO_MUCH_MEMORY,
}


class WatchedOpener:
    """An `Opener` on a pool of processes: time and memory per file as in the settings."""

    def __init__(
        self, pool: ProcessPool, *, seconds: float, check: Callable[[], None] = lambda: None
    ) -> None:
        """`check` is called after a loss: it may raise where the pool itself was brought to an end."""
        self._pool = pool
        self._seconds = seconds
        self._check = check

    def __call__(self, task: Callable[[Order], Opened], order: Order, *, file: str) -> Opened:
        """Run the task in a process of the pool; raises as `Opener` says."""
        result = self._pool.run(task, order, seconds=self._seconds)
        if isinstance(result, Loss):
            self._check()
            raise refuse(LOST[result], file)
        return result


@contextmanager
def watched_opener(settings: Settings) -> Iterator[Opener]:
    """Give an opener with one process of its own, which starts with the first file."""
    pool = ProcessPool(size=1, memory=settings.process_bytes)
    try:
        yield WatchedOpener(pool, seconds=settings.file_seconds)
    finally:
        pool.close()
