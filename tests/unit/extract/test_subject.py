"""Whom a letter is about: the one company that its sentences have as their subject, and nobody when in doubt."""

from __future__ import annotations

import random

import pytest

from extractor.classify import label_pages
from extractor.extract.record import extract_record
from extractor.segment import split_documents
from golden_docs.maker.document import Style
from golden_docs.maker.specimens.sheet import draw_sheet
from golden_docs.maker.text_level import read_paper
from models.catalogue import load_catalogue


def holder(*lines: str) -> str | None:
    paper = draw_sheet(list(lines), Style(dpi=36), random.Random(1))
    pages = (read_paper(paper, file="a.pdf", page=1),)
    catalogue = load_catalogue()
    (document,) = split_documents(pages, label_pages(pages, catalogue))
    assert document.type == "rd_expense_proof"
    record, _ = extract_record(document, pages, catalogue)
    field = record.get("holder_name")
    return field.value if field else None


TITLE = "# 研发费用投入情况说明"
END = "> 2021年3月2日"


@pytest.mark.parametrize(
    "sentence",
    [
        "　　澄岭测控仪器有限公司2020年度研发费用合计6,823,410.55元。",
        "　　澄岭测控仪器有限公司自2018年起设立研发部门，研发费用逐年增长。",
        "　　经核查，澄岭测控仪器有限公司（统一社会信用代码：91340207MAWHBQ0K70）研发投入属实。",
        "　　兹证明澄岭测控仪器有限公司近三年研发投入占比均在5%以上。",
    ],
)
def test_the_subject_of_the_sentences_is_the_holder(sentence: str) -> None:
    assert holder(TITLE, sentence, END) == "澄岭测控仪器有限公司"


def test_of_two_subjects_none_is_the_holder() -> None:
    first = "　　澄岭测控仪器有限公司于2020年投入研发费用300万元。"
    second = "　　栖川电气科技有限公司于2020年投入研发费用200万元。"
    assert holder(TITLE, first, second, END) is None


@pytest.mark.parametrize("office", ["华原银行股份有限公司", "皖诚信用评估有限公司"])
def test_who_writes_of_others_is_not_the_holder(office: str) -> None:
    assert holder(TITLE, f"　　{office}于2020年核查了贵公司的研发费用。", END) is None


def test_the_reader_is_not_the_holder() -> None:
    assert holder(TITLE, "　　贵公司在2020年度的研发费用合计300万元。", END) is None
