"""The wheel: it holds every file of the packages, code and data, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conventions.source_tree import PACKAGES, ROOT, project_files


@pytest.mark.slow
def test_the_wheel_holds_every_file_of_the_packages(tmp_path: Path) -> None:
    expected = {str(path) for path in project_files() if path.parts[0] in PACKAGES}
    needed = {*expected, "pyproject.toml", "README.md", "LICENSE"}
    for name in needed:
        target = tmp_path / "src" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((ROOT / name).read_bytes())
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    folder = tmp_path / "wheel"
    subprocess.run([*command, "-w", str(folder), str(tmp_path / "src")], check=True)
    (wheel,) = folder.glob("heyan-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {name for name in names if ".dist-info/" not in name} == expected
