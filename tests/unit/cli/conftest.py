"""Small real inputs for the command line: native papers need no recognition."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pymupdf
import pytest

from extractor.cli.main import main

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of these tests stays in the user's cache."""
    monkeypatch.setenv("HEYAN_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("HEYAN_JOBS", "1")


@pytest.fixture
def heyan(capsys: pytest.CaptureFixture[str]) -> Call:
    """Run a command in this process: its exit code, stdout, stderr."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A DOCX that is no paper of the programme."""
    document = docx.Document()
    document.add_paragraph("关于召开年度工作会议的函")
    document.add_paragraph("请各部门于收到本函之日起五个工作日内将参会人员名单报送办公室。")
    path = tmp_path / "函.docx"
    document.save(str(path))
    return path


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """A PDF that opens only with a password."""
    document = pymupdf.open()
    document.new_page()
    path = tmp_path / "加密.pdf"
    document.save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="x", owner_pw="y")
    return path
