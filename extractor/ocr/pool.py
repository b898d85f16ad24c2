"""Processes under watch: an item that kills, blocks or fills its process costs that item, not the run.

One file because starting, limiting, watching and replacing a process are one life.
"""

from __future__ import annotations

import os
import resource
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from enum import StrEnum
from functools import partial
from multiprocessing import get_context, parent_process
from pathlib import Path
from queue import Empty, LifoQueue
from typing import NamedTuple, TypeVar, cast

import cv2

from extractor.errors import OcrError

START_SECONDS = 120.0  # longest a process may take to start, on a busy machine too
STILL = 0.01  # share of a processor below which a process stands still
ITEMS_PER_PROCESS = 100  # the runtimes keep memory for every new size, so others take over

Item = TypeVar("Item")
Result = TypeVar("Result")


class Loss(StrEnum):
    """Why an item has no result."""

    died = "died"  # its process ended under it, twice
    too_slow = "too_slow"  # it took longer than allowed, and its process was ended
    out_of_memory = "out_of_memory"  # it asked for more memory than its process may have


def map_in_processes(
    task: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    jobs: int,
    seconds: float,
    memory: int | None = None,
    items_per_process: int = ITEMS_PER_PROCESS,
) -> Iterator[tuple[Item, Result | Loss]]:
    """Yield each item with its result as they come, worked out by `jobs` single-threaded processes.

    A process is replaced after `items_per_process` items, so that memory a library never gives back
    does not add up. An item whose process dies (out of memory, a fault in native code) is tried once
    more, alone. One that takes more than `seconds` of processor time, or stands still for as long, is
    given up; what a busy machine makes wait is not. So is one that asks for more than `memory` bytes
    of its process's own (setrlimit(2), RLIMIT_DATA; None: no limit). Exceptions of `task` are raised here; OcrError where
    no process can be started.
    """
    died = []
    watched = partial(
        _map_watched, seconds=seconds, memory=memory, items_per_process=items_per_process
    )
    for item, result in watched(task, items, jobs=jobs):
        if result is Loss.died:
            died.append(item)
        else:
            yield item, result
    yield from watched(task, died, jobs=1)


def _map_watched(
    task: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    jobs: int,
    seconds: float,
    memory: int | None,
    items_per_process: int,
) -> Iterator[tuple[Item, Result | Loss]]:
    todo = deque(items)
    idle = [_Worker(memory=memory) for _ in range(min(jobs, len(items)))]
    busy: dict[Future[Result], tuple[_Worker, Item]] = {}
    try:
        while todo or busy:
            while todo and idle:
                item, worker = todo.popleft(), idle.pop()
                busy[worker.begin(task, item, seconds=seconds)] = (worker, item)
            for future in _next_ended(busy):
                worker, item = busy.pop(future)
                result = _outcome(future, worker)
                if todo and (isinstance(result, Loss) or worker.begun >= items_per_process):
                    worker.end()
                    worker = _Worker(memory=memory)
                idle.append(worker)
                yield item, result
    finally:
        for worker in [*idle, *(worker for worker, _ in busy.values())]:
            worker.end()


def _next_ended(
    busy: dict[Future[Result], tuple[_Worker, Item]],
) -> list[Future[Result]]:
    """Wait for the next futures to end; those that have used up their time are brought to an end."""
    nearest = min(worker.deadline for worker, _ in busy.values())
    ended, _ = wait(busy, timeout=max(0.0, nearest - time.monotonic()), return_when=FIRST_COMPLETED)
    if not ended:
        for worker, _ in busy.values():
            if worker.deadline <= time.monotonic():
                worker.kill_or_wait()
    return [future for future in busy if future in ended]


def _outcome(future: Future[Result], worker: _Worker) -> Result | Loss:
    try:
        return future.result()
    except BrokenProcessPool:
        worker.end()
        return Loss.too_slow if worker.was_killed else Loss.died


class ProcessPool:
    """Processes that are kept between items, for callers in several threads; an engine loads once in each.

    A process is replaced after `items_each` items, since the libraries of the engines keep memory.
    """

    def __init__(
        self, *, size: int, items_each: int = 200, niceness: int = 0, memory: int | None = None
    ) -> None:
        """Start nothing yet; at most `size` items are worked on at a time.

        `niceness` is added to that of this process: how willingly the processes let others go first.
        `memory` is the most bytes each may have of its own, as in `map_in_processes`.
        """
        self._idle: LifoQueue[tuple[_Worker, int] | None] = LifoQueue()
        for _ in range(size):
            self._idle.put(None)
        self._busy: set[_Worker] = set()
        self._items_each = items_each
        self._niceness = niceness
        self._memory = memory
        self._is_closed = False

    def warm_up(self, task: Callable[[None], object], *, seconds: float) -> None:
        """Start the processes that are not there yet and run a task in each; who comes meanwhile waits."""
        held = []
        with suppress(Empty):
            while True:
                held.append(self._idle.get_nowait())
        for slot in held:
            self._idle.put(slot if slot is not None else (self._started(), 0))
            if slot is None and not self._is_closed:
                self._run_once(task, None, seconds=seconds)

    def run(self, task: Callable[[Item], Result], item: Item, *, seconds: float) -> Result | Loss:
        """Work out one item; waits for a process to be free. Loss and exceptions as in `map_in_processes`."""
        result = self._run_once(task, item, seconds=seconds)
        return self._run_once(task, item, seconds=seconds) if result is Loss.died else result

    def close(self) -> None:
        """End every process; one that is still at work is killed, and its caller gets Loss.too_slow."""
        self._is_closed = True
        for worker in tuple(self._busy):
            worker.kill()
        while not self._idle.empty():
            held = self._idle.get()
            if held is not None:
                held[0].end()

    def _run_once(
        self, task: Callable[[Item], Result], item: Item, *, seconds: float
    ) -> Result | Loss:
        held = self._idle.get()
        worker, items = held if held is not None else (self._started(), 0)
        self._busy.add(worker)
        is_alive = False
        try:
            future = worker.begin(task, item, seconds=seconds)
            while not _next_ended({future: (worker, item)}):
                continue
            is_alive = not isinstance(future.exception(), BrokenProcessPool)
            return _outcome(future, worker)
        finally:
            self._busy.discard(worker)
            keep = is_alive and items + 1 < self._items_each
            if not keep:
                worker.end()
            self._idle.put((worker, items + 1) if keep else None)

    def _started(self) -> _Worker:
        return _Worker(niceness=self._niceness, memory=self._memory)


class _Checked(NamedTuple):
    """When a process was looked at (monotonic seconds), and the processor seconds it had used."""

    at: float
    used: float


class _Worker:
    """One process that works on one item at a time."""

    def __init__(self, *, niceness: int = 0, memory: int | None = None) -> None:
        # Spawned, not forked: the parent may have threads (a web server), and a forked copy of an
        # inference session is not usable.
        self._executor = ProcessPoolExecutor(
            max_workers=1,
            mp_context=get_context("spawn"),
            initializer=_prepare_process,
            initargs=(niceness, memory),
        )
        with _interrupts_held_back():
            self._pid = self._executor.submit(os.getpid)
        self._is_busy: Callable[[], bool] = lambda: False
        self.deadline = float("inf")
        self._checked = _Checked(0.0, 0.0)
        self._allowed = 0.0
        self.was_killed = False
        self.begun = 0

    def begin(
        self, task: Callable[[Item], Result], item: Item, *, seconds: float
    ) -> Future[Result]:
        """Start on an item; its time runs from when the process is up."""
        try:
            pid = self._pid.result(timeout=START_SECONDS)
        except (BrokenProcessPool, TimeoutError) as error:
            raise OcrError(
                "识别进程无法启动，请运行 heyan doctor 检查安装和内存。", detail=repr(error)
            ) from error
        self.begun += 1
        self._checked = _Checked(time.monotonic(), _processor_seconds(pid))
        self._allowed = self._checked.used + seconds
        self.deadline = self._checked.at + seconds
        future: Future[Result]
        try:
            future = cast("Future[Result]", self._executor.submit(_work_out, task, item))
        except BrokenProcessPool as error:  # it died between two items
            future = Future()
            future.set_exception(error)
        self._is_busy = lambda: not future.done()
        return future

    def kill_or_wait(self) -> None:
        """End the process where its item has used up its processor time or stands still; else wait on."""
        now = _Checked(time.monotonic(), _processor_seconds(self._pid.result()))
        moved = now.used - self._checked.used >= STILL * (now.at - self._checked.at)
        left = self._allowed - now.used
        if left <= 0 or not moved:
            self.kill()
            return
        self._checked = now
        self.deadline = now.at + max(1.0, left)

    def kill(self) -> None:
        """End the process in the middle of its item."""
        self.was_killed = True
        with suppress(ProcessLookupError):
            os.kill(self._pid.result(), signal.SIGKILL)

    def end(self) -> None:
        """Let the process go; one that is still at work (an interrupted run) is killed."""
        if self._is_busy():
            self.kill()
        self._executor.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Start a process that never sees Ctrl-C: the mask is inherited, the parent decides."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _processor_seconds(pid: int) -> float:
    """Processor time of a process in seconds (proc(5), stat: utime + stime); infinite once it is gone."""
    try:
        behind_name = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2]
    except OSError:
        return float("inf")
    ticks = sum(int(field) for field in behind_name.split()[11:13])
    return ticks / os.sysconf("SC_CLK_TCK")


def _work_out(task: Callable[[Item], Result], item: Item) -> Result | Loss:
    """Run the task; what it asks of memory beyond the limit is its loss, not the process's."""
    try:
        return task(item)
    except MemoryError:
        return Loss.out_of_memory


def _prepare_process(niceness: int, memory: int | None) -> None:
    """One thread per process, within its memory, and no process outlives the run."""
    os.nice(niceness)
    if memory is not None:
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    cv2.setNumThreads(1)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
