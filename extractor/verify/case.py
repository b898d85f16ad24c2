"""Everything a rule may look at: the papers as read, the filled tables, the catalogue, the date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from extractor.verify.certificates import Certificate, judge_certificates
from extractor.verify.names import applicant_names
from extractor.verify.statements import AuditReport, audit_reports, fiscal_year
from models.catalogue.catalogue import Catalogue
from models.catalogue.spec_programmes import Programme
from models.catalogue.spec_tables import TableField, TableSpec
from models.document import Document
from models.field import DocumentRecord, FieldStatus, Value
from models.geometry import Place
from models.issue import Issue, IssueCode
from models.kinds.printed import without_unit
from models.page import PageText
from models.submission import SourceFile
from models.table import Evidence, Row, StandardTable

_DIVIDER = 60
"""Characters up to which an unrecognised page is taken for a divider between papers."""


@dataclass(frozen=True)
class Case:
    """One application under one programme; `pages` serve for places and traces only.

    `lists` are the names (as `company_key`) of lists that the user loaded, by the list's key.
    """

    programme: Programme
    catalogue: Catalogue
    reference_date: date
    documents: tuple[Document, ...] = ()
    records: tuple[DocumentRecord, ...] = ()
    tables: tuple[StandardTable, ...] = ()
    pages: tuple[PageText, ...] = ()
    issues: tuple[Issue, ...] = field(default=())
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    files: tuple[SourceFile, ...] = ()

    @cached_property
    def table(self) -> StandardTable:
        """The programme's standard table, empty when none was filled."""
        wanted = self.programme.table
        found = next((table for table in self.tables if table.table == wanted), None)
        return found or StandardTable(table=wanted, title_zh=self.spec.title_zh, rows=())

    @cached_property
    def spec(self) -> TableSpec:
        """The specification of the standard table."""
        return self.catalogue.table_of(self.programme)

    @cached_property
    def prints_form(self) -> bool:
        """Whether the programme's form is known; without it papers speak for themselves."""
        return any(field.printed for field in self.spec.fields)

    @cached_property
    def _more_papers(self) -> tuple[str, ...]:
        """The types of the papers on which further sections of the form stand."""
        types = (section.document_type for section in self.spec.sections)
        return tuple(dict.fromkeys(kind for kind in types if kind))

    @cached_property
    def form(self) -> DocumentRecord | None:
        """The application form; one that was read as another form than this programme's is none."""
        if not self.prints_form:
            return None
        own = (r for r in self.records if r.type == self.spec.document_type)
        return next((record for record in own if self._is_own_form(record)), None)

    def _is_own_form(self, record: DocumentRecord) -> bool:
        read = self.catalogue.tables.get(record.table or "")
        kin = (self.programme.table, self.spec.base)
        return read is None or read.id in kin or read.base in kin[:1]

    @cached_property
    def forms_not_seen(self) -> tuple[TableSpec, ...]:
        """The further forms of the programme that no paper was read as."""
        kinds = {record.type for record in self.records}
        more = self.catalogue.more_forms(self.programme)
        return tuple(table for table in more if table.document_type not in kinds)

    @cached_property
    def names(self) -> list[Value]:
        """Every spelling of the applicant's name, the licence's first."""
        return applicant_names(self.table, self.of_type("business_license"))

    @cached_property
    def reports(self) -> tuple[AuditReport, ...]:
        """The applicant's audit reports."""
        return audit_reports(self.records, names=self.names)

    @cached_property
    def certificates(self) -> tuple[Certificate, ...]:
        """Every certificate, judged at the reference date."""
        return judge_certificates(
            self.records, self.catalogue, names=self.names, on=self.reference_date
        )

    @cached_property
    def has_unread_papers(self) -> bool:
        """Whether files or pages could not be read: what seems missing may stand there."""
        unread = (IssueCode.page_unreadable, IssueCode.file_refused)
        return any(issue.code in unread for issue in self.issues)

    def may_be_unseen(self, *types: str) -> bool:
        """Whether a paper that seems missing may lie on pages that were not read or not recognised.

        An unrecognised page, or a sheet of several papers read as one, counts when it carries one of
        the type's names or title phrases.
        """
        if self.has_unread_papers:
            return True
        phrases = {phrase for key in types for phrase in self._phrases(key)}
        unknown = {
            page for document in self.documents if document.type is None for page in document.pages
        }
        sheets = {
            (issue.file, issue.page)
            for issue in self.issues
            if issue.code is IssueCode.several_papers
        }
        unknown |= {page.ref for page in self.pages if (page.file, page.page) in sheets}
        texts = ("".join(p.text.split()) for p in self.pages if p.ref in unknown)
        return any(len(text) > _DIVIDER and any(w in text for w in phrases) for text in texts)

    def _phrases(self, document_type: str) -> set[str]:
        known = self.catalogue.document_types.get(document_type)
        if known is None:
            return set()
        signs = {s.phrase for s in known.recognition.signs if s.weight >= 20 and not s.pattern}
        return {p for p in {known.title_zh, *known.aliases_zh, *signs} if len(p) >= 4}

    def of_type(self, *types: str) -> tuple[DocumentRecord, ...]:
        """All records of these document types."""
        return tuple(record for record in self.records if record.type in types)

    def has_document(self, *types: str) -> bool:
        """Whether any paper of these types was handed in, whatever could be read of it."""
        return any(document.type in types for document in self.documents) or bool(
            self.of_type(*types)
        )

    def row(self, key: str, period: str | None = None) -> Row | None:
        """The row of an indicator in a year; fields without columns answer for every year."""
        return self._rows.get((key, period)) or self._rows.get((key, None))

    @cached_property
    def _rows(self) -> Mapping[tuple[str, str | None], Row]:
        """The rows of the standard table by indicator and period, of equal ones the first."""
        return {(row.indicator, row.period): row for row in reversed(self.table.rows)}

    def field(self, key: str) -> TableField | None:
        """The specification of a field of the table."""
        return self.spec.field(key)

    def declared(self, key: str, period: str | None = None) -> Value | None:
        """The declared value, None unless found."""
        row = self.row(key, period)
        if row is None or row.declared_status != FieldStatus.found:
            return None
        return row.declared

    def seen(self, key: str, period: str | None = None) -> Value | None:
        """What stands at the field's place, also when it is empty or unreadable; it may lack a value."""
        row = self.table.row(key, period)
        if row is not None and row.declared is not None:
            return row.declared
        papers = self.of_type(self.spec.document_type, *self._more_papers)
        fields = tuple(field for paper in papers for field in paper.all(key))
        return next((f.reading for f in fields if f.period == period and f.reading), None)

    def asked(self, key: str, period: str | None = None) -> Place | None:
        """Where the form prints the words that ask for a field, when nothing was read there."""
        papers = self.of_type(self.spec.document_type, *self._more_papers)
        fields = (field for paper in papers for field in paper.all(key))
        return next((f.asked for f in fields if f.period == period and f.asked), None)

    def evidence(self, key: str, period: str | None = None) -> tuple[Evidence, ...]:
        """The evidence by authority, without what a person has to read."""
        row = self.row(key, period)
        return tuple(e for e in row.evidence if not self.is_support(key, e)) if row else ()

    def is_support(self, key: str, evidence: Evidence) -> bool:
        """Whether the evidence only supports the claim, so that a difference is for a person to judge."""
        spec = self.field(key)
        for source in spec.evidence if spec else ():
            if source.document_type == evidence.document_type and (
                source.field in (None, evidence.key)
            ):
                return source.how == "support"
        return False

    def computed(self, key: str, period: str | None = None) -> Value | None:
        """What the evidence yields by the field's formula."""
        row = self.row(key, period)
        return row.computed if row else None

    def title(self, key: str) -> str:
        """The name of a field as printed on the form, else the indicator's."""
        spec = self.field(key)
        if spec and spec.printed:
            return without_unit(spec.label)
        return self.catalogue.title(key, table=self.spec)

    def document_title(self, document_type: str) -> str:
        """The Chinese name of a document type."""
        known = self.catalogue.document_types.get(document_type)
        return known.title_zh if known else document_type

    def source_title(self, evidence: Evidence) -> str:
        """The name of the paper an evidence comes from, audit reports with their year."""
        title = self.document_title(evidence.document_type)
        if evidence.document_type != "audit_report":
            return title
        record = next((r for r in self.records if r.document == evidence.document), None)
        year = fiscal_year(record) if record else None
        return f"{year}年度{title}" if year else title

    def with_tables(self, tables: tuple[StandardTable, ...]) -> Case:
        """The same case with other tables."""
        return replace(self, tables=tables)
