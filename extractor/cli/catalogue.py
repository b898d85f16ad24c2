"""The catalogue as commands open it: one that does not hold together ends the run with its own code."""

from __future__ import annotations

from extractor.errors import CatalogueError
from models.catalogue import Catalogue, load_catalogue
from models.catalogue.loader import InvalidCatalogueError


def open_catalogue() -> Catalogue:
    """Load the catalogue; raises CatalogueError with every problem, file and line."""
    try:
        return load_catalogue()
    except InvalidCatalogueError as error:
        raise CatalogueError(
            f"目录有 {len(error.problems)} 处问题，请按提示修改 models/catalogue 下的文件。",
            problems=error.problems,
        ) from error
