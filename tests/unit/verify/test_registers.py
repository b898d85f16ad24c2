"""Papers of the patent register say who holds a patent now, and whether it is still in force."""

from __future__ import annotations

import pytest

from extractor.verify.certificates import Certificate, Standing
from models.field import DocumentRecord
from models.finding import Outcome
from tests.unit.verify.builders import find, make_case, run
from tests.unit.verify.makers import OTHER
from tests.unit.verify.papers import patent, record
from tests.unit.verify.registered import NUMBER, assigned, register, unsure


def judged(*papers: DocumentRecord, holder: str | None = None) -> Certificate:
    """The second patent of the application beside papers of the register."""
    own = [patent("专利2", NUMBER, holder=holder)] if holder else []
    case = make_case(replace=own, add=list(papers))
    (certificate,) = (item for item in case.certificates if item.record.document == "专利2")
    return certificate


def test_a_patent_that_was_transferred_to_the_applicant_is_the_applicants() -> None:
    paper = register(former_patentee=OTHER)
    assert judged(holder=OTHER).standing is Standing.foreign
    assert judged(paper, holder=OTHER).standing is Standing.valid
    case = make_case(replace=[patent("专利2", NUMBER, holder=OTHER)], add=[paper])
    findings = run(case)
    assert not [f for f in find(findings, "VAL-02") if f.outcome is not Outcome.passed]
    (told,) = find(findings, "VAL-04")
    assert told.outcome is Outcome.passed
    assert OTHER in told.message
    assert "2019年4月2日" in told.message
    assert "不足一年" not in told.message


def test_a_transfer_that_was_not_surely_read_is_for_a_person() -> None:
    paper = register(former_patentee=OTHER, patent_number=unsure("patent_number", NUMBER))
    assert judged(paper, holder=OTHER).standing is Standing.doubtful
    assert judged(paper).standing is Standing.valid


def test_a_contract_alone_transfers_nothing() -> None:
    contract = register("转让合同", former_patentee=OTHER)
    assert judged(contract, holder=OTHER).standing is Standing.doubtful
    assert judged(register("转让合同", patentee=OTHER)).standing is Standing.doubtful
    assert judged(contract).standing is Standing.valid
    (told,) = find(run(make_case(add=[contract])), "VAL-04")
    assert told.outcome is Outcome.review
    assert "没有国家知识产权局的" in told.message
    registered = register(former_patentee=OTHER)
    earlier = register("转让合同", patentee=OTHER, issue_date="2019年3月2日")
    assert judged(earlier, registered, holder=OTHER).standing is Standing.valid


def test_a_recent_transfer_is_named() -> None:
    paper = register(former_patentee=OTHER, issue_date="2020年12月1日")
    (told,) = find(run(make_case(add=[paper])), "VAL-04")
    assert told.outcome is Outcome.passed
    assert "距基准日不足一年" in told.message


def test_a_patent_that_was_transferred_away_does_not_count() -> None:
    assert judged(register(patentee=OTHER)).standing is Standing.foreign
    assert judged(register("年费收据", patentee=OTHER)).standing is Standing.valid
    newer = register(issue_date="2020年1月8日")
    assert judged(register(patentee=OTHER), newer).standing is Standing.valid


def test_another_name_on_the_register_may_be_the_former_one_of_a_renamed_applicant() -> None:
    change = record("变更", "name_change_proof", {})
    assert judged(register(patentee=OTHER), change).standing is Standing.doubtful


def test_a_paper_without_a_day_does_not_take_a_patent_away() -> None:
    paper = register(patentee=OTHER)
    fields = tuple(field for field in paper.fields if field.key != "issue_date")
    undated = paper.model_copy(update={"fields": fields})
    assert judged(undated).standing is Standing.doubtful


@pytest.mark.parametrize(
    ("status", "day", "standing"),
    [
        ("专利权维持", "2020年6月1日", Standing.valid),
        ("专利权终止", "2020年6月1日", Standing.expired),
        ("未缴年费专利权终止", "2020年6月1日", Standing.expired),
        ("专利权终止", "2030年6月1日", Standing.doubtful),  # after the reference date
        ("等年费滞纳金", "2020年6月1日", Standing.doubtful),
        ("未终止", "2020年6月1日", Standing.valid),
    ],
)
def test_the_status_on_the_register_counts(status: str, day: str, standing: Standing) -> None:
    paper = register("登记簿副本", legal_status=status, issue_date=day)
    assert judged(paper).standing is standing


def test_a_status_that_was_not_surely_read_is_for_a_person() -> None:
    paper = register("登记簿副本", legal_status=unsure("text", "专利权终止"))
    assert judged(paper).standing is Standing.doubtful
    (told,) = (
        f for f in find(run(make_case(add=[paper])), "VAL-03") if f.outcome is Outcome.review
    )
    assert "专利权终止" in told.message
    assert "请确认在基准日是否有效" in told.message


def test_a_patent_that_ended_is_said_with_the_place_that_says_so() -> None:
    paper = register("登记簿副本", legal_status="专利权终止")
    findings = [
        f for f in find(run(make_case(add=[paper])), "VAL-01") if f.outcome is Outcome.failed
    ]
    assert [("专利登记簿副本" in f.message, "登记.pdf" in f.message) for f in findings] == [
        (True, True)
    ]


def test_another_applicant_at_filing_asks_where_the_patent_comes_from() -> None:
    (told,) = find(run(make_case(replace=[assigned("专利2")])), "VAL-04")
    assert told.outcome is Outcome.review
    assert "云溪仪表有限公司" in told.message
