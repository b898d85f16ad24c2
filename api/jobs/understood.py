"""Submissions as understood (classified, split, extracted), kept on this machine for the corrections to come.

What is kept holds only for the very program and catalogue that made it; anything else is worked out anew.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
import tempfile
import time
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

import extractor
import models
from extractor.papers import Read

log = logging.getLogger(__name__)

DAYS = 30
"""What nobody used for so long is removed."""

_ADAPTER: TypeAdapter[Read] = TypeAdapter(Read)


def pages_key(pages: Iterable[tuple[str, int, str]]) -> str:
    """Return a name (hex) for pages in order, each given by file, number and the SHA-256 of its reading."""
    return _digest("\n".join(f"{file}\0{page}\0{reading}" for file, page, reading in pages))


class UnderstoodCache:
    """A folder of submissions as understood; a damaged file counts as not kept."""

    def __init__(self, cache_dir: Path) -> None:
        """Keep them below the cache folder of this machine."""
        self._folder = cache_dir / "understood"

    def get(self, pages: str, rest: str) -> Read | None:
        """Return what is kept for pages (`pages_key`) and the rest that the reading depends on."""
        path = self._path(pages, rest)
        try:
            read = _ADAPTER.validate_json(path.read_bytes())
            path.touch()
        except FileNotFoundError:
            return None
        except (OSError, ValidationError) as error:
            log.warning("what was understood is not usable: %s", type(error).__name__)
            return None
        return read

    def put(self, pages: str, rest: str, read: Read) -> None:
        """Keep a submission as understood; the file appears whole or not at all."""
        path = self._path(pages, rest)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(_ADAPTER.dump_json(read))
        Path(file.name).replace(path)

    def forget(self, pages: str) -> None:
        """Remove everything that is kept for pages."""
        shutil.rmtree(self._folder / pages[:2] / pages, ignore_errors=True)

    def forget_old(self) -> None:
        """Remove what nobody used for a month."""
        before = time.time() - DAYS * 86_400
        for path in self._folder.glob("*/*/*"):
            if path.stat().st_mtime < before:
                path.unlink(missing_ok=True)

    def _path(self, pages: str, rest: str) -> Path:
        name = _digest(f"{program_digest()}\n{rest}")
        return self._folder / pages[:2] / pages / f"{name}.json"


@cache
def program_digest() -> str:
    """Return the SHA-256 (hex) of everything that understanding depends on: program text and catalogue."""
    whole = hashlib.sha256()
    for package in (extractor, models):
        root = Path(str(package.__file__)).parent
        for path in sorted(root.rglob("*")):
            if path.suffix in (".py", ".yaml"):
                whole.update(f"{path.relative_to(root)}\0".encode())
                whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
