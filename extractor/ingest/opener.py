"""Where files of the applicant are opened: in this process, or in one that may die without harm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

Order = TypeVar("Order")
Opened = TypeVar("Opened")


class Opener(Protocol):
    """Runs a task that opens one file of the applicant's.

    `order` and what comes back can be pickled. Raises what the task raises, and InputError too_slow,
    too_much_memory or crashed where the file costs more than is allowed.
    """

    def __call__(self, task: Callable[[Order], Opened], order: Order, *, file: str) -> Opened:
        """Return what `task` makes of `order`; `file` is the name inside the submission."""


def open_here(task: Callable[[Order], Opened], order: Order, *, file: str) -> Opened:
    """Run the task in this process: for files that are known to be harmless."""
    return task(order)
