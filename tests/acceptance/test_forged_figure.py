"""One forged digit of one declared figure turns up as exactly one discrepancy, with both crops."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from extractor.ingest import ingest_paths, load_page
from extractor.papers import Read
from extractor.pipeline import read_paths, render_all, verify_read
from extractor.report.follow import consequences_of, discrepancies_of
from extractor.settings import Settings
from models.catalogue import load_catalogue
from models.field import Value
from models.finding import Finding, Outcome
from models.run import Report
from tests.acceptance.conftest import GOLDEN, PROGRAMME
from tests.acceptance.scan_edit import Edit, forge_digit, replace_page

pytestmark = [pytest.mark.ocr, pytest.mark.slow]

FILE = "申报材料.pdf"
CLEAN = GOLDEN / PROGRAMME / "clean-01" / "input" / FILE
FIGURE = ("operating_revenue", "2020")


class Verified(NamedTuple):
    read: Read
    report: Report
    results: dict[str, bytes]


def verified(path: Path, scratch: Path, settings: Settings) -> Verified:
    catalogue = load_catalogue()
    programme = catalogue.programme(PROGRAMME)
    read = read_paths([path], scratch=scratch, settings=settings, catalogue=catalogue)
    report = verify_read(
        read,
        programme=programme,
        reference_date=datetime.date.fromisoformat(programme.reference_date),
        settings=settings,
        catalogue=catalogue,
    )
    results = render_all(report, read, settings=settings, catalogue=catalogue)
    return Verified(read, report, results)


def declared_of(report: Report) -> Value:
    (value,) = [
        row.declared
        for table in report.tables
        for row in table.rows
        if (row.indicator, row.period) == FIGURE and row.declared is not None
    ]
    return value


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory, kept_settings: Settings) -> Verified:
    return verified(CLEAN, tmp_path_factory.mktemp("scratch"), kept_settings)


@pytest.fixture(scope="module")
def forged(
    before: Verified, tmp_path_factory: pytest.TempPathFactory, kept_settings: Settings
) -> tuple[Verified, Edit]:
    """The clean package with one digit of one figure of its form replaced."""
    folder = tmp_path_factory.mktemp("forged")
    value = declared_of(before.report)
    assert value.place is not None
    page = next(page for page in before.read.pages if page.page == value.place.page)
    submission, _ = ingest_paths([CLEAN], scratch=folder / "scratch", settings=kept_settings)
    source = next(source for source in submission.pages if source.page == page.page)
    pixels, edit = forge_digit(load_page(source, settings=kept_settings).pixels, page, value)
    replace_page(CLEAN, folder / FILE, page=page.page, pixels=pixels)
    # Readings of its own, else a second run of the tests would know the forged page already.
    settings = kept_settings.model_copy(update={"cache_dir": folder / "cache"})
    shutil.copytree(kept_settings.cache_dir, settings.cache_dir)
    return verified(folder / FILE, folder / "scratch2", settings), edit


def keyed(findings: Sequence[Finding]) -> dict[tuple[object, ...], list[Outcome]]:
    """Outcomes by what a finding is about."""
    outcomes: dict[tuple[object, ...], list[Outcome]] = {}
    for finding in findings:
        key = (finding.rule, finding.indicator, finding.period, finding.document)
        outcomes.setdefault(key, []).append(finding.outcome)
    return outcomes


def test_only_the_forged_page_is_read_anew(forged: tuple[Verified, Edit]) -> None:
    assert forged[0].read.newly_read == 1


def test_the_forged_figure_is_what_is_read(before: Verified, forged: tuple[Verified, Edit]) -> None:
    after, edit = forged
    assert edit.before in declared_of(before.report).raw
    assert edit.after in declared_of(after.report).raw
    assert sum(a != b for a, b in zip(edit.before, edit.after, strict=True)) == 1


def test_it_is_one_discrepancy_with_both_crops(
    before: Verified, forged: tuple[Verified, Edit]
) -> None:
    after, edit = forged
    known = {finding.message for finding in discrepancies_of(before.report.findings)}
    new = [f for f in discrepancies_of(after.report.findings) if f.message not in known]
    assert [(finding.indicator, finding.period) for finding in new] == [FIGURE]
    (finding,) = new
    assert finding.declared is not None
    assert edit.after in finding.declared.raw
    assert edit.after in finding.message
    assert finding.evidence
    number = after.report.findings.index(finding) + 1
    html = after.results["report.html"].decode()
    card = html.split(f'id="f{number}"')[1].split("</article>")[0]
    assert card.count('<img src="data:image/jpeg;base64,') >= 2


def test_everything_else_stays_as_it_was(before: Verified, forged: tuple[Verified, Edit]) -> None:
    after, _ = forged
    causes = [
        f for f in after.report.findings if (f.indicator, f.period) == FIGURE and f.rule != ""
    ]
    following = {
        id(other) for cause in causes for other in consequences_of(cause, after.report.findings)
    }
    touched = {
        (f.rule, f.indicator, f.period, f.document)
        for f in after.report.findings
        if f in causes or id(f) in following
    }
    old, new = keyed(before.report.findings), keyed(after.report.findings)
    assert {k: v for k, v in old.items() if k not in touched} == {
        k: v for k, v in new.items() if k not in touched
    }
    for table_before, table_after in zip(before.report.tables, after.report.tables, strict=True):
        for one, two in zip(table_before.rows, table_after.rows, strict=True):
            if (one.indicator, one.period) != FIGURE:
                assert (one.declared and one.declared.value) == (
                    two.declared and two.declared.value
                )
