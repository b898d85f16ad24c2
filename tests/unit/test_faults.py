"""A full disk is told as what it is wherever it shows, and costs no reading."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from extractor import workspace
from extractor.cli.main import exit_code_of
from extractor.errors import ArgumentError, ExitCode, StorageError
from extractor.faults import is_disk_full, reason_of
from extractor.ocr.cache import PageReading, ReadingCache
from models.page import PageText, TextSource

FULL = OSError(errno.ENOSPC, "No space left on device")


class SerialisationError(Exception):
    """As lxml raises it."""


def chained(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "is_full"),
    [
        (FULL, True),
        (OSError(errno.EDQUOT, "quota"), True),
        (SerialisationError("IO_ENOSPC"), True),
        (chained(ValueError("elsewhere"), FULL), True),
        (OSError(errno.EACCES, "denied"), False),
        (ValueError("ours"), False),
    ],
)
def test_a_full_disk_is_known_through_every_disguise(error: Exception, is_full: bool) -> None:
    assert is_disk_full(error) == is_full


def test_reasons_are_told_in_chinese() -> None:
    assert reason_of(OSError(errno.EACCES, "Permission denied")) == "没有权限"
    assert reason_of(OSError(errno.ENOTEMPTY, "not empty")) == f"系统错误 {errno.ENOTEMPTY}"


def test_a_command_that_meets_a_full_disk_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    def run() -> ExitCode:
        raise chained(RuntimeError("while writing"), FULL)

    assert exit_code_of(run) == ExitCode.ARGUMENTS
    said = capsys.readouterr().err
    assert "［disk_full］" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("error", "raised"),
    [(FULL, StorageError), (OSError(errno.EROFS, "read-only"), ArgumentError)],
)
def test_results_that_cannot_be_written_have_their_reason(
    error: OSError,
    raised: type[Exception],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> Path:
        raise error

    monkeypatch.setattr(workspace, "write_whole", refuse)
    with pytest.raises(raised, match="空间不足" if error is FULL else "磁盘为只读"):
        workspace.write_results(tmp_path, {"report.json": b"{}"})


def test_a_reading_that_cannot_be_kept_is_no_fault_of_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object, **__: object) -> Path:
        raise FULL

    monkeypatch.setattr("extractor.ocr.cache.write_whole", refuse)
    text = PageText(
        file="a.pdf", page=1, width=10, height=10, source=TextSource.ocr, ink=0.0, lines=()
    )
    cache = ReadingCache(tmp_path)
    cache.put("ab" * 32, PageReading(text=text))
    assert cache.get("ab" * 32) is None
    assert "is not kept" in caplog.text
