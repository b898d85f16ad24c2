"""Page readings kept on disk by page hash, so that nothing is read twice."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

from pydantic import ValidationError

from extractor.workspace import write_whole
from models.base import Frozen
from models.issue import Issue
from models.page import PageText
from models.run import EngineInfo

log = logging.getLogger(__name__)


class PageReading(Frozen):
    """What was read from one page, and what is unsure about it."""

    text: PageText
    issues: tuple[Issue, ...] = ()


class ReadingCache:
    """A folder of readings; a damaged or foreign file counts as not kept."""

    def __init__(self, folder: Path) -> None:
        """Keep readings below `folder`, which is made when the first one is stored."""
        self._folder = folder

    def get(self, key: str) -> PageReading | None:
        """Return the reading kept under a key, or None."""
        path = self._path(key)
        try:
            return PageReading.model_validate_json(path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValidationError) as error:
            log.warning("kept reading %s is not usable: %s", key, type(error).__name__)
            return None

    def put(self, key: str, reading: PageReading) -> None:
        """Keep a reading; the file appears whole or not at all. Where it cannot be kept, the log says so."""
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, reading.model_dump_json().encode(), mode=0o600)
        except OSError as error:
            log.warning("a reading is not kept and will be made anew: %s", error)

    def _path(self, key: str) -> Path:
        return self._folder / "pages" / key[:2] / f"{key}.json"


def reading_key(page_digest: str, *, engine: EngineInfo, version: str) -> str:
    """Return the key of a page's reading: content, engine, weights and version of the reading."""
    parts = [page_digest, version, engine.name, engine.version]
    parts += [f"{name}={digest}" for name, digest in sorted(engine.weights.items())]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
