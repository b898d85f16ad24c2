"""`heyan replay`: run a report's submission again and explain every difference."""

from __future__ import annotations

import argparse
import datetime

from extractor.cli.catalogue import find_programme, open_catalogue
from extractor.cli.console import PageProgress, say
from extractor.cli.diff import load
from extractor.cli.verify import read_corrections
from extractor.errors import ArgumentError, ExitCode
from extractor.intake import watched_opener
from extractor.papers import correct_read
from extractor.pipeline import read_paths, verify_read
from extractor.report.as_json import render_report
from extractor.report.compare import compare_reports
from extractor.report.compare_lines import change_lines
from extractor.report.from_wire import read_report
from extractor.report.replayed import manifest_lines
from extractor.settings import Settings
from extractor.workspace import scratch_dir
from models.correction import Corrections
from models.run import Report


def run_replay(options: argparse.Namespace, settings: Settings) -> ExitCode:
    """Verify the same files again under the report's programme and date; say what differs and why.

    Exit code 0 when the report comes out equal, 1 when it does not.
    """
    before = load(options.report)
    again = _verify_again(before, options, settings)
    changes = compare_reports(before, again)
    if render_report(before) == render_report(again):
        say("重放结果与原报告逐字节一致。")
        return ExitCode.DONE
    reasons = manifest_lines(before.run, again.run)
    for line in reasons or ["运行条件相同而结果不同：请检查原报告是否被改动。"]:
        say(line)
    for line in change_lines(changes):
        say(line)
    return ExitCode.DISCREPANCIES


def _verify_again(before: Report, options: argparse.Namespace, settings: Settings) -> Report:
    if before.run.programme is None or before.run.reference_date is None:
        raise ArgumentError("该报告没有申报项目，不能重放核验。")
    if before.run.corrections is not None and options.corrections is None:
        raise ArgumentError("原报告含人工更正，请用 --corrections 给出同一更正文件。")
    catalogue = open_catalogue()
    corrections = read_corrections(options.corrections) if options.corrections else Corrections()
    with scratch_dir() as scratch, watched_opener(settings) as opener:
        read = read_paths(
            options.paths,
            scratch=scratch,
            settings=settings,
            catalogue=catalogue,
            use_cache=not options.no_cache,
            progress=PageProgress(),
            opener=opener,
        )
    if corrections.entries:
        read = correct_read(read, corrections, catalogue=catalogue)
    report = verify_read(
        read,
        programme=find_programme(catalogue, before.run.programme),
        reference_date=datetime.date.fromisoformat(before.run.reference_date),
        settings=settings,
        catalogue=catalogue,
    )
    return read_report(render_report(report))
