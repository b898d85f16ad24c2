"""The whole catalogue as one frozen value, and the questions that stages ask it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from models.catalogue.facts import FACTS, joined_table, table_with_facts, with_known_evidence
from models.catalogue.form_titles import FormWords, words_of
from models.catalogue.spec import Indicator
from models.catalogue.spec_documents import DocumentType, FieldSpec
from models.catalogue.spec_lookups import Divisions, ListSpec, Regions, SizeClasses
from models.catalogue.spec_programmes import Programme
from models.catalogue.spec_tables import TableSpec


@dataclass(frozen=True)
class Catalogue:
    """Everything that experts edit; `sha256` covers every file.

    Programmes are read and checked when they are asked for: `programmes` knows their ids, and reading
    one that does not hold together raises InvalidCatalogueError.
    """

    indicators: dict[str, Indicator]
    document_types: dict[str, DocumentType]
    tables: dict[str, TableSpec]
    programmes: Mapping[str, Programme]
    size_classes: SizeClasses
    divisions: Divisions
    regions: Regions
    lists: dict[str, ListSpec]
    sha256: str

    def indicator(self, key: str) -> Indicator:
        """The indicator with this key; raises KeyError when there is none."""
        return self.indicators[key]

    def document_type(self, key: str) -> DocumentType:
        """The document type with this key; raises KeyError when there is none."""
        return self.document_types[key]

    def is_of_type(self, document_type: str | None, wider: str | None) -> bool:
        """Whether a document type is `wider`, or a narrower kind of it."""
        known = self.document_types.get(document_type or "")
        return document_type == wider or (
            known is not None and wider is not None and known.kind_of == wider
        )

    @cached_property
    def form_words(self) -> dict[str, FormWords]:
        """The printed titles and words of every form of the sources, by the id of its table."""
        return {key: words_of(table) for key, table in self.tables.items() if table.lines}

    @property
    def form_types(self) -> frozenset[str]:
        """The types of papers that are nothing but printed forms."""
        types = {table.document_type for table in self.tables.values()}
        return frozenset(key for key in types if not self.document_types[key].fields)

    def table(self, key: str) -> TableSpec:
        """The standard table with this id; raises KeyError when there is none."""
        return self.tables[key]

    def programme(self, key: str) -> Programme:
        """The programme with this id, with what it inherits; raises KeyError when there is none."""
        return self.programmes[key]

    def table_of(self, programme: Programme) -> TableSpec:
        """The standard table of a programme, with the facts that its conditions need beside the form."""
        forms = [self.tables[key] for key in (programme.table, *programme.more_tables)]
        facts = self.tables.get(FACTS)
        own = with_known_evidence(joined_table(forms), facts)
        return table_with_facts(own, facts, programme)

    def more_forms(self, programme: Programme) -> tuple[TableSpec, ...]:
        """The further forms of a programme, each whole and with what proves its fields."""
        facts = self.tables.get(FACTS)
        return tuple(with_known_evidence(self.tables[key], facts) for key in programme.more_tables)

    def field_spec(self, document_type: str, key: str) -> FieldSpec | None:
        """The field of a document type, None when either is unknown."""
        known = self.document_types.get(document_type)
        return known.field(key) if known else None

    def title(self, key: str, *, table: TableSpec | None = None) -> str:
        """The Chinese name of an indicator or of a field of the table; the key itself when unknown."""
        if key in self.indicators:
            return self.indicators[key].title_zh
        field = table.field(key) if table else None
        return field.label if field else key
