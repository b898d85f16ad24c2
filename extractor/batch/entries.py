"""Which submissions a folder holds: every sub-folder, ZIP and PDF; what else lies there is named."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from extractor.ingest.collect import walk_files
from extractor.ingest.names import cleaned, is_litter, natural_key
from models.batch import Ignored

SUFFIXES = frozenset({".pdf", ".zip"})
OTHER_ARCHIVES = frozenset({".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz"})
"""Meant as submissions too: ingest refuses them by name, so that nobody is overlooked."""
_LOOSE = "“{name}”不是文件夹、ZIP 或 PDF，没有作为一份申报材料核验；如属某一企业，请放入其文件夹。"
_UNPRINTABLE = "“{name}”的名称含有无法显示的字符，没有核验，请改名后重新运行。"


class Entry(NamedTuple):
    """One submission: its name in the folder, where it lies, its files by name, its size in bytes."""

    name: str
    path: Path
    files: tuple[tuple[str, Path], ...]
    size: int


def list_entries(folder: Path, *, out: Path) -> tuple[tuple[Entry, ...], tuple[Ignored, ...]]:
    """Return the submissions of a folder in natural order of their names, and what is none.

    The folder of results is left out where it lies inside.
    """
    entries, ignored = [], []
    for path in sorted(folder.iterdir(), key=lambda path: natural_key(path.name)):
        if is_litter(path.name) or path.resolve() == out.resolve():
            continue
        if cleaned(path.name) != path.name:
            shown = cleaned(path.name)
            ignored.append(Ignored(name=shown, message=_UNPRINTABLE.format(name=shown)))
        elif path.is_dir() or path.suffix.lower() in SUFFIXES | OTHER_ARCHIVES:
            entries.append(_entry(path))
        else:
            ignored.append(Ignored(name=path.name, message=_LOOSE.format(name=path.name)))
    return tuple(entries), tuple(ignored)


def _entry(path: Path) -> Entry:
    files = tuple(walk_files(path)) if path.is_dir() else ((path.name, path),)
    return Entry(path.name, path, files, sum(_size(file) for _, file in files))


def _size(path: Path) -> int:
    """Size in bytes; 0 where the file cannot be looked at (a broken link), which ingest will name."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
