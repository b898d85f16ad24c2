"""Writing to the terminal: results to stdout, everything else to stderr."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence


def say(text: str) -> None:
    """Write a result to stdout."""
    sys.stdout.write(text + "\n")


def note(text: str) -> None:
    """Write a message to stderr."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


class PageProgress:
    """Pages done on one line of stderr; on a terminal the line is rewritten, else every tenth page shows."""

    def __init__(self) -> None:
        self._on_terminal = sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> None:
        """Show that `done` of `total` pages are read."""
        text = f"正在识别：第 {done} 页，共 {total} 页"
        if self._on_terminal:
            sys.stderr.write(f"\r{text}" + ("\n" if done == total else ""))
            sys.stderr.flush()
        elif done == total or done % 10 == 0:
            note(text)


class BatchProgress:
    """Submissions and pages done, and the time left, on stderr.

    The time left goes by bytes, which are known before anything is opened; submissions taken from an
    earlier run took no time and do not count.
    """

    def __init__(self, *, sizes: Sequence[int]) -> None:
        self._sizes = [max(1, size) for size in sizes]
        self._position = -1
        self._name = ""
        self._pages = 0
        self._worked = 0
        self._started: float | None = None
        self._on_terminal = sys.stderr.isatty()

    def begin(self, name: str) -> None:
        """Start on the next submission."""
        self._position += 1
        self._name = name
        self._started = self._started or time.monotonic()
        self._show(0, 0)

    def skip(self, name: str) -> None:
        """Take the next submission from an earlier run."""
        self._position += 1
        note(f"第 {self._position + 1}/{len(self._sizes)} 份 {name}：沿用上次的结果")

    def end(self, *, pages: int) -> None:
        """The submission is done."""
        self._worked += self._sizes[self._position]
        self._pages += pages
        left = sum(self._sizes[self._position + 1 :])
        note(
            f"{self._clear()}第 {self._position + 1}/{len(self._sizes)} 份 {self._name}：结束，"
            f"累计 {self._pages} 页{self._left(self._worked, left)}"
        )

    def __call__(self, done: int, total: int) -> None:
        """Show that `done` of `total` pages of the submission are read."""
        if self._on_terminal or done == total or done % 10 == 0:
            self._show(done, total)

    def _show(self, done: int, total: int) -> None:
        size = self._sizes[self._position]
        read = size * done / total if total else 0.0
        left = sum(self._sizes[self._position :]) - read
        pages = f"第 {done} 页，共 {total} 页" if total else "正在打开"
        text = (
            f"第 {self._position + 1}/{len(self._sizes)} 份 {self._name}：{pages}，"
            f"累计 {self._pages + done} 页{self._left(self._worked + read, left)}"
        )
        if self._on_terminal:
            sys.stderr.write(f"{self._clear()}{text}")
            sys.stderr.flush()
        else:
            note(text)

    def _clear(self) -> str:
        return "\r\x1b[K" if self._on_terminal else ""

    def _left(self, worked: float, left: float) -> str:
        """The time left in words, as soon as anything tells how fast it goes."""
        if not worked or not left or self._started is None:
            return ""
        minutes = round((time.monotonic() - self._started) * left / worked / 60)
        hours, rest = divmod(minutes, 60)
        if hours:
            return f"，约剩 {hours} 小时 {rest} 分"
        return f"，约剩 {rest} 分钟" if rest else "，约剩不到 1 分钟"
