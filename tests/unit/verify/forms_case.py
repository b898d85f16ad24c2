"""The clean papers under a programme with several forms: a further form, a summary, a second copy."""

from __future__ import annotations

from dataclasses import replace

from extractor.tabulate.fill import fill_table
from extractor.verify.case import Case
from models.catalogue.spec_tables import TableSpec
from models.document import Document
from models.field import DocumentRecord, Field, FieldStatus
from models.page import PageText, TextSource
from models.submission import PageRef
from tests.unit.verify.builders import make_case
from tests.unit.verify.clean import NAME
from tests.unit.verify.makers import Maker
from tests.unit.verify.papers import catalogue, read_value

PROGRAMME = "sc-key2-ent"
APP, BASIC, SUMMARY = "sc-key2-app", "sc-key2-basic", "sc-key2-summary"
Cells = dict[tuple[str, str | None, str | None], str]
FIRST: Cells = {
    ("applicant_name", None, None): NAME,
    ("main_product_name", None, None): "试样机",
    ("operating_revenue", "2020", None): "20000",
}
SECOND: Cells = {
    ("applicant_name", None, None): NAME,
    ("main_product_name", None, None): "试样机",
}
ROW: Cells = {
    ("applicant_name", None, "row2"): NAME,
    ("main_product_name", None, "row2"): "试样机",
    ("operating_revenue.y2020", None, "row2"): "20000",
}


def _record(name: str, table: TableSpec, cells: Cells, *, page: int) -> DocumentRecord:
    fields = []
    for (key, period, scope), text in cells.items():
        known = table.field(key)
        assert known is not None
        value = read_value(known.kind, text, unit=known.unit, page=page)
        fields.append(
            Field(
                document=name,
                key=key,
                title_zh=known.label,
                period=period,
                scope=scope,
                status=FieldStatus.found,
                reading=value,
            )
        )
    return DocumentRecord(
        document=name, type=table.document_type, table=table.id, fields=tuple(fields)
    )


def forms_case(
    *,
    basic: Cells | None = None,
    summary: Cells | None = None,
    electronic: Cells | None = None,
) -> Case:
    """The case with the application and, where given, further papers with these cells."""
    clean = make_case(has_form=False)
    programme = catalogue().programme(PROGRAMME)
    known = {key: catalogue().table(key) for key in (APP, BASIC, SUMMARY)}
    records = [_record("申请书", known[APP], FIRST, page=1)]
    if basic is not None:
        records.append(_record("基本情况表", known[BASIC], {**SECOND, **basic}, page=2))
    if summary is not None:
        records.append(_record("汇总表", known[SUMMARY], {**ROW, **summary}, page=3))
    if electronic is not None:
        records.append(_record("电子版", known[APP], {**FIRST, **electronic}, page=4))
    spec = catalogue().table_of(programme)
    main = fill_table(spec, records[0], more=records)
    others = [fill_table(known[BASIC], r) for r in records if r.table == BASIC]
    documents = [
        Document(
            id=r.document, type=r.type, confidence=0.99, pages=(PageRef(file=r.document, page=1),)
        )
        for r in records
    ]
    native = PageText(file="电子版", page=1, width=1, height=1, source=TextSource.native, lines=())
    return replace(
        clean,
        programme=programme,
        tables=(main, *others),
        records=(*records, *clean.records),
        documents=(*documents, *clean.documents),
        pages=(*clean.pages, native),
    )


def basic(key: str, text: str) -> Maker:
    """A maker of the case with one cell of the second form changed."""
    return lambda: forms_case(basic={(key, None, None): text})


def summary(key: str, text: str) -> Maker:
    """A maker of the case with one cell of the summary changed."""
    return lambda: forms_case(summary={(key, None, "row2"): text})


def electronic(key: str, period: str | None, text: str) -> Maker:
    """A maker of the case with one cell of the electronic copy changed."""
    return lambda: forms_case(electronic={(key, period, None): text})


def agreeing_forms() -> Case:
    """All papers say the same."""
    return forms_case(basic={}, summary={}, electronic={})
