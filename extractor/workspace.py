"""Where a run keeps its files: a scratch folder that goes away, and results that appear whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import ArgumentError


@contextmanager
def scratch_dir() -> Iterator[Path]:
    """Yield a private folder for unpacked archives; it is deleted afterwards."""
    with tempfile.TemporaryDirectory(prefix="heyan-") as folder:
        yield Path(folder)


def check_writable(folder: Path) -> None:
    """See before a long run whether results could be written into a folder, without making it.

    Raises ArgumentError when they could not.
    """
    place = folder
    while not place.exists() and place != place.parent:
        place = place.parent
    if not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
        raise ArgumentError(f"无法写入输出目录 {folder}。请检查目录权限，或换一个目录。")


def write_results(folder: Path, results: dict[str, bytes]) -> dict[str, Path]:
    """Write result files into a folder, each whole or not at all; return their paths by name.

    Raises ArgumentError when the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return {name: _write(folder / name, content) for name, content in results.items()}
    except OSError as error:
        raise ArgumentError(
            f"无法写入输出目录 {folder}：{error.strerror}。请检查目录权限或磁盘空间。"
        ) from error


def _write(path: Path, content: bytes) -> Path:
    with tempfile.NamedTemporaryFile(
        dir=path.parent, prefix=f".{path.name}.", delete=False
    ) as file:
        temporary = Path(file.name)
        try:
            file.write(content)
            file.flush()
            temporary.chmod(0o644)
            return temporary.replace(path)
        except OSError:
            temporary.unlink()
            raise
