"""What two applicants share is found with both places; what is no reuse is not."""

from __future__ import annotations

import pytest

from extractor.batch.across import compare_submissions
from extractor.batch.alike import alike_pages
from models.batch import TraceKind
from models.field import Doubt
from models.finding import Family, Outcome, Severity
from tests.unit.batch.builders import NORTH, SOUTH, ZL, page, trace, worked


def test_a_number_of_two_applicants_is_found_with_both_places() -> None:
    (found,) = compare_submissions([worked("甲", NORTH, trace()), worked("乙", SOUTH, trace())])
    assert (found.kind, found.family) == (TraceKind.patent, Family.cross_application)
    assert (found.outcome, found.severity) == (Outcome.review, Severity.warning)
    assert [use.submission for use in found.uses] == ["甲", "乙"]
    assert all(use.place == trace().place for use in found.uses)
    for text in (ZL, NORTH, SOUTH, "甲：证书.pdf 第 1 页", "乙：证书.pdf 第 1 页"):
        assert text in found.message
    assert "存疑" not in found.message


def test_different_numbers_are_nothing() -> None:
    other = trace("ZL201910123457.4")
    assert compare_submissions([worked("甲", NORTH, trace()), worked("乙", SOUTH, other)]) == ()


def test_a_doubtful_reading_is_told() -> None:
    doubtful = trace(doubts=(Doubt.low_confidence,))
    (found,) = compare_submissions([worked("甲", NORTH, trace()), worked("乙", SOUTH, doubtful)])
    assert "识读存疑" in found.message


def test_owners_in_common_weigh_little() -> None:
    joint = trace(holder=f"{NORTH};{SOUTH}")
    (found,) = compare_submissions([worked("甲", NORTH, joint), worked("乙", SOUTH, joint)])
    assert found.severity is Severity.info


def test_a_contract_of_its_two_parties_weighs_little() -> None:
    contract = trace("HT20200101", kind=TraceKind.contract)
    (found,) = compare_submissions([worked("甲", NORTH, contract), worked("乙", SOUTH, contract)])
    assert found.severity is Severity.info
    assert "互为合同当事人" in found.message


def test_what_is_counted_must_not_stand_twice_in_one_submission() -> None:
    (found,) = compare_submissions([worked("甲", NORTH, trace(), trace(document="d2"))])
    assert found.severity is Severity.info
    assert "出现 2 次" in found.message
    phone = TraceKind.phone
    twice = worked("甲", NORTH, trace("05718888", kind=phone), trace("05718888", kind=phone))
    assert compare_submissions([twice]) == ()


def test_two_submissions_of_one_applicant_are_one_finding() -> None:
    brackets = NORTH.replace("北岭", "北岭（杭州）"), NORTH.replace("北岭", "北岭(杭州)")
    found = compare_submissions(
        [worked("甲", brackets[0], trace()), worked("甲补", brackets[1], trace())]
    )
    assert [finding.kind for finding in found] == [TraceKind.applicant]
    assert "heyan diff" in found[0].message


def test_two_names_under_one_code_stay_two_applicants() -> None:
    found = compare_submissions(
        [worked("甲", NORTH, trace(), uscc="X"), worked("乙", SOUTH, trace(), uscc="X")]
    )
    assert [finding.kind for finding in found] == [TraceKind.applicant, TraceKind.patent]
    assert "代码相同而企业名称不同" in found[0].message


def test_a_submission_without_name_or_code_is_its_own_applicant() -> None:
    (found,) = compare_submissions([worked("甲", None, trace()), worked("乙", None, trace())])
    assert "“甲”、“乙”" in found.message


def test_a_page_used_again_is_found() -> None:
    mine, theirs = page(0b1111, "CN208123456"), page(0b1100, "CN208123456", "20200101.77")
    (found,) = compare_submissions(
        [worked("甲", NORTH, prints=(mine,)), worked("乙", SOUTH, prints=(theirs,))]
    )
    assert (found.kind, found.severity) == (TraceKind.page_picture, Severity.warning)
    assert [use.place for use in found.uses] == [mine.place, theirs.place]


def test_the_pages_of_one_paper_are_one_finding() -> None:
    prints = tuple(page(1 << 40 * n, f"{n}00000001", number=n) for n in (1, 2, 3))
    (found,) = compare_submissions(
        [worked("甲", NORTH, prints=prints), worked("乙", SOUTH, prints=prints)]
    )
    assert len(found.uses) == 6


def test_pictures_of_a_paper_whose_number_is_told_are_not_told_again() -> None:
    prints = (page(7, "CN208123456"),)
    found = compare_submissions(
        [worked("甲", NORTH, trace(), prints=prints), worked("乙", SOUTH, trace(), prints=prints)]
    )
    assert [finding.kind for finding in found] == [TraceKind.patent]


FAR = (1 << 49) - 1


@pytest.mark.parametrize(
    ("left", "right", "alike"),
    [
        (page(0, "CN208123456"), page((1 << 48) - 1, "CN208123456"), True),
        (page(0, "CN208123456"), page(FAR, "CN208123456"), False),
        (page(0, "CN208123456"), page(0, "CN208123457"), False),
        (page(0, "CN208123456"), page(0), False),
        (page(0, "A11111", "B22222"), page(0, "A11111", "C33333"), False),
        (page(0, "A11111", "B22222"), page(0, "A11111"), True),
        (page(0), page((1 << 8) - 1), True),
        (page(0), page(sum(1 << 108 * n for n in range(8))), True),
        (page(0), page((1 << 9) - 1), False),
    ],
)
def test_pages_are_alike_by_picture_and_numbers(left: object, right: object, alike: bool) -> None:
    assert list(alike_pages([left, right])) == ([(0, 1)] if alike else [])  # type: ignore[list-item]
