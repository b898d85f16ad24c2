"""report.html in a real browser: both crops side by side, nothing cut off, readable in grey and on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pymupdf
import pytest
from PIL import Image

from extractor.report.as_html import render_html
from models.finding import Outcome
from tests.browser.chromium import browse, measure
from tests.unit.report.builders import ALL_OUTCOMES, catalogue, crops_of, finding, report

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LONG = "申报表填报的数额与审计报告、纳税申报表和附注中的数额都不一致，" * 6


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with every outcome, a long message and a name without any blank."""
    shown = report(
        *ALL_OUTCOMES,
        finding(rule="LNG-1", indicator="uscc", message=LONG + "A" * 200),
        finding(Outcome.review, rule="LNG-2", indicator="net_profit", message=LONG),
    )
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_bytes(render_html(shown, crops=crops_of(shown), catalogue=catalogue()))
    return path


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profile")


def boxes(selector: str) -> str:
    return (
        f"[...document.querySelectorAll('{selector}')].map(e => "
        "{const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]})"
    )


@pytest.mark.parametrize("width", [1366, 1920, 900, 600])
def test_nothing_is_wider_than_the_window(page: Path, profile: Path, width: int) -> None:
    widths = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    needed, shown = measure(page, widths, profile=profile, width=width)
    assert needed <= shown


def test_declared_and_evidence_stand_side_by_side(page: Path, profile: Path) -> None:
    left, right = measure(page, boxes("#failed .card figure"), profile=profile)[:2]
    assert left[1] == right[1]
    assert left[2] <= right[0]
    images = "[...document.images].map(i => [i.complete, i.naturalWidth, i.getBoundingClientRect().width])"
    sizes: list[Any] = measure(page, images, profile=profile)
    assert len(sizes) >= 4
    assert all(done and natural > 0 and shown > 200 for done, natural, shown in sizes)


def test_the_first_finding_shows_without_scrolling(page: Path, profile: Path) -> None:
    (heading, *_) = measure(page, boxes("#failed h2"), profile=profile)
    assert heading[3] < 400
    assert measure(page, boxes("#failed tbody tr, #failed .card"), profile=profile)[0][3] < 768


def test_the_verdict_stands_over_the_findings_and_its_reasons_open(
    page: Path, profile: Path
) -> None:
    (verdict, heading) = measure(page, boxes("#overview .verdict, #failed h2"), profile=profile)
    assert verdict[3] <= heading[1]
    shown = "getComputedStyle(document.querySelector('#overview .rest')).display"
    assert measure(page, shown, profile=profile) == "none"
    opened = f"(document.querySelector('#conditions').click(), {shown})"
    assert measure(page, opened, profile=profile) == "block"


def test_all_text_is_in_a_chinese_typeface(page: Path, profile: Path) -> None:
    font = "getComputedStyle(document.body).fontFamily"
    assert measure(page, font, profile=profile).startswith('"Noto Sans CJK SC"')


def test_rows_without_problem_can_be_hidden(page: Path, profile: Path) -> None:
    visible = (
        "(() => {document.getElementById('only').click(); "
        "return [...document.querySelectorAll('#table tbody tr')].map(r => r.offsetHeight > 0)})()"
    )
    assert measure(page, visible, profile=profile) == [True, False]


def test_the_page_is_more_than_white(page: Path, profile: Path, tmp_path: Path) -> None:
    shot = tmp_path / "shot.png"
    browse(page, f"--screenshot={shot}", profile=profile)
    with Image.open(shot) as image:
        assert image.size == (1366, 768)
        grey = np.asarray(image.convert("L"))
    assert (grey < 90).mean() > 0.05


def test_it_prints_on_a4_with_every_finding(page: Path, profile: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    browse(page, "--no-pdf-header-footer", f"--print-to-pdf={out}", profile=profile)
    with pymupdf.open(out) as printed:
        sizes = {(round(sheet.rect.width), round(sheet.rect.height)) for sheet in printed}
        text = "".join(sheet.get_text() for sheet in printed).replace("\n", "")
    assert sizes <= {(595, 842), (596, 842)}
    assert len(sizes) == 1
    for wanted in (
        LONG,
        "168,345,210.77",
        "没有可以核对的证书。",
        "上一年度营业收入。",
        "四、未能核对",
    ):
        assert wanted in text
