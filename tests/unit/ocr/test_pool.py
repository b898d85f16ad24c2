"""The pool: results as they come, and what a page that kills or blocks its process costs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from extractor.errors import OcrError
from extractor.ocr.pool import Loss, ProcessPool, map_in_processes
from tests.conventions.source_tree import ROOT
from tests.unit.ocr import tasks

INTERRUPTED = """
from pathlib import Path
import signal, sys
from extractor.ocr.pool import map_in_processes
from tests.unit.ocr.tasks import note_and_wait

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a background shell ignores it
    folder = Path(sys.argv[1])
    try:
        list(map_in_processes(note_and_wait, [folder, folder], jobs=2, seconds=600))
    except KeyboardInterrupt:
        sys.exit(130)
"""


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def wait_until(condition: object, *, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.05)


def test_every_item_comes_with_its_result() -> None:
    results = dict(map_in_processes(tasks.double, [1, 2, 3, 4, 5], jobs=2, seconds=60))
    assert results == {1: 2, 2: 4, 3: 6, 4: 8, 5: 10}


def test_nothing_to_do_starts_nothing() -> None:
    assert list(map_in_processes(tasks.double, [], jobs=2, seconds=60)) == []


def test_a_process_works_on_one_thread() -> None:
    assert list(map_in_processes(tasks.threads, [0], jobs=1, seconds=60)) == [(0, 1)]


def test_what_a_library_never_gives_back_does_not_add_up() -> None:
    hoarding = map_in_processes(
        tasks.hoard, list(range(7)), jobs=1, seconds=60, items_per_process=3
    )
    processes, kept = zip(*(result for _, result in hoarding), strict=True)
    assert kept == (1, 2, 3, 1, 2, 3, 1)
    assert len(set(processes)) == 3


def test_a_dying_process_costs_one_item() -> None:
    results = dict(map_in_processes(tasks.die_on_three, [1, 2, 3, 4], jobs=2, seconds=60))
    assert results == {1: 2, 2: 4, 3: Loss.died, 4: 8}


def test_an_item_that_died_once_is_tried_again(tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    results = dict(map_in_processes(tasks.die_once, [marker], jobs=1, seconds=60))
    assert results == {marker: "read"}


def test_an_item_past_its_time_is_given_up() -> None:
    results = dict(map_in_processes(tasks.hang_on_three, [1, 3, 4], jobs=1, seconds=2))
    assert results == {1: 2, 3: Loss.too_slow, 4: 8}


def test_an_item_that_never_ends_is_given_up() -> None:
    results = dict(map_in_processes(tasks.loop_on_three, [3, 4], jobs=1, seconds=2))
    assert results == {3: Loss.too_slow, 4: 8}


def test_waiting_on_a_busy_machine_does_not_count() -> None:
    results = dict(map_in_processes(tasks.work_between_pauses, [1], jobs=1, seconds=2))
    assert results == {1: 2}


def test_an_exception_of_the_task_is_raised_here() -> None:
    with pytest.raises(OcrError) as raised:
        list(map_in_processes(tasks.raise_on_three, [3], jobs=1, seconds=60))
    assert raised.value.detail == "three"


def test_processes_do_not_see_the_interrupt() -> None:
    assert list(map_in_processes(tasks.ignore_interrupt, [0], jobs=1, seconds=60)) == [(0, True)]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_no_process_outlives_the_run(number: signal.Signals, code: int, tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(INTERRUPTED)
    folder = tmp_path / "pids"
    folder.mkdir()
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    run = subprocess.Popen(
        [sys.executable, str(script), str(folder)], stderr=subprocess.PIPE, env=environment
    )
    wait_until(lambda: len(list(folder.iterdir())) == 2)
    run.send_signal(number)
    _, errors = run.communicate(timeout=60)
    assert run.returncode == code
    assert b"Traceback" not in errors
    for pid in folder.iterdir():
        wait_until(lambda pid=pid: not is_running(int(pid.name)))


def test_processes_that_are_warmed_up_do_the_work(tmp_path: Path) -> None:
    pool = ProcessPool(size=2, niceness=3)
    try:
        pool.warm_up(partial(note_ready, folder=tmp_path), seconds=60)
        ready = {int(path.name) for path in tmp_path.iterdir()}
        assert len(ready) == 2
        result = pool.run(tasks.niceness, 0, seconds=60)
        assert isinstance(result, tuple)
        assert result[0] in ready
        assert result[1] == os.nice(0) + 3
        pool.warm_up(partial(note_ready, folder=tmp_path), seconds=60)
        assert {int(path.name) for path in tmp_path.iterdir()} == ready
    finally:
        pool.close()
    wait_until(lambda: not any(is_running(pid) for pid in ready))


def note_ready(_: None, *, folder: Path) -> None:
    tasks.note_process(folder)
