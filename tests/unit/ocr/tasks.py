"""What the pool is made to do in tests: work, raise, die, hang. Processes import these by name."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import cv2

from extractor.errors import OcrError


def double(number: int) -> int:
    return 2 * number


HOARD: list[bytes] = []


def hoard(_: int) -> tuple[int, int]:
    """Keep memory for ever, as a leaking library does; the process, and megabytes kept in it."""
    HOARD.append(bytes(1_000_000))
    return os.getpid(), len(HOARD)


def threads(_: int) -> int:
    return int(cv2.getNumThreads())


def raise_on_three(number: int) -> int:
    if number == 3:
        raise OcrError("识别引擎处理该页时出错。", detail="three")
    return number


def die_on_three(number: int) -> int:
    """The end of a process that runs out of memory or hits a fault in native code."""
    if number == 3:
        os._exit(1)
    return double(number)


def hang_on_three(number: int) -> int:
    if number == 3:
        time.sleep(600)
    return double(number)


def loop_on_three(number: int) -> int:
    while number == 3:
        pass
    return double(number)


def work_between_pauses(number: int) -> int:
    """Far more waiting than work, as on a busy machine."""
    for _ in range(3):
        time.sleep(1.0)
        end = time.process_time() + 0.1
        while time.process_time() < end:
            pass
    return double(number)


def die_once(marker: Path) -> str:
    """Die under the first try only: somebody else took the memory."""
    if not marker.exists():
        marker.touch()
        os._exit(1)
    return "read"


def ignore_interrupt(_: int) -> bool:
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(0.2)
    return True


def note_and_wait(folder: Path) -> None:
    (folder / str(os.getpid())).touch()
    time.sleep(600)


def niceness(_: int) -> tuple[int, int]:
    """The process, and how willingly it lets others go first."""
    return os.getpid(), os.nice(0)


def note_process(folder: Path) -> None:
    """Leave a file named after the process."""
    (folder / str(os.getpid())).touch()
