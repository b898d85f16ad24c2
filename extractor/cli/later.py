"""Commands whose modules are imported when they run: a list of names must not wait for the OCR libraries."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module

from extractor.errors import ExitCode
from extractor.settings import Settings

Command = Callable[[argparse.Namespace, Settings], ExitCode]


def later(module: str, name: str) -> Command:
    """Return the command `name` of a module; the module is imported on the first call."""

    def run(options: argparse.Namespace, settings: Settings) -> ExitCode:
        command: Command = getattr(import_module(module), name)
        return command(options, settings)

    return run
