"""`heyan programmes`: the catalogue for people; the list, kept ready, needs nothing of the catalogue itself."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from importlib import import_module

from extractor.cli.console import say
from extractor.cli.kept_list import kept_list
from extractor.cli.later import later
from extractor.errors import ExitCode
from extractor.settings import Settings


def run_programmes(options: argparse.Namespace, settings: Settings) -> ExitCode:
    """List the programmes, show one, compare two, write empty forms, or check the whole catalogue."""
    if options.action != "list":
        return later("extractor.cli.programme_actions", "run_action")(options, settings)
    for line in kept_list(settings.cache_dir, _made_list):
        say(line)
    return ExitCode.DONE


def _made_list() -> Iterable[str]:
    lines: Iterable[str] = import_module("extractor.cli.programme_actions").made_list()
    return lines
