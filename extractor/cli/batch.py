"""`heyan batch`: every sub-folder, ZIP and PDF of a folder is one submission; one bad one stops nobody."""

from __future__ import annotations

import argparse
import datetime
import traceback
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from pathlib import Path

from extractor.batch.as_json import render_batch, render_index
from extractor.batch.as_xlsx import render_batch_xlsx
from extractor.batch.entries import Entry, list_entries
from extractor.batch.fingerprint import basis_of
from extractor.batch.kept import earlier_batch
from extractor.batch.result import Batch, make_batch
from extractor.batch.work import Order, batch_exit_code, finished, given_up, work_entry
from extractor.cli.catalogue import find_programme, open_catalogue
from extractor.cli.console import BatchProgress, note, say
from extractor.errors import (
    ArgumentError,
    ExitCode,
    HeyanError,
    InputCode,
    InputError,
    OcrError,
    StorageError,
    WeightsError,
)
from extractor.faults import DISK_FULL, is_disk_full, reason_of
from extractor.intake import watched_opener
from extractor.settings import Settings
from extractor.workspace import check_writable, write_results
from models.batch import Ignored, SubmissionState, TraceKind, Worked

_BUG = "程序内部错误，该份材料没有核验，其余材料照常处理；请把屏幕上的错误信息发给维护人员。"


def run_batch(options: argparse.Namespace, settings: Settings) -> ExitCode:
    """Verify every submission of a folder; write index.jsonl, batch.json and batch.xlsx."""
    catalogue = open_catalogue()
    programme = find_programme(catalogue, options.programme)
    day = options.as_of or datetime.date.fromisoformat(programme.reference_date)
    check_writable(options.out)
    earlier = tuple(worked for folder in options.before for worked in earlier_batch(folder))
    entries, ignored = _entries(options.folder, out=options.out)
    basis = basis_of(
        settings,
        catalogue_sha256=catalogue.sha256,
        programme=programme.id,
        reference_date=day.isoformat(),
    )
    order = Order(
        out=options.out,
        basis=basis,
        programme=programme,
        reference_date=day,
        settings=settings,
        catalogue=catalogue,
        use_cache=not options.no_cache,
    )
    with watched_opener(settings) as opener:
        submissions = _work_all(entries, order._replace(opener=opener))
    batch = make_batch(
        submissions,
        ignored=ignored,
        code_version=version("heyan"),
        catalogue_sha256=catalogue.sha256,
        programme=programme.id,
        reference_date=day.isoformat(),
        sample_percent=settings.sample_percent,
        earlier=earlier,
    )
    results = {
        "index.jsonl": render_index(batch),
        "batch.json": render_batch(batch),
        "batch.xlsx": render_batch_xlsx(batch, catalogue=catalogue),
    }
    written = write_results(options.out, results)
    if options.json:
        say(results["batch.json"].decode().rstrip())
    else:
        _say_summary(batch, written["batch.xlsx"])
    return batch_exit_code(batch.submissions)


def _entries(folder: Path, *, out: Path) -> tuple[tuple[Entry, ...], tuple[Ignored, ...]]:
    """The submissions of the folder; raises ArgumentError for no folder, InputError for an empty one."""
    if not folder.is_dir():
        raise ArgumentError(
            f"{folder} 不是文件夹。批量核验需要一个文件夹，每份申报材料一个子文件夹、ZIP 或 PDF。"
        )
    try:
        entries, ignored = list_entries(folder, out=out)
    except OSError as error:
        raise ArgumentError(f"无法读取文件夹 {folder}：{reason_of(error)}。") from error
    for item in ignored:
        note(item.message)
    if not entries:
        raise InputError(
            InputCode.EMPTY, f"“{folder.name}”中没有子文件夹、ZIP 或 PDF，没有可以核验的材料。"
        )
    return entries, ignored


def _work_all(entries: tuple[Entry, ...], order: Order) -> tuple[Worked, ...]:
    progress = BatchProgress(sizes=[entry.size for entry in entries])
    submissions = []
    for entry in entries:
        kept = finished(entry, order)
        if kept is None:
            progress.begin(entry.name)
            worked = guard_work(entry, partial(work_entry, entry, order, progress=progress))
            progress.end(pages=worked.pages)
        else:
            worked = kept
            progress.skip(entry.name)
        if worked.reason is not None:
            note(f"未核验 {worked.name}［{worked.reason.code}］：{worked.reason.message}")
        submissions.append(worked)
    return tuple(submissions)


def guard_work(entry: Entry, work: Callable[[], Worked]) -> Worked:
    """Return what `work` makes of a submission; what goes wrong with it alone is its result.

    Raises WeightsError, ArgumentError (results cannot be written) and StorageError, which hinder all of them.
    """
    try:
        return work()
    except (WeightsError, ArgumentError, StorageError):
        raise
    except OcrError as error:
        return given_up(entry, error)
    except Exception as error:
        if is_disk_full(error):
            raise StorageError(DISK_FULL) from error
        note(traceback.format_exc())
        return given_up(entry, HeyanError(_BUG))


def _say_summary(batch: Batch, workbook: Path) -> None:
    for ranked in batch.ranked:
        who = ranked.worked.applicant.applicant_name or "（未读出企业名称）"
        reasons = "；".join(ranked.reasons) or "没有发现问题"
        say(f"{ranked.rank}\t{ranked.worked.name}\t{who}\t{reasons}")
    states = [worked.state for worked in batch.submissions]
    refused, failed = states.count(SubmissionState.refused), states.count(SubmissionState.failed)
    changed = sum(finding.kind is TraceKind.figure for finding in batch.findings)
    before = f"，与以往材料不同的数据 {changed} 项" if batch.earlier else ""
    say(
        f"共 {len(states)} 份：完成 {len(states) - refused - failed}，拒收 {refused}，未完成 {failed}；"
        f"跨企业重复 {len(batch.findings) - changed} 项{before}。"
    )
    say(f"汇总：{workbook.resolve()}")
