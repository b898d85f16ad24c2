"""The project's own files, as the convention tests walk them."""

from __future__ import annotations

import ast
import subprocess
from functools import cache, lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PACKAGES = ("models", "extractor", "api")
"""What is installed; golden_docs, tests, tools and bench only live in the project folder."""

BINARY = frozenset(
    [
        ".pdf",
        ".png",
        ".jpg",
        ".jpeg",
        ".webp",
        ".tif",
        ".tiff",
        ".bmp",
        ".gif",
        ".docx",
        ".xlsx",
        ".zip",
        ".gz",
        ".onnx",
        ".ico",
        ".woff2",
    ]
)


@lru_cache(maxsize=1)
def project_files() -> tuple[Path, ...]:
    """Return every file that git tracks or would track, relative to the project folder."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    names = result.stdout.decode("utf-8").split("\0")
    paths = (Path(name) for name in sorted(set(names)) if name)
    return tuple(path for path in paths if (ROOT / path).is_file())


def text_files() -> tuple[Path, ...]:
    """Return the files that hold text."""
    return tuple(path for path in project_files() if path.suffix.lower() not in BINARY)


def python_files(*folders: str) -> tuple[Path, ...]:
    """Return the Python files, all of them or those below the folders named."""
    files = (path for path in project_files() if path.suffix == ".py")
    return tuple(path for path in files if not folders or path.parts[0] in folders)


def read_text(path: Path) -> str:
    """Return the text of a project file."""
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def parse_file(path: Path) -> ast.Module:
    """Return the syntax tree of a Python file of the project."""
    return ast.parse(read_text(path), filename=str(path))


def imported_roots(tree: ast.Module) -> set[str]:
    """Return the first names of all modules that a module imports, wherever it does."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names
