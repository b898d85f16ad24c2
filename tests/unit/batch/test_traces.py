"""Numbers are compared in one form, and what is nobody's own is left out."""

from __future__ import annotations

import numpy as np
import pytest

from extractor.batch.alike import FURTHEST
from extractor.batch.digest import LIMIT
from extractor.batch.prints import codes_of, hash_picture
from extractor.batch.traces import comparable, traces_of
from extractor.ocr.engine import Pixels
from models.batch import Trace, TraceKind
from models.document import Document
from models.field import Field, FieldStatus, Value
from models.geometry import Box, Frame, Place
from models.run import Report
from models.submission import PageRef
from models.table import Row, StandardTable
from tests.unit.report.builders import catalogue, report

PLACE = Place(file="证书.pdf", page=1, box=Box(0.1, 0.2, 0.4, 0.25))


def with_paper(document_type: str, **fields: str) -> Report:
    """A report over one paper with the fields given."""
    document = Document(
        id="d1", type=document_type, confidence=1.0, pages=(PageRef(file="证书.pdf", page=1),)
    )
    read = tuple(
        Field(
            document="d1",
            key=key,
            title_zh=key,
            status=FieldStatus.found,
            reading=Value(value=text, raw=text, place=PLACE),
        )
        for key, text in fields.items()
    )
    return report().model_copy(update={"documents": (document,), "fields": read, "tables": ()})


def traces(shown: Report) -> tuple[Trace, ...]:
    return traces_of(shown, catalogue())


def test_a_certificate_leaves_its_number_and_its_holder() -> None:
    shown = with_paper("patent_certificate", patent_number="ZL201910123456.6", patentee="北岭公司")
    (found,) = traces(shown)
    assert (found.kind, found.key) == (TraceKind.patent, "ZL2019101234566")
    assert (found.holder, found.place) == ("北岭公司", PLACE)


def test_prints_of_one_number_are_compared_in_one_form() -> None:
    assert comparable("ＺＬ 2019 1 0123456.6") == comparable("zl201910123456.6")
    assert comparable("中会审字〔2021〕第0012号") == comparable("中会审字[2021]第0012号")


def test_reports_of_two_firms_may_carry_the_same_number() -> None:
    keys = {
        traces(with_paper("audit_report", report_number="审字[2021]0012号", audit_firm=firm))[0].key
        for firm in ("甲会计师事务所", "乙会计师事务所")
    }
    assert len(keys) == 2


@pytest.mark.parametrize("number", ["", "12345", "无编号合同文本"])
def test_what_is_no_number_of_its_own_leaves_nothing(number: str) -> None:
    assert traces(with_paper("supply_contract", contract_number=number)) == ()


def test_phones_and_addresses_come_from_the_form_each_once() -> None:
    form = with_paper("application_form")
    said = {
        "contact_mobile": "138 0000 1234",
        "legal_representative_mobile": "13800001234",
        "business_address": "清河路18号2幢301室",
        "employees": "12345678",
    }
    rows = tuple(
        Row(
            indicator=key,
            title_zh=key,
            period=None,
            kind="text",
            declared=Value(value=text, raw=text, place=PLACE),
            declared_status="found",
        )
        for key, text in said.items()
    )
    table = StandardTable(table="t", title_zh="申请书", rows=rows)
    found = traces(form.model_copy(update={"tables": (table,)}))
    assert [(t.kind, t.key) for t in found] == [
        (TraceKind.phone, "13800001234"),
        (TraceKind.address, "清河路18号2幢301室"),
    ]


def test_numbers_of_a_page_are_those_that_say_something() -> None:
    lines = ["证书号第4512345号 ZL201910123456.6", "2020.06.12 2020年06月12日", "第3页 共12345页"]
    assert codes_of(lines) == ("4512345", "ZL201910123456.6")


def drawing(*, seed: int = 1) -> Pixels:
    """A page of grey blocks."""
    blocks = np.random.default_rng(seed).integers(0, 255, (20, 14), dtype=np.uint8)
    large = np.kron(blocks, np.ones((40, 40), dtype=np.uint8)).astype(np.uint8)
    return np.repeat(large[..., None], 3, axis=2)


def distance(one: str | None, other: str | None) -> int:
    assert one is not None
    assert other is not None
    return (int(one, 16) ^ int(other, 16)).bit_count()


def test_a_picture_keeps_its_hash_when_it_is_paler_smaller_or_turned() -> None:
    page = drawing()
    own = hash_picture(page, Frame())
    assert len(own or "") * 4 == 968
    assert distance(own, hash_picture((page // 2 + 100).astype(np.uint8), Frame())) <= FURTHEST
    assert distance(own, hash_picture(page[::2, ::2].copy(), Frame())) <= FURTHEST
    half_turn = Frame(matrix=(-1, 0, 1, 0, -1, 1, 0, 0, 1))
    assert distance(own, hash_picture(page[::-1, ::-1].copy(), half_turn)) <= FURTHEST
    assert distance(own, hash_picture(drawing(seed=2), Frame())) > 200


def test_an_empty_page_has_no_hash() -> None:
    assert hash_picture(np.full((100, 80, 3), 250, dtype=np.uint8), Frame()) is None


@pytest.mark.parametrize(
    ("said", "limit", "distance_said"),
    [
        (
            "营业收入为1，要求不低于10,000.00万元，高出1,234.50万元",
            "不低于10,000.00万元",
            "高出1,234.50万元",
        ),
        ("占比为3%，要求高于70%，低0.5%；但字迹不清", "高于70%", "低0.5%"),
    ],
)
def test_limits_and_distances_are_found(said: str, limit: str, distance_said: str) -> None:
    match = LIMIT.search(said)
    assert match is not None
    assert match.groups() == (limit, distance_said)
