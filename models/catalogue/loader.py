"""Reads every YAML file of the catalogue once, checks it whole and returns one frozen value."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from models.catalogue.catalogue import Catalogue
from models.catalogue.checks import Sources, check_references, inherit_programmes
from models.catalogue.source import Source, SourceError, read_source
from models.catalogue.spec import Indicator, IndicatorFile, Spec
from models.catalogue.spec_documents import DocumentType
from models.catalogue.spec_lookups import Divisions, Regions, SizeClasses
from models.catalogue.spec_programmes import Programme
from models.catalogue.spec_tables import TableSpec
from models.catalogue.suggest import suggestion

S = TypeVar("S", bound=Spec)
_NODE_TAGS = frozenset({"all", "any", "count", "band", "leaf"})


class InvalidCatalogueError(Exception):
    """The catalogue does not hold together; `problems` says where and why, one line each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def catalogue_dir() -> Path:
    """The folder of the catalogue that ships with the program."""
    return Path(__file__).parent


@cache
def load_catalogue(folder: Path | None = None) -> Catalogue:
    """Read and check the catalogue in `folder` (default: the one that ships).

    Raises InvalidCatalogueError with every problem found, each with its file and line.
    """
    return _Reading(folder or catalogue_dir()).catalogue()


class _Reading:
    """One pass over the files: collects sources, values and problems."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[str] = []
        self.digest = hashlib.sha256()
        self.sources: Sources = {}

    def catalogue(self) -> Catalogue:
        """Read everything; raise when anything is wrong."""
        indicators = self._indicators()
        types = self._many("document_types", DocumentType, lambda item: item.key)
        tables = self._many("tables", TableSpec, lambda item: item.id)
        programmes = self._many("programmes", Programme, lambda item: item.id)
        sizes = self._one("lookups/size_classes.yaml", SizeClasses)
        divisions = self._one("lookups/divisions.yaml", Divisions)
        regions = self._one("lookups/regions.yaml", Regions)
        if self.problems or sizes is None or divisions is None or regions is None:
            raise InvalidCatalogueError(self.problems)
        whole, problems = inherit_programmes(programmes, self.sources)
        result = Catalogue(
            indicators, types, tables, whole, sizes, divisions, regions, self.digest.hexdigest()
        )
        problems += check_references(result, self.sources)
        if problems:
            raise InvalidCatalogueError(problems)
        return result

    def _source(self, file: Path) -> Source | None:
        name = file.relative_to(self.folder).as_posix()
        content = file.read_bytes() if file.exists() else b""
        self.digest.update(f"{name}\0{len(content)}\0".encode())
        self.digest.update(content)
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
            part for part in fault["loc"] if part not in _NODE_TAGS or _is_key(part, source)
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
