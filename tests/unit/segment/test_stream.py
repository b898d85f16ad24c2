"""Pages that lie in a stream twice, and contents lists held against the papers that are there."""

from __future__ import annotations

import random

import pytest

from extractor.segment.stream import find_twins, read_contents, read_stream
from golden_docs.maker.document import Style
from golden_docs.maker.specimens import Specimen, load_specimens
from golden_docs.maker.text_level import Degree, damage_page, read_paper
from models.catalogue import load_catalogue
from models.document import Document
from models.issue import IssueCode
from models.page import PageText
from tests.unit.extract.drawing import line, page


def drawn(kind: str, name: str, *, number: int, seed: str = "a") -> PageText:
    layout = next(item for item in load_specimens() if (item.type, item.name) == (kind, name))
    papers = Specimen.fill(layout, seed).draw(Style(dpi=36), random.Random(1))
    return read_paper(papers[0], file="a.pdf", page=number)


@pytest.mark.parametrize("degree", ["light", "medium", "heavy"])
def test_a_page_scanned_twice_is_found(degree: Degree) -> None:
    first = drawn("patent_certificate", "invention-2023", number=1)
    other = drawn("patent_certificate", "invention-2023", number=2, seed="b")
    again = damage_page(first.model_copy(update={"page": 3}), degree, "again")
    assert find_twins([first, other, again]) == {again.ref: first.ref}


def test_papers_on_one_form_with_other_numbers_are_no_twins() -> None:
    pages = [
        drawn(layout.type or "", layout.name, number=number, seed=seed)
        for number, (layout, seed) in enumerate(
            ((layout, seed) for layout in load_specimens() for seed in "ab" if layout.type), 1
        )
        if layout.type in ("invoice", "patent_certificate", "software_copyright_cert")
    ]
    assert len(pages) > 20
    assert find_twins(pages) == {}


def test_blank_pages_and_dividers_are_no_twins() -> None:
    dividers = [page([line("附件三　知识产权", x=0.3, y=0.4)], number=n) for n in (1, 2)]
    assert find_twins(dividers) == {}


CONTENTS = [
    line("目　录", x=0.45, y=0.1),
    line("一、营业执照", x=0.1, y=0.2),
    line("1", x=0.85, y=0.2),
    line("二、审计报告……………………2-31", x=0.1, y=0.25),
    line("3.商标注册证 ........ 45", x=0.1, y=0.3),
    line("联系电话 13800000000", x=0.1, y=0.9),
]


def test_the_lines_of_a_contents_list_name_pages() -> None:
    entries = read_contents([page(CONTENTS, number=1)])
    assert entries == (("营业执照", 1), ("审计报告", 2), ("商标注册证", 45))


def paper(kind: str | None, index: PageText) -> Document:
    return Document(id="d", type=kind, confidence=1.0, pages=(index.ref,), parts=(None,))


def test_what_is_listed_and_not_there_is_told_with_its_page() -> None:
    contents = page(CONTENTS, number=1)
    others = [page([], number=n) for n in (2, 3)]
    documents = [
        paper("evidence_index", contents),
        paper("business_license", others[0]),
        paper("audit_report", others[1]),
    ]
    (issue,) = read_stream([contents, *others], documents, catalogue=load_catalogue())
    assert issue.code is IssueCode.listed_not_found
    assert (issue.file, issue.page) == ("report.pdf", 1)
    assert "商标注册证" in issue.message
    assert "第 45 页" in issue.message


def test_a_contents_list_that_is_met_says_nothing() -> None:
    contents = page(CONTENTS, number=1)
    others = [page([], number=n) for n in (2, 3, 4)]
    kinds = ("business_license", "audit_report", "trademark_cert")
    documents = [paper("evidence_index", contents)]
    documents += [paper(kind, other) for kind, other in zip(kinds, others, strict=True)]
    assert read_stream([contents, *others], documents, catalogue=load_catalogue()) == ()


def test_the_standard_wording_of_two_audit_reports_is_no_page_scanned_twice() -> None:
    """The page on the auditor's duties reads the same every year and bears no number."""
    words = "注册会计师的目标是对财务报表整体是否不存在重大错报获取合理保证并出具审计报告。"
    pages = [
        page([line(words, x=0.1, y=0.1 + 0.05 * row) for row in range(4)], number=number)
        for number in (4, 12)
    ]
    assert find_twins(pages) == {}


def told(*, last: str | None, pages: int = 47) -> tuple[int | None, str]:
    """The page and the words of what is said where the third listed paper lies at page 46 as `last`."""
    contents = page(CONTENTS, number=1)
    others = [page([], number=number) for number in range(2, pages)]
    report = tuple(other.ref for other in others[1 : min(44, pages - 2)])
    documents = [
        paper("evidence_index", contents),
        paper("business_license", others[0]),
        Document(
            id="d", type="audit_report", confidence=1.0, pages=report, parts=(None,) * len(report)
        ),
        *(paper(last, other) for other in others[44:]),
    ]
    (issue,) = read_stream([contents, *others], documents, catalogue=load_catalogue())
    assert issue.code is IssueCode.listed_not_found
    return issue.page, issue.message


def test_a_listed_paper_that_was_not_known_is_pointed_at_where_it_should_lie() -> None:
    """The others lie one page behind their numbers: the contents list is page 1 itself."""
    where, message = told(last=None)
    assert where == 46
    assert "应在第 46 页，该页未能识别" in message


def test_where_another_paper_lies_at_the_listed_page_it_is_named() -> None:
    where, message = told(last="invoice")
    assert where == 1
    assert "应在第 46 页，该处识别为发票" in message


def test_a_listed_page_that_does_not_exist_is_told() -> None:
    where, message = told(last=None, pages=20)
    assert where == 1
    assert "没有这一页" in message
