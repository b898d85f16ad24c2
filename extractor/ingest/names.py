"""Names of files inside a submission: natural order, operating-system litter, safe and unique names."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from pathlib import PurePosixPath

_LITTER = {
    ".ds_store",
    "__macosx",
    "thumbs.db",
    "ehthumbs.db",
    "desktop.ini",
    ".spotlight-v100",
    ".trashes",
    ".fseventsd",
    "$recycle.bin",
    "system volume information",
    ".gitkeep",
}
_LITTER_PREFIXES = ("._", "~$", ".~")
_PIECES = re.compile(r"\d+|\D+")
_DRIVE = re.compile(r"^[A-Za-z]:")


def is_litter(name: str) -> bool:
    """Whether any part of the path was left by an operating system or an office program."""
    return any(
        part.lower() in _LITTER or part.startswith(_LITTER_PREFIXES)
        for part in PurePosixPath(name).parts
    )


def natural_key(name: str) -> tuple[tuple[tuple[tuple[int, int, str], ...], ...], str]:
    """Sort key by path parts in which 2 comes before 10; ties are broken by the text itself."""
    parts = PurePosixPath(name).parts
    return tuple(tuple(_piece(piece) for piece in _PIECES.findall(part)) for part in parts), name


def _piece(piece: str) -> tuple[int, int, str]:
    return (0, int(piece), "") if piece.isdecimal() else (1, 0, piece.casefold())


def is_unsafe(name: str) -> bool:
    """Whether a name inside an archive is absolute or climbs out of the archive."""
    return name.startswith("/") or bool(_DRIVE.match(name)) or ".." in name.split("/")


def cleaned(name: str) -> str:
    """The name as a relative path without empty, `.` and `..` parts and without control characters."""
    printable = "".join(char for char in name if char.isprintable())
    parts = [part for part in _DRIVE.sub("", printable).split("/") if part not in ("", ".", "..")]
    return "/".join(parts) or "_"


def unique(name: str, taken: AbstractSet[str]) -> str:
    """`name`, or `name (2)`, `name (3)` … before its ending, so that it is not among `taken`."""
    path = PurePosixPath(name)
    candidate, number = name, 2
    while candidate in taken:
        candidate = str(path.with_name(f"{path.stem} ({number}){path.suffix}"))
        number += 1
    return candidate
