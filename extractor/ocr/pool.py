"""A pool of reading processes: one engine each, and a crash costs one page, not the run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Crashed(Generic[Item]):
    """An item whose process died under it, twice."""

    def __init__(self, item: Item) -> None:
        self.item = item


def map_in_processes(
    task: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    jobs: int,
) -> Iterator[tuple[Item, Result | Crashed[Item]]]:
    """Yield each item with its result as they come, worked out by `jobs` processes.

    Where a process dies (out of memory, a fault in native code) the items left are tried again one at
    a time, so that only the guilty one is given up. Exceptions of `task` are raised here.
    """
    unfinished = list(items)
    if jobs > 1 and len(items) > 1:
        with _pool(min(jobs, len(items))) as pool:
            try:
                pending: dict[Future[Result], Item] = {
                    pool.submit(task, item): item for item in items
                }
                for future in as_completed(pending):
                    item = pending[future]
                    result = future.result()
                    unfinished.remove(item)
                    yield item, result
            except BrokenProcessPool:
                pass
    while unfinished:
        with _pool(1) as pool:
            try:
                for item in list(unfinished):
                    result = pool.submit(task, item).result()
                    unfinished.remove(item)
                    yield item, result
            except BrokenProcessPool:
                item = unfinished.pop(0)
                yield item, Crashed(item)


def _pool(jobs: int) -> ProcessPoolExecutor:
    # Spawned, not forked: the parent may have threads (a web server), and a forked copy of an
    # inference session is not usable.
    return ProcessPoolExecutor(max_workers=jobs, mp_context=get_context("spawn"))
