"""The catalogue as commands open it: one that does not hold together ends the run with its own code."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from extractor.errors import ArgumentError, CatalogueError
from models.catalogue import (
    Catalogue,
    InvalidCatalogueError,
    Programme,
    check_catalogue,
    load_catalogue,
)

T = TypeVar("T")


def open_catalogue() -> Catalogue:
    """Load the catalogue; raises CatalogueError with every problem, file and line."""
    return refusing(load_catalogue)


def checked_catalogue() -> Catalogue:
    """Load the catalogue with every programme; raises CatalogueError with every problem."""
    return refusing(check_catalogue)


def refusing(read: Callable[[], T]) -> T:
    """What `read` reads of the catalogue; raises CatalogueError where it does not hold together."""
    try:
        return read()
    except InvalidCatalogueError as error:
        raise CatalogueError(
            f"目录有 {len(error.problems)} 处问题，请按提示修改 models/catalogue 下的文件。",
            problems=error.problems,
        ) from error


def find_programme(catalogue: Catalogue, key: str) -> Programme:
    """Return a programme; raises ArgumentError with the known ones when there is none."""
    if key not in catalogue.programmes:
        known = "、".join(sorted(catalogue.programmes))
        raise ArgumentError(f"没有编号为 {key} 的申报项目，可用的有：{known}。")
    return refusing(lambda: catalogue.programme(key))
