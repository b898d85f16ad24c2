"""What suites with real recognition share: page readings that are kept between runs."""

from __future__ import annotations

import pytest

from extractor.settings import Settings


@pytest.fixture(scope="session")
def kept_settings(pytestconfig: pytest.Config) -> Settings:
    """Settings whose readings lie in pytest's own cache: a page is recognised once per machine.

    `pytest --cache-clear` has every page read anew.
    """
    assert pytestconfig.cache is not None
    return Settings(cache_dir=pytestconfig.cache.mkdir("heyan-readings"))
