"""A run that somebody stops ends at once, says so, and keeps the pages it has read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.acceptance.conftest import PROGRAMME, ROOT, START

pytestmark = [pytest.mark.ocr, pytest.mark.slow]

PATIENCE = 120  # seconds


def listen_to_interrupts() -> None:
    """A process started in the background may have inherited deaf ears."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_while_pages_are_read(papers: tuple[Path, ...], tmp_path: Path) -> None:
    cache, results = tmp_path / "cache", tmp_path / "out"
    arguments = ["verify", *map(str, papers), "--programme", PROGRAMME, "--out", str(results)]
    with subprocess.Popen(
        [sys.executable, "-c", START, *arguments, "--jobs", "1"],
        cwd=ROOT,
        env={**os.environ, "HEYAN_CACHE_DIR": str(cache), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=listen_to_interrupts,
    ) as run:
        end = time.monotonic() + PATIENCE
        while not list(cache.rglob("*.json")) and time.monotonic() < end:
            time.sleep(0.05)
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=PATIENCE)
    assert run.returncode == 130, err
    assert "已中断" in err
    assert "Traceback" not in err
    assert out == ""
    assert not results.exists()
    assert list(cache.rglob("*.json"))
