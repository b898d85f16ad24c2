"""Everything works without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.conftest import Verify

pytestmark = [pytest.mark.ocr, pytest.mark.slow]

GUARD = Path(__file__).resolve().parent / "no_network"


def own_network() -> list[str]:
    """The wrapper that takes the network away from a process, [] where the system has none."""
    if shutil.which("unshare") is None:
        return []
    wrapper = ["unshare", "--map-root-user", "--net"]
    tried = subprocess.run([*wrapper, "true"], capture_output=True, check=False)
    return wrapper if tried.returncode == 0 else []


def test_a_submission_is_read_and_verified_without_network(
    papers: tuple[Path, ...], verify: Verify, tmp_path: Path
) -> None:
    ended = verify(
        papers[:1],
        tmp_path / "out",
        "--no-cache",
        wrapper=own_network(),
        environment={"PYTHONPATH": str(GUARD)},
    )
    assert ended.code == 1, ended.err
    assert "本次识别 1 页" in ended.err
    assert ended.json()["documents"][0]["type"] == "business_license"


@pytest.mark.parametrize("host", ["192.0.2.1", "name.example"])
def test_the_guard_would_notice(host: str) -> None:
    asked = f"import socket; socket.create_connection(({host!r}, 80), timeout=1)"
    ended = subprocess.run(
        [sys.executable, "-c", asked],
        env={**os.environ, "PYTHONPATH": str(GUARD)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "OSError: no network" in ended.stderr
