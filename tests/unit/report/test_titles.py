"""What people are told a paper is: its type, a divider, a blank sheet, or nothing known."""

from __future__ import annotations

import pytest

from extractor.report.words import document_title, is_no_paper
from extractor.segment import split_documents
from models.catalogue import load_catalogue
from models.document import Document
from models.page import PageLabel
from tests.unit.extract.drawing import line, page


def document(*, part: str | None = None, blank: bool = False, kind: str | None = None) -> Document:
    """The document that one page with such a label makes."""
    label = PageLabel(
        file="a.pdf", page=1, type=kind, score=0.9, starts=True, part=part, blank=blank
    )
    sheet = page([line("正文", x=0.1, y=0.2)], number=1, file="a.pdf")
    (made,) = split_documents([sheet], [label], catalogue=load_catalogue())
    return made


@pytest.mark.parametrize(
    ("made", "title", "is_known"),
    [
        (document(part="divider"), "分隔页", True),
        (document(blank=True), "空白页", True),
        (document(), "未识别的页面", False),
        (document(kind="business_license"), "营业执照", False),
    ],
)
def test_what_is_no_paper_is_told_from_what_is_not_known(
    made: Document, title: str, is_known: bool
) -> None:
    assert document_title(made, load_catalogue()) == title
    assert is_no_paper(made) == is_known
