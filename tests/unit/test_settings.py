"""Settings come from HEYAN_ variables, are checked and cannot be changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from extractor.settings import Settings


def test_settings_read_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HEYAN_CACHE_DIR", str(tmp_path))
    monkeypatch.setenv("HEYAN_JOBS", "3")
    monkeypatch.setenv("HEYAN_OCR_ENGINE", "paddleocr")
    settings = Settings()
    assert (settings.cache_dir, settings.jobs, settings.ocr_engine) == (tmp_path, 3, "paddleocr")


def test_cache_lies_in_the_users_cache_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("HEYAN_CACHE_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert Settings().cache_dir == tmp_path / "heyan"
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    assert Settings().cache_dir == Path.home() / ".cache" / "heyan"


@pytest.mark.parametrize(
    ("variable", "value"),
    [("HEYAN_JOBS", "0"), ("HEYAN_MAX_PAGES", "many"), ("HEYAN_OCR_ENGINE", "other")],
)
def test_wrong_settings_are_refused(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(ValidationError):
        Settings()


def test_settings_are_frozen() -> None:
    settings = Settings()
    with pytest.raises(ValidationError):
        settings.jobs = 5  # type: ignore[misc]
