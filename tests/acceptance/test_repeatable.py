"""The same papers give the same bytes, and no page is read twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.conftest import Verify

pytestmark = [pytest.mark.ocr, pytest.mark.slow]

FILES = ("report.json", "report.html", "report.xlsx")


def test_a_second_run_reads_nothing_and_writes_the_same_bytes(
    papers: tuple[Path, ...], verify: Verify, tmp_path: Path
) -> None:
    first = verify(papers, tmp_path / "one", environment={"PYTHONHASHSEED": "1"})
    second = verify(papers, tmp_path / "two", environment={"PYTHONHASHSEED": "2"})
    assert first.code == second.code == 1, first.err
    assert "本次识别 0 页，沿用已有识别结果 3 页" in second.err
    for name in FILES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_reading_anew_with_another_number_of_processes_gives_the_same_bytes(
    papers: tuple[Path, ...], verify: Verify, tmp_path: Path
) -> None:
    verify(papers, tmp_path / "kept")
    anew = verify(papers, tmp_path / "anew", "--no-cache", "--jobs", "1")
    assert "本次识别 3 页" in anew.err
    for name in FILES:
        assert (tmp_path / "kept" / name).read_bytes() == (tmp_path / "anew" / name).read_bytes()
