"""A batch that is killed and started again ends with the same bytes as one that was left in peace."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.acceptance.conftest import PROGRAMME, ROOT, START
from tests.unit.cli.test_batch import NORTH, SOUTH, batch_of, files_of, index_of, write_submission

pytestmark = pytest.mark.slow

PATIENCE = 600  # seconds


@contextmanager
def batch(folder: Path, out: Path, *, jobs: int) -> Iterator[subprocess.Popen[str]]:
    """`heyan batch` in a process group of its own, with a cache beside its results."""
    arguments = ["batch", str(folder), "--programme", PROGRAMME, "--out", str(out)]
    with subprocess.Popen(
        [sys.executable, "-c", START, *arguments, "--jobs", str(jobs)],
        cwd=ROOT,
        env={**os.environ, "HEYAN_CACHE_DIR": f"{out}-cache", "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as run:
        yield run


def test_a_killed_batch_is_taken_up_and_ends_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write_submission(folder / "一", NORTH)
    write_submission(folder / "二", SOUTH)
    (folder / "坏.zip").write_bytes(b"PK\x03\x04 no archive")
    killed, quiet = tmp_path / "killed", tmp_path / "quiet"
    with batch(folder, killed, jobs=1) as run:
        end = time.monotonic() + PATIENCE
        while not list(killed.rglob("state.json")) and time.monotonic() < end:
            assert run.poll() is None, run.communicate()
            time.sleep(0.02)
        os.killpg(run.pid, signal.SIGKILL)
        run.communicate(timeout=PATIENCE)
    assert not (killed / "batch.json").exists()
    with batch(folder, killed, jobs=1) as run:
        _, err = run.communicate(timeout=PATIENCE)
    assert run.returncode == 4, err
    assert "第 1/3 份 一：沿用上次的结果" in err
    assert "第 2/3 份 二：结束" in err
    with batch(folder, quiet, jobs=2) as run:
        _, err = run.communicate(timeout=PATIENCE)
    assert "沿用上次的结果" not in err
    assert files_of(killed) == files_of(quiet)
    assert index_of(killed)["坏.zip"]["state"] == "refused"
    assert [finding["kind"] for finding in batch_of(killed)["findings"]] == ["patent"]
