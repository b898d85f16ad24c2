"""From the paths handed in to a flat list of named files: folders walked, archives unpacked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from extractor.errors import InputCode, InputError
from extractor.ingest.archive import Budget, Member, unpack
from extractor.ingest.names import cleaned, is_litter, natural_key, unique
from extractor.ingest.opener import Opener, open_here
from extractor.ingest.refuse import refuse
from extractor.ingest.sniff import Content, sniff_file
from extractor.settings import Settings

COSTLY = (InputCode.TOO_SLOW, InputCode.TOO_MUCH_MEMORY, InputCode.CRASHED)
"""What opening a file ends with that takes more than it may."""
_MAX_NESTING = 2
_LINK_OUT = "“{file}”是指向申报材料之外的链接，已拒绝读取，请放入文件本身后重新提交。"
_TOO_DEEP = "“{file}”在压缩包里嵌套了两层以上，请解压后重新打包提交。"


@dataclass(frozen=True)
class LookOrder:
    """A file to look into, under its name inside the submission; archives are unpacked into `scratch`.

    `may_nest` is whether an archive may still be unpacked at this depth.
    """

    name: str
    path: Path
    scratch: Path
    budget: Budget
    max_bytes: int
    may_nest: bool


class Looked(NamedTuple):
    """What a file is; the members of an archive, and what may be unpacked after it."""

    content: Content
    members: tuple[Member, ...]
    budget: Budget


def look_into(order: LookOrder) -> Looked:
    """Find out what a file is and unpack it where it is an archive; raises InputError."""
    try:
        if order.path.stat().st_size > order.max_bytes:
            raise refuse(InputCode.TOO_LARGE, order.name)
        content = sniff_file(order.path, file=order.name)
    except OSError as error:
        raise refuse(InputCode.UNREADABLE, order.name, detail=str(error)) from error
    if content is not Content.zip:
        return Looked(content, (), order.budget)
    if not order.may_nest:
        raise refuse(InputCode.UNSUPPORTED, order.name, message=_TOO_DEEP)
    members = unpack(order.path, file=order.name, scratch=order.scratch, budget=order.budget)
    return Looked(content, members, order.budget)


@dataclass(frozen=True)
class Candidate:
    """One file to read: its unique name, its place on disk, and what it is or why it is refused.

    An archive that was unpacked is a candidate too, with content `zip` and no refusal.
    """

    name: str
    path: Path | None
    content: Content | None = None
    refusal: InputError | None = None


def collect(
    paths: Sequence[Path], *, scratch: Path, settings: Settings, opener: Opener = open_here
) -> tuple[Candidate, ...]:
    """All files in reading order: paths as given, folders in natural order, archives in place.

    The one folder handed in alone is the submission and gives no prefix; of several paths each folder
    prefixes its files with its name, as archives always do. Raises InputError not_found.
    """
    collector = _Collector(scratch=scratch, settings=settings, opener=opener)
    seen: set[Path] = set()
    for path in paths:
        if not path.exists():
            raise refuse(InputCode.NOT_FOUND, path.name or str(path))
        if path.resolve() in seen:
            continue
        seen.add(path.resolve())
        if path.is_dir():
            prefix = "" if len(paths) == 1 else f"{path.resolve().name}/"
            for name, file_path in walk_files(path):
                collector.add(f"{prefix}{name}", file_path, folder=path)
        else:
            collector.add(path.name, path)
    return tuple(collector.candidates)


def walk_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """All files below the folder with their relative names, in natural order.

    Links to folders inside are followed once, links to folders outside are yielded as they are.
    """
    found: list[tuple[str, Path]] = []
    root = folder.resolve()
    pending, seen = [folder], {root}
    while pending:
        for path in pending.pop().iterdir():
            name = path.relative_to(folder).as_posix()
            if is_litter(name):
                continue
            if not path.is_dir() or _leads_out(path, root):
                found.append((name, path))
            elif path.resolve() not in seen:
                seen.add(path.resolve())
                pending.append(path)
    yield from sorted(found, key=lambda pair: natural_key(pair[0]))


def _refusal_on_disk(name: str, path: Path, *, folder: Path | None) -> InputError | None:
    """Why something in a folder is not even opened: a pipe or device, which never ends; a link that leads out."""
    if folder is not None and _leads_out(path, folder.resolve()):
        return refuse(InputCode.UNSAFE_PATH, name, message=_LINK_OUT)
    if path.exists() and not path.is_file():
        return refuse(InputCode.UNSUPPORTED, name)
    return None


def _leads_out(path: Path, root: Path) -> bool:
    """Whether a path ends outside the folder `root`, or nowhere: in a circle of links."""
    try:
        return not path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):
        return True


class _Collector:
    """Gives every file its unique name and unpacks archives on the way."""

    def __init__(self, *, scratch: Path, settings: Settings, opener: Opener) -> None:
        self.candidates: list[Candidate] = []
        self._names: set[str] = set()
        self._scratch = scratch
        self._settings = settings
        self._opener = opener
        self._looks = 0

    def add(self, name: str, path: Path, *, folder: Path | None = None) -> None:
        """Take in one file from disk; one in a folder must lie there, not be a link to elsewhere."""
        name = self._unique(name)
        refusal = _refusal_on_disk(name, path, folder=folder)
        if refusal is not None:
            self.candidates.append(Candidate(name, None, None, refusal))
            return
        budget = Budget(bytes=self._settings.max_file_bytes)
        self._add(name, path, budget=budget, depth=0)

    def _unique(self, name: str) -> str:
        name = unique(cleaned(name), self._names)
        self._names.add(name)
        return name

    def _add(self, name: str, path: Path, *, budget: Budget, depth: int) -> None:
        try:
            looked = self._look(name, path, budget=budget, depth=depth)
        except InputError as refusal:
            if refusal.input_code in COSTLY:
                # Nothing more is unpacked from an archive that holds one that costs too much.
                budget.bytes = budget.members = 0
            self.candidates.append(Candidate(name, path, None, refusal))
            return
        self.candidates.append(Candidate(name, path, looked.content))
        for member in looked.members:
            inner = self._unique(f"{name}/{member.name}")
            if member.path is None:
                self.candidates.append(Candidate(inner, None, None, member.refusal))
            else:
                self._add(inner, member.path, budget=budget, depth=depth + 1)

    def _look(self, name: str, path: Path, *, budget: Budget, depth: int) -> Looked:
        """Look into a file where it can do no harm; what its archive takes is taken off the budget."""
        order = LookOrder(
            name=name,
            path=path,
            scratch=self._scratch / f"archive{self._looks:03d}",
            budget=budget,
            max_bytes=self._settings.max_file_bytes,
            may_nest=depth < _MAX_NESTING,
        )
        self._looks += 1
        looked = self._opener(look_into, order, file=name)
        budget.bytes, budget.members = looked.budget.bytes, looked.budget.members
        return looked
