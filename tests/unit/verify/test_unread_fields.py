"""A question about a field in which nothing was read shows where the form asks for it."""

from __future__ import annotations

from dataclasses import replace

from models.field import Field, FieldStatus
from models.finding import Finding, Outcome
from models.geometry import Box, Place
from tests.unit.verify.builders import find, make_case, run

ASKED = Place(file="申请书.pdf", page=4, box=Box(0.1, 0.3, 0.2, 0.32))
KEY = "main_product_name"


def about(status: FieldStatus, *, asked: Place | None) -> Finding:
    """What CMP-01 finds about the field that the form leaves so."""
    case = make_case(form={(KEY, None): status})
    left = Field(document="申请书", key=KEY, title_zh="主导产品", status=status, asked=asked)
    records = tuple(
        record.model_copy(update={"fields": (left,)}) if record.document == "申请书" else record
        for record in case.records
    )
    (finding,) = find(run(replace(case, records=records)), "CMP-01", KEY)
    return finding


def test_an_empty_field_is_a_question_with_its_page() -> None:
    finding = about(FieldStatus.absent, asked=ASKED)
    assert finding.outcome is Outcome.review
    assert finding.places == (ASKED,)
    assert "（申请书.pdf 第4页）未读到内容" in finding.message


def test_a_field_whose_words_were_not_found_is_not_said_to_be_filled_in() -> None:
    finding = about(FieldStatus.unreadable, asked=None)
    assert finding.outcome is Outcome.review
    assert finding.places == ()
    assert "未在申请书上找到" in finding.message
    assert "有填写内容" not in finding.message
