"""What ties a page of unknown kind to the paper before it, and what does not."""

from __future__ import annotations

import pytest

from extractor.segment.bonds import is_bound
from models.page import PageText, TextLine
from tests.unit.extract.drawing import line, page

PROSE = "双方应当对本合同的内容以及履行中知悉的商业秘密予以保密"


def prose(*, rows: int, first: int = 0, x: float = 0.12) -> list[TextLine]:
    """Running print from the top of a page; `first` says with which words it begins."""
    texts = (f"{PROSE[(n + first) % len(PROSE)]}{PROSE}" for n in range(rows))
    return [line(text, x=x, y=0.12 + 0.03 * n) for n, text in enumerate(texts)]


def clauses(*numbers: str) -> PageText:
    return page([line(f"{n} 交货地点", x=0.12, y=0.2 + 0.05 * i) for i, n in enumerate(numbers)])


def numbered(number: str, *, x: float = 0.5) -> PageText:
    return page([line("情况说明", x=0.2, y=0.3), line(number, x=x, y=0.94)])


@pytest.mark.parametrize(
    ("before", "here"),
    [
        (("第三条", "第四条"), ("第五条", "第六条")),
        (("九、", "十、"), ("十一、",)),
        (("(一)", "(二)"), ("(三)",)),
        (("9.", "10."), ("11.",)),
        (("一、", "1、", "2、"), ("3、",)),
    ],
)
def test_counting_goes_on(before: tuple[str, ...], here: tuple[str, ...]) -> None:
    assert is_bound([clauses(*before)], clauses(*here))


@pytest.mark.parametrize(
    ("before", "here"),
    [
        (("第三条", "第四条"), ("第一条",)),
        (("一、", "二、"), ("1、", "2、")),
        (("1、", "2、"), ("7、",)),
        (("1.5", "1.6"), ("1.7",)),
    ],
)
def test_another_count_is_no_tie(before: tuple[str, ...], here: tuple[str, ...]) -> None:
    assert not is_bound([clauses(*before)], clauses(*here))


def test_pages_of_an_excerpt_are_told_by_their_numbers() -> None:
    assert is_bound([numbered("4")], numbered("7"))
    assert is_bound([numbered("第2页共9页")], numbered("第3页共9页"))


@pytest.mark.parametrize(("before", "here"), [("4", "4"), ("7", "1"), ("3", "98")])
def test_numbers_that_do_not_follow_part_two_papers(before: str, here: str) -> None:
    assert not is_bound([numbered(before)], numbered(here))


def test_numbers_at_other_places_are_those_of_another_paper() -> None:
    assert not is_bound([numbered("4")], numbered("5", x=0.85))


def test_a_running_head_ties_pages() -> None:
    head = line("澄波检测技术有限公司检验报告", x=0.3, y=0.05)
    first = page([head, line("样品名称", x=0.2, y=0.3)])
    assert is_bound([first], page([head, line("样品照片", x=0.4, y=0.9)]))


def test_a_number_of_the_paper_ties_pages_and_a_credit_code_or_telephone_does_not() -> None:
    def bearing(text: str) -> PageText:
        return page([line("说明", x=0.3, y=0.3), line(text, x=0.2, y=0.5)])

    assert is_bound([bearing("合同编号 HT-2021-0457")], bearing("附件 HT-2021-0457 清单"))
    for text in ("91340207MARD0XRJ2F", "电话 0553-4417025", "手机 13912345678"):
        assert not is_bound([bearing(text)], bearing(text + "。"))


def test_print_runs_on_from_a_full_page() -> None:
    full = page(prose(rows=26))
    assert is_bound([full], page(prose(rows=8, first=9)))


@pytest.mark.parametrize(
    "last",
    [
        page(prose(rows=10)),
        page([*prose(rows=25), line("2021年4月6日", x=0.6, y=0.88)]),
        page(prose(rows=26, x=0.3)),
    ],
    ids=["half a page", "signed", "another edge"],
)
def test_print_does_not_run_on_from_what_is_at_its_end(last: PageText) -> None:
    assert not is_bound([last], page(prose(rows=8, first=9)))


def test_photographs_belong_to_nobody() -> None:
    captions = [line("生产车间", x=0.4, y=0.45), line("检测设备", x=0.4, y=0.9)]
    assert not is_bound([page(prose(rows=26))], page(captions))
