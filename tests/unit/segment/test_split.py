"""Cutting pages into papers: continuation pages, several of a kind, file borders, furniture."""

from __future__ import annotations

import pytest

from extractor.segment import split_documents
from models.catalogue import load_catalogue
from models.page import PageLabel, PageText, TextSource
from tests.unit.extract.drawing import line, page

Spec = tuple[str | None, str | None, bool]


def cut(
    *specs: Spec, texts: tuple[str, ...] = (), files: tuple[str, ...] = ()
) -> list[tuple[str | None, list[int]]]:
    """Types and page numbers of the documents that pages with these labels make."""
    pages, labels = [], []
    for number, (kind, part, starts) in enumerate(specs, start=1):
        file = files[number - 1] if files else "a.pdf"
        text = texts[number - 1] if texts else "正文"
        pages.append(page([line(text, x=0.1, y=0.2)], number=number, file=file))
        blank = part == "blank"
        labels.append(
            PageLabel(
                file=file,
                page=number,
                type=kind,
                score=0.9,
                starts=starts,
                part=None if blank else part,
                blank=blank,
            )
        )
    documents = split_documents(pages, labels, catalogue=load_catalogue())
    assert [item.id for item in documents] == [f"d{n}" for n in range(1, len(documents) + 1)]
    return [(item.type, [ref.page for ref in item.pages]) for item in documents]


PATENT: Spec = ("patent_certificate", "certificate", True)
BACK: Spec = ("patent_certificate", "back_page", False)
BLANK: Spec = (None, "blank", False)
UNKNOWN: Spec = (None, None, False)


def audit(part: str, *, starts: bool = False) -> Spec:
    return ("audit_report", part, starts)


def test_certificates_in_a_row_are_documents_of_their_own() -> None:
    assert cut(PATENT, PATENT, PATENT) == [("patent_certificate", [n]) for n in (1, 2, 3)]


def test_second_page_goes_with_the_certificate_whose_number_it_shows() -> None:
    texts = ("证书号第1234567号", "证书号第1234567号", "证书号第7654321号")
    assert cut(PATENT, BACK, PATENT, texts=texts) == [
        ("patent_certificate", [1, 2]),
        ("patent_certificate", [3]),
    ]


def test_second_page_of_another_certificate_stands_alone() -> None:
    texts = ("证书号第1234567号", "证书号第7654321号")
    assert cut(PATENT, BACK, texts=texts) == [
        ("patent_certificate", [1]),
        ("patent_certificate", [2]),
    ]


def test_audit_report_holds_cover_opinion_statements_and_unknown_notes() -> None:
    pages = (
        audit("cover", starts=True),
        audit("opinion", starts=True),
        audit("balance_sheet"),
        audit("income_statement"),
        audit("notes"),
        UNKNOWN,
    )
    assert cut(*pages) == [("audit_report", [1, 2, 3, 4, 5, 6])]


def test_next_audit_report_begins_with_its_opinion_even_without_cover() -> None:
    pages = (audit("opinion", starts=True), audit("notes")) * 2
    assert cut(*pages) == [("audit_report", [1, 2]), ("audit_report", [3, 4])]


def test_next_audit_report_begins_with_its_cover() -> None:
    pages = (audit("cover", starts=True), audit("opinion", starts=True), audit("notes")) * 2
    assert cut(*pages) == [("audit_report", [1, 2, 3]), ("audit_report", [4, 5, 6])]


def test_file_border_always_splits() -> None:
    pages = (audit("cover", starts=True), audit("opinion"), audit("notes"))
    assert cut(*pages, files=("a.pdf", "a.pdf", "b.pdf")) == [
        ("audit_report", [1, 2]),
        ("audit_report", [3]),
    ]


def test_blank_side_inside_a_long_paper_belongs_to_it_and_at_its_end_does_not() -> None:
    pages = (audit("cover", starts=True), BLANK, audit("notes"), BLANK, PATENT)
    assert cut(*pages) == [
        ("audit_report", [1, 2, 3]),
        (None, [4]),
        ("patent_certificate", [5]),
    ]


def test_unknown_page_behind_a_certificate_is_not_swallowed() -> None:
    assert cut(PATENT, UNKNOWN, UNKNOWN) == [("patent_certificate", [1]), (None, [2, 3])]


def test_divider_ends_a_paper_and_stands_alone() -> None:
    pages = (audit("notes"), (None, "divider", True), PATENT)
    assert cut(*pages) == [("audit_report", [1]), (None, [2]), ("patent_certificate", [3])]


def test_declaration_inside_a_form_stays_in_the_form() -> None:
    pages = (
        ("application_form", "cover", True),
        ("commitment_letter", None, True),
        ("application_form", "recommendation", False),
    )
    assert cut(*pages) == [("application_form", [1, 2, 3])]


def test_declaration_behind_a_form_is_a_paper_of_its_own() -> None:
    pages = (("application_form", "cover", True), ("commitment_letter", None, True), PATENT)
    assert cut(*pages) == [
        ("application_form", [1]),
        ("commitment_letter", [2]),
        ("patent_certificate", [3]),
    ]


def test_parts_and_confidence_of_a_document() -> None:
    pages = [page([line("正文", x=0.1, y=0.2)], number=n, file="a.pdf") for n in (1, 2)]
    labels = [
        PageLabel(file="a.pdf", page=1, type="audit_report", score=0.8, starts=True, part="cover"),
        PageLabel(file="a.pdf", page=2, type="audit_report", score=0.6, starts=False, part="notes"),
    ]
    (document,) = split_documents(pages, labels)
    assert document.parts == ("cover", "notes")
    assert document.confidence == pytest.approx(0.7)


def test_every_page_belongs_to_exactly_one_document() -> None:
    specs = (PATENT, BLANK, UNKNOWN, audit("cover", starts=True), UNKNOWN, (None, "divider", True))
    numbers = [number for _, pages in cut(*specs) for number in pages]
    assert sorted(numbers) == list(range(1, len(specs) + 1))


def test_pages_and_labels_must_match() -> None:
    empty = PageText(file="a", page=1, width=1, height=1, source=TextSource.ocr)
    with pytest.raises(ValueError, match="zip"):
        split_documents([empty], [])


@pytest.mark.parametrize(
    ("first", "second", "starts", "one"),
    [
        ("audit_report", "auditor_license", True, True),
        ("financial_statements", "audit_report", False, True),
        ("financial_statements", "audit_report", True, False),
        ("invoice", "auditor_license", True, False),
    ],
)
def test_some_papers_hold_pages_of_other_types(
    first: str, second: str, starts: bool, one: bool
) -> None:
    pages = [page([], number=1), page([], number=2)]
    labels = [
        PageLabel(file="report.pdf", page=1, type=first, score=1.0, starts=True),
        PageLabel(file="report.pdf", page=2, type=second, score=1.0, starts=starts),
    ]
    assert (len(split_documents(pages, labels)) == 1) is one
