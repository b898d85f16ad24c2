"""The list of programmes, kept beside the readings while neither the catalogue nor the code that makes it changes."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

_HERE = Path(__file__).resolve()
SOURCES = (_HERE.parents[2] / "models" / "catalogue", _HERE.with_name("programme_pages.py"))
"""Everything that the list is made from: the YAML, its loader, and the words of the list."""


def kept_list(folder: Path, make: Callable[[], Iterable[str]]) -> list[str]:
    """The lines of the list: as kept below `folder`, else made anew and kept.

    A folder that cannot be written to is no fault: the list is made anew each time.
    """
    path = folder / "programmes" / f"{digest_of(SOURCES)}.txt"
    try:
        return path.read_text("utf-8").split("\n")
    except OSError:
        lines = list(make())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as file:
            file.write("\n".join(lines))
        Path(file.name).replace(path)
    except OSError:
        pass
    return lines


def digest_of(sources: Iterable[Path]) -> str:
    """One SHA-256 over the names and contents of files, and of all YAML and Python files in folders."""
    whole = hashlib.sha256()
    for source in sources:
        files = sorted(source.rglob("*.*")) if source.is_dir() else [source]
        for file in files:
            if file.suffix in (".yaml", ".py"):
                content = file.read_bytes()
                whole.update(f"{file.relative_to(source.parent)}\0{len(content)}\0".encode())
                whole.update(content)
    return whole.hexdigest()
