"""The command line `heyan`: results on stdout, progress and messages on stderr, exit codes as API."""

from __future__ import annotations

from extractor.cli.main import main

__all__ = ["main"]
