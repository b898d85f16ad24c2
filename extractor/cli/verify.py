"""`heyan verify` and `heyan read`."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from extractor.cli.catalogue import find_programme, open_catalogue
from extractor.cli.console import PageProgress, note, say
from extractor.errors import ArgumentError, ExitCode, InputCode, InputError
from extractor.faults import reason_of
from extractor.intake import watched_opener
from extractor.papers import Read, correct_read
from extractor.pipeline import read_paths, render_all, report_reading, verify_read
from extractor.propose import Proposal, propose_programme
from extractor.report.as_json import render_reading
from extractor.report.follow import report_exit_code
from extractor.report.summary import discrepancy_lines, summary_line
from extractor.settings import Settings
from extractor.workspace import check_writable, scratch_dir, write_results
from models.catalogue import Catalogue
from models.catalogue.spec_programmes import Programme
from models.correction import Corrections

AUTO = "auto"
"""Stands for the programme that the form points to."""
_SPELLED_OUT = 6
"""Programmes up to which a choice tells their titles."""


def run_verify(options: argparse.Namespace, settings: Settings) -> ExitCode:
    """Verify one submission and write report.json, report.html and report.xlsx."""
    catalogue = open_catalogue()
    programme = None
    if options.programme != AUTO:
        programme = find_programme(catalogue, options.programme)
    corrections = read_corrections(options.corrections) if options.corrections else Corrections()
    with scratch_dir() as scratch:
        read = _read(options, settings, catalogue=catalogue, scratch=scratch)
        if corrections.entries:
            read = correct_read(read, corrections, catalogue=catalogue)
        programme = programme or proposed_programme(read, catalogue)
        report = verify_read(
            read,
            programme=programme,
            reference_date=options.as_of or datetime.date.fromisoformat(programme.reference_date),
            settings=settings,
            catalogue=catalogue,
        )
        results = render_all(report, read, settings=settings, catalogue=catalogue)
    written = write_results(options.out, results)
    if options.json:
        say(results["report.json"].decode().rstrip())
    else:
        for line in discrepancy_lines(report):
            say(line)
        say(summary_line(report))
        say(f"报告：{written['report.html'].resolve()}")
    return report_exit_code(report)


def run_read(options: argparse.Namespace, settings: Settings) -> ExitCode:
    """Read files without a programme and write reading.json."""
    catalogue = open_catalogue()
    with scratch_dir() as scratch:
        read = _read(options, settings, catalogue=catalogue, scratch=scratch)
    report = report_reading(read, settings=settings, catalogue=catalogue)
    content = render_reading(report)
    written = write_results(options.out, {"reading.json": content})
    if options.json:
        say(content.decode().rstrip())
    else:
        for document in report.documents:
            pages = "、".join(dict.fromkeys(str(page.page) for page in document.pages))
            say(f"{document.pages[0].file}:{pages} {document.type or '未识别的文件类型'}")
        say(f"识别结果：{written['reading.json'].resolve()}")
    return report_exit_code(report)


def proposed_programme(read: Read, catalogue: Catalogue) -> Programme:
    """The one programme that the form points to, told on stderr; raises ArgumentError unless there is one."""
    proposal = propose_programme(read.pages, read.records, catalogue)
    if not proposal.candidates:
        raise ArgumentError(
            "未能从材料中的申报表判断申报项目，请用 --programme 指定，编号见 heyan programmes。"
        )
    if len(proposal.candidates) > 1:
        raise ArgumentError(
            f"“{proposal.title}”为 {len(proposal.candidates)} 个申报项目所用，"
            f"请用 --programme 指定其中之一：{listed_candidates(proposal, catalogue)}。"
        )
    programme = catalogue.programme(proposal.candidates[0])
    place = f"，申报单位所在地区为{proposal.region}" if proposal.region else ""
    note(
        f"材料中的申报表为“{proposal.title}”{place}，按申报项目 {programme.id}“{programme.title_zh}”核验；"
        "如不符，请用 --programme 指定。"
    )
    return programme


def listed_candidates(proposal: Proposal, catalogue: Catalogue) -> str:
    """The programmes between which a person has to choose; of many, the ids with their regions alone."""
    users = [catalogue.programme(key) for key in proposal.candidates]
    if len(users) > _SPELLED_OUT:
        return "、".join(f"{user.id}（{user.region_zh}）" for user in users)
    return "；".join(f"{user.id}（{user.title_zh}）" for user in users)


def read_corrections(path: Path) -> Corrections:
    """Return what people entered, from a JSON file; raises ArgumentError where it is no such file."""
    try:
        return Corrections.model_validate_json(path.read_bytes())
    except OSError as error:
        raise ArgumentError(f"无法读取更正文件 {path}：{reason_of(error)}。") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "全文"
        raise ArgumentError(f"更正文件 {path} 的内容不符合格式，问题在 {where}。") from error


def _read(
    options: argparse.Namespace, settings: Settings, *, catalogue: Catalogue, scratch: Path
) -> Read:
    paths: Sequence[Path] = options.paths
    check_writable(options.out)
    with watched_opener(settings) as opener:
        read = read_paths(
            paths,
            scratch=scratch,
            settings=settings,
            catalogue=catalogue,
            use_cache=not options.no_cache,
            progress=PageProgress(),
            opener=opener,
        )
    for file in read.submission.files:
        if file.refused is not None:
            note(f"未读取 {file.name}［{file.refused.code}］：{file.refused.message}")
    if not read.pages:
        raise InputError(InputCode.EMPTY, "没有可以识别的页面，请检查所给的文件。")
    kept = len(read.pages) - read.newly_read
    note(f"共 {len(read.pages)} 页，本次识别 {read.newly_read} 页，沿用已有识别结果 {kept} 页。")
    return read
