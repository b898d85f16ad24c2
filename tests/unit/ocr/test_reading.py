"""From files to readings: pages are read once, and one that cannot be read is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest

from extractor.errors import WeightsError
from extractor.ingest import PageImage, PageSource, Submission, ingest_paths
from extractor.ocr.engine import Recognised
from extractor.ocr.weights import DETECTION, RECOGNITION, weights_path
from extractor.reading import read_image, read_source, read_submission
from extractor.settings import Settings
from models.geometry import Box
from models.issue import IssueCode
from models.page import ElectronicSeal, ElectronicSealKind, TextLine
from models.submission import FileKind
from tests.unit.ocr.engines import ScriptedEngine
from tests.unit.ocr.pictures import text_page

FIRST, SECOND = ("Revenue 186345210.77", "Profit 12345678.90"), ("Employees 137", "Page two")


def save(path: Path, texts: tuple[str, ...]) -> Path:
    cv2.imwrite(str(path), text_page(texts).pixels)
    return path


def submission_of(folder: Path) -> Submission:
    return ingest_paths([folder], scratch=folder.parent / "scratch", settings=Settings())[0]


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Three pictures; the third shows what the first does."""
    folder = tmp_path / "papers"
    folder.mkdir()
    save(folder / "1.png", FIRST)
    save(folder / "2.png", SECOND)
    shutil.copy(folder / "1.png", folder / "3.png")
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(cache_dir=tmp_path / "cache", jobs=1)


def test_pages_come_in_order_and_are_read_once(papers: Path, settings: Settings) -> None:
    submission, seen = submission_of(papers), []
    first = read_submission(
        submission, settings=settings, progress=lambda done, total: seen.append((done, total))
    )
    assert [page.file for page in first.pages] == ["1.png", "2.png", "3.png"]
    texts = [tuple(line.text for line in page.lines) for page in first.pages]
    assert texts == [FIRST, SECOND, FIRST]
    assert first.newly_read == 2
    assert seen[-1] == (3, 3)
    again = read_submission(submission, settings=settings)
    assert (again.pages, again.issues, again.newly_read) == (first.pages, first.issues, 0)


def test_a_kept_reading_is_used_under_another_name(papers: Path, settings: Settings) -> None:
    read_submission(submission_of(papers), settings=settings)
    (papers / "1.png").rename(papers / "9.png")
    again = read_submission(submission_of(papers), settings=settings)
    assert again.newly_read == 0
    assert [page.file for page in again.pages] == ["2.png", "3.png", "9.png"]


def test_reading_anew_gives_the_same(papers: Path, settings: Settings) -> None:
    submission = submission_of(papers)
    alone = [read_source(source, settings=settings).text for source in submission.pages]
    together = read_submission(
        submission, settings=settings.model_copy(update={"jobs": 2}), use_cache=False
    )
    assert list(together.pages) == alone


def test_a_page_past_its_time_is_named_and_not_kept(tmp_path: Path, settings: Settings) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    crowded = np.tile(text_page().pixels, (5, 5, 1))
    cv2.imwrite(str(folder / "crowded.png"), crowded)
    hasty = settings.model_copy(update={"page_seconds": 1})
    reading = read_submission(submission_of(folder), settings=hasty)
    (issue,) = reading.issues
    assert (issue.code, issue.file, issue.page) == (IssueCode.page_unreadable, "crowded.png", 1)
    assert "超过 1 秒" in issue.message
    assert reading.pages[0].lines == ()
    assert not list(settings.cache_dir.rglob("*.json"))


def test_damaged_weights_end_the_run(papers: Path, settings: Settings, tmp_path: Path) -> None:
    weights = tmp_path / "weights"
    weights.mkdir()
    (weights / DETECTION).write_bytes(b"no weights")
    shutil.copy(weights_path(RECOGNITION), weights)
    other = settings.model_copy(update={"model_dir": weights})
    with pytest.raises(WeightsError, match="识别权重无法加载"):
        read_submission(submission_of(papers), settings=other)


@pytest.mark.parametrize("layered", [False, True])
def test_what_a_file_declares_as_sealed_comes_upright(layered: bool, tmp_path: Path) -> None:
    source = PageSource("a.pdf", 1, tmp_path / "a.pdf", FileKind.pdf, "0" * 64)
    declared = ElectronicSeal(kind=ElectronicSealKind.stamp, box=Box(0.5, 0.1, 0.9, 0.2))
    upright = TextLine(text=FIRST[0], box=Box(0.1, 0.1, 0.6, 0.15), confidence=1.0)
    image = PageImage(
        pixels=np.full((800, 1000, 3), 255, dtype=np.uint8),
        dpi=200.0,
        text_turns=1,
        upright_text_lines=(upright,) if layered else (),
        electronic_seals=(declared,),
    )
    engine = ScriptedEngine(read=lambda crop: Recognised(FIRST[0], 1.0, (), ()))
    text = read_image(image, source, engine=engine).text
    (seal,) = text.electronic_seals
    assert text.place(seal.box).box == pytest.approx(declared.box, abs=1e-3)
    assert seal.box == pytest.approx((0.8, 0.5, 0.9, 0.9) if layered else declared.box, abs=1e-3)
