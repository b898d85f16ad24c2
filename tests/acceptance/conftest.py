"""`heyan` as its users start it: a process of its own, real recognition, readings kept between runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import pytest

from extractor.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "golden_docs"
PROGRAMME = "cn-xjr3-2021"
START = "import sys; from extractor.cli import main; sys.exit(main())"


class Ended(NamedTuple):
    """How a run ended: exit code, stdout, stderr, and the folder of its results."""

    code: int
    out: str
    err: str
    results: Path

    def json(self, name: str = "report.json") -> Any:
        """One of the result files, read."""
        return json.loads((self.results / name).read_bytes())


class Verify(Protocol):
    """Verify paths in a process of its own."""

    def __call__(
        self,
        paths: Sequence[Path],
        results: Path,
        *options: str,
        wrapper: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
    ) -> Ended: ...


@pytest.fixture(scope="session")
def verify(kept_settings: Settings) -> Verify:
    """`heyan verify` under the programme of the golden packages."""

    def run(
        paths: Sequence[Path],
        results: Path,
        *options: str,
        wrapper: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
    ) -> Ended:
        surroundings = {
            **os.environ,
            "HEYAN_CACHE_DIR": str(kept_settings.cache_dir),
            "PYTHONUTF8": "1",
            **(environment or {}),
        }
        arguments = ["verify", *map(str, paths), "--programme", PROGRAMME, "--out", str(results)]
        ended = subprocess.run(
            [*wrapper, sys.executable, "-c", START, *arguments, *options],
            cwd=ROOT,
            env=surroundings,
            capture_output=True,
            text=True,
            check=False,
            timeout=1800,
        )
        return Ended(ended.returncode, ended.stdout, ended.stderr, results)

    return run


@pytest.fixture(scope="session")
def papers() -> tuple[Path, ...]:
    """A small submission: three single golden documents."""
    names = (
        "business_license/landscape-2020.jpg",
        "patent_certificate/utility-new.jpg",
        "title_proof/provincial-1.jpg",
    )
    return tuple(GOLDEN / "documents" / name for name in names)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that the database's user may enter, which pytest's own folders are not."""
    with tempfile.TemporaryDirectory(prefix="heyan-test-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)
