"""Where a run keeps its files: a scratch folder that goes away, and results that appear whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import ArgumentError, StorageError
from extractor.faults import is_disk_full, reason_of


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

    Raises StorageError when the disk is full, ArgumentError when the folder cannot be written for another reason.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return {name: write_whole(folder / name, content) for name, content in results.items()}
    except OSError as error:
        if is_disk_full(error):
            message = f"磁盘空间不足，结果没有写入 {folder}。请清理后重新运行，已保存的识别结果会继续使用。"
            raise StorageError(message) from error
        message = f"无法写入输出目录 {folder}：{reason_of(error)}。请检查目录权限，或换一个目录。"
        raise ArgumentError(message) from error


def write_whole(path: Path, content: bytes, *, mode: int = 0o644) -> Path:
    """Write a file whole or not at all, with the rights `mode`; return its path. Raises OSError."""
    with tempfile.NamedTemporaryFile(
        dir=path.parent, prefix=f".{path.name}.", delete=False
    ) as file:
        temporary = Path(file.name)
        try:
            file.write(content)
            file.flush()
            temporary.chmod(mode)
            return temporary.replace(path)
        except OSError:
            temporary.unlink()
            raise
