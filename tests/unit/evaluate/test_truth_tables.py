"""Statements in truth files: printed names become keys, columns become periods."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from extractor.evaluate.truth import DocumentTruth, FieldTruth
from extractor.evaluate.truth_tables import with_statements
from models.catalogue import load_catalogue

EMPTY = DocumentTruth(type="audit_report")


def cells(data: Mapping[str, object]) -> tuple[FieldTruth, ...]:
    return with_statements(EMPTY, data, load_catalogue()).fields


def test_a_titled_statement_gives_its_cells() -> None:
    table = {"列": ["2020-12-31", "2019-12-31"], "货币资金": [12.5, None], "某项": [1, 2]}
    assert cells({"fields": {"合并资产负债表": table, "公司": "甲公司"}}) == (
        FieldTruth(
            key="balance_sheet.monetary_funds", period="2020", value="12.5", scope="consolidated"
        ),
        FieldTruth(key="balance_sheet.某项", period="2020", value="1", scope="consolidated"),
        FieldTruth(key="balance_sheet.某项", period="2019", value="2", scope="consolidated"),
    )


@pytest.mark.parametrize(
    ("columns", "periods"),
    [
        (["期末余额(2019-06-30)", "年初余额"], ["2019-06", "2018"]),
        (["2020年6月30日", "2019年12月31日"], ["2020-06", "2019"]),
    ],
)
def test_the_document_itself_may_be_the_statement(columns: list[str], periods: list[str]) -> None:
    data = {
        "doc_type": "资产负债表(单页图)",
        "fields": {"列": columns, "存货": [1, 2], "单位": "元"},
    }
    assert [cell.period for cell in cells(data)] == periods
    assert {cell.scope for cell in cells(data)} == {None}


def test_other_tables_are_no_statements() -> None:
    assert cells({"fields": {"研发投入": {"合计": 1.5}, "股东": {"列": ["2020"], "甲": [1]}}}) == ()
