"""Writing to the terminal: results to stdout, everything else to stderr."""

from __future__ import annotations

import sys


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
