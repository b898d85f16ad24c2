"""`heyan eval`."""

from __future__ import annotations

import argparse

from extractor.cli.catalogue import open_catalogue
from extractor.cli.console import PageProgress, say
from extractor.errors import ArgumentError, ExitCode
from extractor.evaluate.calibrate import calibrate_dirs
from extractor.evaluate.calibration import show_calibration
from extractor.evaluate.recorded import write_recorded
from extractor.evaluate.run import evaluate_dirs, record_scans
from extractor.evaluate.show import show_scores
from extractor.settings import Settings
from extractor.workspace import write_results


def run_eval(options: argparse.Namespace, settings: Settings) -> ExitCode:
    """Score golden packages and single documents; exit 1 after a missed one or a false alarm."""
    for folder in options.folders:
        if not folder.is_dir():
            raise ArgumentError(f"{folder} 不是目录。")
    scores = evaluate_dirs(
        options.folders,
        settings=settings,
        catalogue=open_catalogue(),
        use_cache=not options.no_cache,
        progress=PageProgress(),
    )
    say(show_scores(scores))
    if options.json is not None:
        content = scores.model_dump_json(indent=1).encode() + b"\n"
        write_results(options.json.parent, {options.json.name: content})
    if options.calibration is not None:
        samples = calibrate_dirs(options.folders, settings=settings, catalogue=open_catalogue())
        table = show_calibration(samples).encode()
        write_results(options.calibration.parent, {options.calibration.name: table})
    if options.record is not None:
        write_recorded(options.record, record_scans(options.folders, settings=settings))
    wrong = any(package.missed or package.false_alarms for package in scores.packages)
    return ExitCode.DISCREPANCIES if wrong else ExitCode.DONE
