"""Papers put together, split and named by hand."""

from __future__ import annotations

from extractor.papers import Read
from models.issue import IssueCode
from tests.unit.correct.runs import PAGES, one_paper, submission, understood

LICENCE, FIRST, SECOND = ("licence.jpg", 1), ("patents.pdf", 1), ("patents.pdf", 2)


def papers(read: Read) -> list[tuple[str, str | None, list[int]]]:
    return [(d.id, d.type, [ref.page for ref in d.pages]) for d in read.documents]


def test_without_corrections_the_splitter_decides() -> None:
    assert papers(understood()) == [
        ("d1", "business_license", [1]),
        ("d2", "patent_certificate", [1, 2]),
    ]


def test_a_paper_is_split() -> None:
    read = understood(one_paper(SECOND, as_type="patent_certificate"))
    assert papers(read)[1:] == [
        ("d2", "patent_certificate", [1]),
        ("d3", "patent_certificate", [2]),
    ]
    assert len([r for r in read.records if r.type == "patent_certificate"]) == 2


def test_two_papers_are_joined_again() -> None:
    split = one_paper(SECOND, as_type=None)
    joined = one_paper(FIRST, SECOND, as_type="patent_certificate", entry_id="p2")
    assert papers(understood(split, joined)) == papers(understood())


def test_a_type_is_given_and_taken() -> None:
    read = understood(one_paper(LICENCE, as_type="honor_cert"))
    assert papers(read)[0] == ("d1", "honor_cert", [1])
    assert read.records[0].type == "honor_cert"
    assert papers(understood(one_paper(LICENCE, as_type=None)))[0] == ("d1", None, [1])


def test_the_parts_of_a_given_type_are_looked_up() -> None:
    read = understood(one_paper(FIRST, SECOND, as_type="patent_certificate"))
    assert read.documents[1].parts == understood().documents[1].parts


def test_pages_that_are_gone_are_reported() -> None:
    entry = one_paper(FIRST, SECOND, as_type="honor_cert")
    other = submission("page1", "page3", "page2", name="other.pdf")
    pages = (PAGES[0], *(p.model_copy(update={"file": "other.pdf"}) for p in PAGES[1:]))
    read = understood(entry, of=other, pages=pages)
    assert read.documents[1].type == "patent_certificate"
    assert [i.code for i in read.issues].count(IssueCode.correction_stale) == 1


def test_an_unknown_type_reads_nothing() -> None:
    read = understood(one_paper(LICENCE, as_type="no_such_type"))
    assert read.records[0].fields == ()
