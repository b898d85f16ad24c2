"""Ingest with its scratch folder, for the tests of this stage."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.ingest import Submission, ingest_paths
from extractor.settings import Settings
from models.issue import Issue

Ingest = Callable[..., tuple[Submission, tuple[Issue, ...]]]


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def ingest(tmp_path: Path, settings: Settings) -> Ingest:
    """`ingest_paths` with a scratch folder of its own and settings that a test may change."""

    def run(*paths: Path, **changes: int) -> tuple[Submission, tuple[Issue, ...]]:
        changed = settings.model_copy(update=changes)
        return ingest_paths(paths, scratch=tmp_path / "scratch", settings=changed)

    return run
