"""What experts edit, as strictly typed data: indicators, document types, tables, programmes, lists."""

from __future__ import annotations

from models.catalogue.catalogue import Catalogue
from models.catalogue.loader import check_catalogue, load_catalogue
from models.catalogue.packs import InvalidCatalogueError
from models.catalogue.spec import Indicator
from models.catalogue.spec_documents import DocumentType, FieldSpec
from models.catalogue.spec_programmes import Condition, Programme
from models.catalogue.spec_tables import TableField, TableSpec

__all__ = [
    "Catalogue",
    "Condition",
    "DocumentType",
    "FieldSpec",
    "Indicator",
    "InvalidCatalogueError",
    "Programme",
    "TableField",
    "TableSpec",
    "check_catalogue",
    "load_catalogue",
]
