"""`heyan diff`."""

from __future__ import annotations

import argparse
from pathlib import Path

from pydantic import ValidationError

from extractor.cli.console import say
from extractor.errors import ArgumentError, ExitCode
from extractor.faults import reason_of
from extractor.report.compare import compare_reports
from extractor.report.compare_lines import change_lines
from extractor.report.from_wire import read_report
from extractor.settings import Settings
from models.run import Report


def run_diff(options: argparse.Namespace, settings: Settings) -> ExitCode:
    """Say what changed from one report to a later one; `settings` play no part."""
    del settings
    for line in change_lines(compare_reports(load(options.before), load(options.after))):
        say(line)
    return ExitCode.DONE


def load(path: Path) -> Report:
    """Return the report in a file, or in a folder of results; raises ArgumentError."""
    file = path / "report.json" if path.is_dir() else path
    try:
        return read_report(file.read_bytes())
    except OSError as error:
        raise ArgumentError(f"无法读取报告 {file}：{reason_of(error)}。") from error
    except ValidationError as error:
        raise ArgumentError(f"{file} 不是核验报告（report.json）。") from error
