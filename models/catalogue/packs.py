"""The programmes of a catalogue: their ids are known from the files, each is read when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from models.catalogue.check_programmes import check_programme, merge_programme
from models.catalogue.checks import Known, Report
from models.catalogue.source import Source
from models.catalogue.spec_programmes import Programme
from models.catalogue.suggest import suggestion

ReadPack = Callable[[Path], tuple[Programme, Source]]
"""Reads and validates one file; raises InvalidCatalogueError with the problems of the file."""


class InvalidCatalogueError(Exception):
    """The catalogue does not hold together; `problems` says where and why, one line each."""

    def __init__(self, problems: Iterator[str] | tuple[str, ...] | list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class Packs(Mapping[str, Programme]):
    """Programmes by id, whole (with what they inherit) and checked; read once, on demand.

    A programme `bj-zjtx-2021` stands in `bj/zjtx-2021.yaml`.
    """

    def __init__(self, folder: Path, read: ReadPack, known: Known) -> None:
        files = sorted(folder.rglob("*.yaml"))
        self._files = {f"{file.parent.name}-{file.stem}": file for file in files}
        self._folder, self._read, self._known = folder, read, known
        self._whole: dict[str, Programme] = {}

    def __getitem__(self, key: str) -> Programme:
        if key not in self._files:
            raise KeyError(key)
        return self._resolve(key, ())

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._files))

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, key: object) -> bool:
        return key in self._files

    def check_all(self) -> list[str]:
        """Read every programme; the problems of all of them."""
        problems: dict[str, None] = {}
        for key in self:
            try:
                self[key]
            except InvalidCatalogueError as error:
                problems.update(dict.fromkeys(error.problems))
        return list(problems)

    def _resolve(self, key: str, trail: tuple[str, ...]) -> Programme:
        if key in self._whole:
            return self._whole[key]
        own, source = self._read(self._files[key])
        where = source.where(("base",))
        if own.id != key:
            at = source.where(("id",))
            raise InvalidCatalogueError((f"{at}: {own.id} must stand in a file of its name",))
        if own.base is not None and own.base not in self._files:
            known = suggestion(own.base, self._files)
            raise InvalidCatalogueError((f"{where}: unknown base programme {own.base!r}{known}",))
        if own.base in (*trail, key):
            circle = " > ".join((*trail, key))
            raise InvalidCatalogueError((f"{where}: programmes inherit in a circle: {circle}",))
        if own.base is not None:
            own = merge_programme(self._resolve(own.base, (*trail, key)), own)
        problems: list[str] = []
        check_programme(own, self._known, Report(source, problems))
        if problems:
            raise InvalidCatalogueError(problems)
        self._whole[key] = own
        return own
