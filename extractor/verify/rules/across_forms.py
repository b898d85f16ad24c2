"""Between the forms of one application: the same fact in several of them, in summaries, on paper and as file."""

# ruff: noqa: D415 -- the docstring of a rule is the clause it checks, in Chinese

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.verify.rule import About, Check, rule
from extractor.verify.values import agrees, options_of, shown, titled, where
from models.catalogue.spec_tables import TableSpec
from models.field import DocumentRecord, Field, FieldStatus, Value
from models.finding import Basis, Family, Finding
from models.kinds.text import text_key
from models.page import TextSource
from models.table import Row

_NUMBERS = frozenset({"money", "ratio", "count", "rank", "day", "uscc", "company_name"})
_OF_YEAR = re.compile(r"(.+)\.y((?:19|20)\d\d)")
"""A column of one year in a summary: operating_revenue.y2020."""


class Twice(NamedTuple):
    """The same fact in two places: what it is, its kind, both values and the name of the second place."""

    key: str
    period: str | None
    kind: str
    first: Value
    other: Value
    place_zh: str


@rule("XTB-02", Family.cross_table, stage="cross_table", basis=Basis.stated)
def xtb_02(check: Check) -> Iterator[Finding]:
    """同一事实在各申报表、汇总表中应一致；定义不同的项目不作比较。"""
    pairs = [*_in_forms(check), *_in_summaries(check)]
    same = 0
    for pair in pairs:
        if _says_same(pair):
            same += 1
            continue
        yield _differ(check, pair)
    if same:
        yield check.passed(About(), f"各申报表、汇总表中重复填写的{same}个项目一致。")


@rule("XTB-03", Family.cross_table, stage="cross_table", basis=Basis.stated)
def xtb_03(check: Check) -> Iterator[Finding]:
    """同一申报表的纸质件与电子版内容应一致。"""
    files = {page.file for page in check.case.pages if page.source is TextSource.native}
    sources = {d.id: d.pages[0].file for d in check.case.documents if d.pages}
    for table in (check.case.spec, *check.case.catalogue.more_forms(check.case.programme)):
        read = [record for record in check.case.records if record.table == table.id]
        electronic = [r for r in read if sources.get(r.document) in files]
        paper = [r for r in read if sources.get(r.document) not in files]
        if not electronic or not paper:
            continue
        pairs = list(_paper_and_file(table, paper[0], electronic[0]))
        bad = [pair for pair in pairs if not _says_same(pair)]
        yield from (_differ(check, pair) for pair in bad)
        if len(bad) < len(pairs):
            text = f"《{table.title_zh}》的纸质件与电子版有{len(pairs) - len(bad)}个项目一致。"
            yield check.passed(About(document_type=table.document_type), text)


def _in_forms(check: Check) -> Iterator[Twice]:
    """Facts of the first form that a further form repeats."""
    own, *others = check.case.tables or (check.case.table,)
    titles = {t.id: t.title_zh for t in check.case.catalogue.more_forms(check.case.programme)}
    for table in others:
        for row in table.rows:
            first = own.row(row.indicator, row.period)
            if _is_told(row) and first is not None and _is_told(first) and first.kind == row.kind:
                pair = _twice(row, first, place=f"《{titles.get(table.table, table.title_zh)}》")
                if pair is not None:
                    yield pair


def _is_told(row: Row) -> bool:
    return row.scope is None and row.declared_status == FieldStatus.found.value


def _twice(row: Row, first: Row, *, place: str) -> Twice | None:
    """The two values, None where they are one and the same."""
    if row.declared is None or first.declared is None or row.declared == first.declared:
        return None
    return Twice(row.indicator, row.period, row.kind, first.declared, row.declared, place)


def _in_summaries(check: Check) -> Iterator[Twice]:
    """Facts of the applicant's row in a list or summary that the authority hands on."""
    for record in check.case.records:
        table = check.case.catalogue.tables.get(record.table or "")
        if table is None or table.id not in check.case.programme.office_tables:
            continue
        for field in _own_row(check, record):
            key, period = _indicator(field)
            row = check.case.table.row(key, period)
            told = row is not None and _is_told(row) and row.declared is not None
            if row is not None and told and row.declared and field.reading:
                place = f"《{table.title_zh}》"
                yield Twice(key, period, row.kind, row.declared, field.reading, place)


def _own_row(check: Check, record: DocumentRecord) -> Sequence[Field]:
    """The filled cells of the row that names the applicant."""
    found = [f for f in record.fields if f.scope and f.status is FieldStatus.found and f.reading]
    named = (
        field.scope
        for field in found
        if field.key in ("applicant_name", "platform_name") and field.reading
        if any(agrees("company_name", field.reading, name) for name in check.case.names)
    )
    scope = next(named, None)
    return [field for field in found if scope is not None and field.scope == scope]


def _indicator(field: Field) -> tuple[str, str | None]:
    match = _OF_YEAR.fullmatch(field.key)
    return (match[1], match[2]) if match else (field.key, None)


def _paper_and_file(
    table: TableSpec, paper: DocumentRecord, electronic: DocumentRecord
) -> Iterator[Twice]:
    kinds = {field.key: field.kind for field in table.fields}
    read = {(f.key, f.period, f.scope): f for f in electronic.fields}
    for field in paper.fields:
        other = read.get((field.key, field.period, field.scope))
        both = other is not None and field.status is other.status is FieldStatus.found
        if both and other is not None and field.reading and other.reading and field.key in kinds:
            kind, place = kinds[field.key], "电子版"
            yield Twice(field.key, field.period, kind, field.reading, other.reading, place)


def _says_same(pair: Twice) -> bool:
    """Whether both say the same; words may stand inside longer words, options in another order."""
    if pair.kind in _NUMBERS:
        return agrees(pair.kind, pair.first, pair.other)
    if set(options_of(pair.first)) == set(options_of(pair.other)):
        return True
    one, other = (text_key(value.value) for value in (pair.first, pair.other))
    return one in other or other in one


def _differ(check: Check, pair: Twice) -> Finding:
    """Figures and names that differ fail; words that differ are for a person to compare."""
    about = About(
        indicator=pair.key, period=pair.period, declared=pair.first, evidence=(pair.other,)
    )
    name = titled(check.case.title(pair.key), pair.period)
    text = (
        f"“{name}”填报为“{shown(pair.first)}”{where(pair.first)}，"
        f"{pair.place_zh}为“{shown(pair.other)}”{where(pair.other)}，两者不一致"
    )
    cause = check.found.cause((pair.key, pair.period))
    if pair.kind in _NUMBERS:
        return check.differ(about, text, kind=pair.kind, follows=cause)
    return check.review(about, f"{text}，请人工比较。", follows=cause)
