"""Reads every YAML file of the catalogue once, checks it whole and returns one frozen value."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from models.catalogue.catalogue import Catalogue
from models.catalogue.checks import Known, Sources, check_references
from models.catalogue.packs import InvalidCatalogueError, Packs
from models.catalogue.source import Source, SourceError, read_source
from models.catalogue.spec import Indicator, IndicatorFile, Spec
from models.catalogue.spec_documents import DocumentType
from models.catalogue.spec_lookups import Divisions, Lists, Regions, SizeClasses
from models.catalogue.spec_programmes import Programme
from models.catalogue.spec_tables import TableSpec, merge_tables
from models.catalogue.spec_tree import NODE_TAGS
from models.catalogue.suggest import suggestion

S = TypeVar("S", bound=Spec)


def catalogue_dir() -> Path:
    """The folder of the catalogue that ships with the program."""
    return Path(__file__).parent


@cache
def load_catalogue(folder: Path | None = None) -> Catalogue:
    """Read and check the catalogue in `folder` (default: the one that ships).

    Raises InvalidCatalogueError with every problem found, each with its file and line; programmes are
    read and checked when they are asked for, all of them by `check_catalogue`.
    """
    return _Reading(folder or catalogue_dir()).catalogue()


def check_catalogue(folder: Path | None = None) -> Catalogue:
    """The catalogue with every programme read; raises InvalidCatalogueError with every problem."""
    reading = _Reading(folder or catalogue_dir())
    try:
        catalogue = reading.catalogue()
    except InvalidCatalogueError as error:
        raise InvalidCatalogueError((*error.problems, *reading.check_packs_alone())) from error
    if problems := reading.packs.check_all():
        raise InvalidCatalogueError(problems)
    return catalogue


class _Reading:
    """One pass over the files: collects sources, values and problems."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[str] = []
        self.digest = hashlib.sha256()
        self.sources: Sources = {}
        self.packs = Packs(folder / "programmes", self._read_pack, Known({}, {}, {}, ()))

    def catalogue(self) -> Catalogue:
        """Read everything; raise when anything is wrong."""
        indicators = self._indicators()
        types = self._many("document_types", DocumentType, lambda item: item.key)
        tables = self._with_bases(self._many("tables", TableSpec, lambda item: item.id))
        sizes = self._one("lookups/size_classes.yaml", SizeClasses)
        divisions = self._one("lookups/divisions.yaml", Divisions)
        regions = self._one("lookups/regions.yaml", Regions)
        lists = self._one("lookups/lists.yaml", Lists)
        for file in sorted((self.folder / "programmes").rglob("*.yaml")):
            self._digest(file)
        if sizes is None or divisions is None or regions is None or lists is None:
            raise InvalidCatalogueError(self.problems)
        by_key = {item.key: item for item in lists.lists}
        known = Known(indicators, types, tables, by_key)
        problems = self.problems or check_references(known, self.sources)
        if problems:
            raise InvalidCatalogueError(problems)
        self.packs = Packs(self.folder / "programmes", self._read_pack, known)
        digest = self.digest.hexdigest()
        return Catalogue(
            indicators, types, tables, self.packs, sizes, divisions, regions, by_key, digest
        )

    def _with_bases(self, tables: dict[str, TableSpec]) -> dict[str, TableSpec]:
        """The tables with the sections of the form of which they are copies."""
        whole: dict[str, TableSpec] = {}
        for key, table in tables.items():
            base = tables.get(table.base or "")
            if table.base and (base is None or base.base):
                where = self.sources["tables", key].where(("base",))
                known = suggestion(table.base, [k for k, t in tables.items() if not t.base])
                self.problems.append(f"{where}: unknown base table {table.base!r}{known}")
            whole[key] = merge_tables(base, table) if base else table
        return whole

    def check_packs_alone(self) -> list[str]:
        """The faults inside the files of programmes, where what they refer to cannot be read."""
        problems: list[str] = []
        for file in sorted((self.folder / "programmes").rglob("*.yaml")):
            try:
                self._read_pack(file)
            except InvalidCatalogueError as error:
                problems += error.problems
        return problems

    def _read_pack(self, file: Path) -> tuple[Programme, Source]:
        """One programme as its file says, without what it inherits."""
        name = file.relative_to(self.folder).as_posix()
        try:
            source = read_source(file, name=name)
            return Programme.model_validate(source.content), source
        except SourceError as fault:
            raise InvalidCatalogueError((str(fault),)) from fault
        except ValidationError as error:
            raise InvalidCatalogueError(_explain(error, source, Programme)) from error

    def _digest(self, file: Path) -> str:
        """Take the file into the digest of the catalogue; its name inside the catalogue."""
        name = file.relative_to(self.folder).as_posix()
        content = file.read_bytes() if file.exists() else b""
        self.digest.update(f"{name}\0{len(content)}\0".encode())
        self.digest.update(content)
        return name

    def _source(self, file: Path) -> Source | None:
        name = self._digest(file)
        try:
            return read_source(file, name=name)
        except FileNotFoundError:
            self.problems.append(f"{name}: the file is missing")
        except SourceError as fault:
            self.problems.append(str(fault))
        return None

    def _one(self, name: str, spec: type[S]) -> S | None:
        source = self._source(self.folder / name)
        return self._validated(source, spec) if source else None

    def _validated(self, source: Source, spec: type[S]) -> S | None:
        try:
            return spec.model_validate(source.content)
        except ValidationError as error:
            self.problems.extend(_explain(error, source, spec))
            return None

    def _indicators(self) -> dict[str, Indicator]:
        file = self._one("indicators.yaml", IndicatorFile)
        result: dict[str, Indicator] = {}
        for item in file.indicators if file else ():
            if item.key in result:
                self.problems.append(f"indicators.yaml: {item.key} stands here twice")
            result[item.key] = item
        return result

    def _many(self, folder: str, spec: type[S], name_of: Callable[[S], str]) -> dict[str, S]:
        """All entries of a folder, keyed and in the order of their keys; the file bears the key."""
        result: dict[str, S] = {}
        for file in sorted((self.folder / folder).rglob("*.yaml")):
            source = self._source(file)
            item = self._validated(source, spec) if source else None
            if source is None or item is None:
                continue
            key = name_of(item)
            if key in result:
                self.problems.append(f"{source.name}: {key} is already in another file")
            elif not key.endswith(file.stem):
                self.problems.append(
                    f"{source.where(('key',))}: {key} must stand in a file of its name"
                )
            result[key] = item
            self.sources[(folder, key)] = source
        return dict(sorted(result.items()))


def _explain(error: ValidationError, source: Source, spec: type[Spec]) -> list[str]:
    """One English line per fault: file, line, path, what is wrong and the nearest right key."""
    lines = []
    for fault in error.errors(include_url=False):
        path = tuple(
            part for part in fault["loc"] if part not in NODE_TAGS or _is_key(part, source)
        )
        text = fault["msg"]
        if fault["type"] == "extra_forbidden":
            text = f"unknown key {path[-1]!r}{suggestion(str(path[-1]), _known_keys(spec))}"
        elif fault["type"] == "string_type":
            text = "must be text: write it in quotes"
        dotted = ".".join(str(part) for part in path) or "(file)"
        lines.append(f"{source.where(path)}: {dotted}: {text}")
    return lines


def _is_key(part: str | int, source: Source) -> bool:
    """Whether the word really is a key of the file (pydantic also puts union tags into a path)."""
    return any(part in path for path in source.lines)


def _known_keys(spec: type[Spec]) -> list[str]:
    """Every key that a file of this spec may use at any depth."""
    keys: set[str] = set()
    for definition in (schema := spec.model_json_schema()).get("$defs", {}).values():
        keys.update(definition.get("properties", {}))
    keys.update(schema.get("properties", {}))
    return sorted(keys)
