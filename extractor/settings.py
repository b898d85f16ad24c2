"""The settings of a process: read once at the edge from `HEYAN_…` variables, frozen, handed down."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from extractor.errors import ArgumentError


def default_cache_dir() -> Path:
    """Return the user's cache folder for Heyan, after the XDG Base Directory Specification."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    root = Path(base) if Path(base).is_absolute() else Path.home() / ".cache"
    return root / "heyan"


def default_jobs() -> int:
    """Return how many processors this process may use (at least 1)."""
    return max(1, len(os.sched_getaffinity(0)))


class Settings(BaseSettings):
    """What can be set from outside; every field is an environment variable `HEYAN_<NAME>`."""

    model_config = SettingsConfigDict(
        env_prefix="HEYAN_",
        frozen=True,
        extra="ignore",
        use_attribute_docstrings=True,
        # `model_dir` means OCR models; pydantic would keep the prefix for itself.
        protected_namespaces=(),
    )

    cache_dir: Path = Field(default_factory=default_cache_dir)
    """Folder of kept page readings, addressed by page hash and engine; may be deleted at any time."""

    jobs: int = Field(default_factory=default_jobs, ge=1)
    """Number of processes that read pages at the same time; default: the processors available."""

    max_pages: int = Field(default=2000, ge=1)
    """Most pages one submission may have; a larger one is refused as too_many_pages."""

    max_pixels: int = Field(default=100_000_000, ge=1)
    """Most pixels (width times height) one page image may have; a larger one is refused."""

    max_file_bytes: int = Field(default=1_000_000_000, ge=1)
    """Most bytes one file may have, also after unpacking an archive; a larger one is refused."""

    page_seconds: int = Field(default=120, ge=1)
    """Most seconds of processor time that reading one page may take, and longest standstill; a slower page is given up as page_unreadable."""

    file_seconds: int = Field(default=60, ge=1)
    """Most seconds of processor time that opening one file may take, and longest standstill; a slower file is refused as too_slow."""

    process_bytes: int = Field(default=4_000_000_000, ge=200_000_000)
    """Most bytes of memory of its own that a process that opens files or reads pages may take; a file or page that needs more is given up."""

    sample_percent: float = Field(default=5, ge=0, le=100)
    """Percent of the verified submissions that are drawn for a second look, in a batch and on the work board."""

    lists_dir: Path | None = None
    """Folder of lists that conditions refer to (KEY.csv or KEY.xlsx, see lookups/lists.yaml); without a list its conditions are not checked."""

    ocr_engine: Literal["rapidocr", "paddleocr"] = "rapidocr"
    """Library that finds and reads the lines, both from the same weights; see decision 0011."""

    model_dir: Path | None = None
    """Folder of other OCR weights; default: the ones inside the rapidocr wheel."""


Read = TypeVar("Read", bound=Settings)


def read_settings(read: Callable[[], Read]) -> Read:
    """Return the settings; raises ArgumentError that names the variables whose value does not fit."""
    try:
        return read()
    except ValidationError as error:
        names = "、".join(dict.fromkeys(_named(str(part["loc"][0])) for part in error.errors()))
        message = (
            f"设置不正确：{names}。请对照 docs/reference/settings.md 改正这些环境变量或命令行选项。"
        )
        raise ArgumentError(message) from error
    except SettingsError as error:  # a list that is no JSON
        message = f"设置不正确：{error}。请对照 docs/reference/settings.md 改正。"
        raise ArgumentError(message) from error


def _named(field: str) -> str:
    return f"{field}（HEYAN_{field.upper()}）"
