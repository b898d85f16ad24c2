"""What was not surely read accuses nobody: doubts, missing units, unread pages and forms."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractor.verify.case import Case
from extractor.verify.names import differing_characters
from models.document import Document
from models.field import DocumentRecord, Doubt, FieldStatus, Value
from models.finding import Outcome
from models.geometry import Box
from models.issue import Issue, IssueCode
from models.page import PageText, TextLine, TextSource
from models.submission import PageRef
from tests.unit.verify.builders import FormChanges, bad, find, make_case, run
from tests.unit.verify.clean import FORM, NAME, STATEMENTS_2019, STATEMENTS_2020
from tests.unit.verify.papers import audit, patent, read_value, record

Guarded = Callable[[], Case]
WRONG = "26000.00"
GUARDED: dict[str, Guarded] = {
    "doubt": lambda: _revenue(doubts=(Doubt.readings_differ,)),
    "low confidence": lambda: _revenue(confidence=0.7),
    "second reading agrees": lambda: _revenue(second="200000000"),
    "one character and shaky": lambda: _revenue(text="28000.00", confidence=0.95, unit_raw="20000.00"),
    "statement does not add up": lambda: _audited(doubts=(Doubt.does_not_add_up,)),
}  # fmt: skip


def _revenue(
    *,
    text: str = WRONG,
    confidence: float = 0.99,
    doubts: tuple[Doubt, ...] = (),
    second: str | None = None,
    unit_raw: str | None = None,
) -> Case:
    value = read_value(
        "money", text, unit="万元", confidence=confidence, doubts=doubts, second=second
    )
    replaced = {}
    if unit_raw:
        proof = read_value("money", unit_raw, unit="万元", file="审计2020.pdf")
        replaced = {("income_statement.operating_revenue", "2020"): proof}
    return make_case(
        form={("operating_revenue", "2020"): value},
        replace=[audit(2020, STATEMENTS_2020, replaced=replaced)],
    )


def _page(text: str) -> PageText:
    """A page with one line."""
    return PageText(
        file="x.pdf",
        page=1,
        width=100,
        height=100,
        source=TextSource.ocr,
        lines=(TextLine(text=text, box=Box(0, 0, 1, 0.1), confidence=0.99),),
    )


def _audited(*, doubts: tuple[Doubt, ...]) -> Case:
    proof = read_value("money", "260000000.00", unit="元", file="审计2020.pdf", doubts=doubts)
    replaced = {("income_statement.operating_revenue", "2020"): proof}
    return make_case(replace=[audit(2020, STATEMENTS_2020, replaced=replaced)])


@pytest.mark.parametrize("name", GUARDED)
def test_a_doubtful_reading_never_accuses(name: str) -> None:
    findings = run(GUARDED[name]())
    found = find(findings, "DVE-01", "operating_revenue", "2020")[0]
    assert found.outcome is Outcome.review
    assert "请对照原件确认" in found.message
    assert not [item for item in bad(findings) if item[1] == "operating_revenue"]


def test_an_amount_without_unit_is_not_compared() -> None:
    bare = read_value("money", "20000.00").model_copy(update={"unit": None})
    found = find(run(make_case(form={("operating_revenue", "2020"): bare})), "DVE-01", "operating_revenue", "2020")  # fmt: skip
    assert found[0].outcome is Outcome.review


def test_a_paper_that_may_stand_on_an_unreadable_page_is_not_missing() -> None:
    issue = Issue(code=IssueCode.page_unreadable, file="x.pdf", page=2, message="该页未能读取。")
    found = find(run(make_case(remove=["市占率"], issues=[issue])), "CMP-03", document_type="market_share_proof")  # fmt: skip
    assert found[0].outcome is Outcome.review


@pytest.mark.parametrize(
    ("text", "outcome"),
    [("关于市场占有率证明的说明" + "文" * 80, Outcome.review), ("证书", Outcome.failed)],
)
def test_unrecognised_pages_count_only_when_they_name_the_paper(
    text: str, outcome: Outcome
) -> None:
    page = _page(text)
    unknown = Document(id="u", type=None, confidence=0.0, pages=(PageRef(file="x.pdf", page=1),))
    case = make_case(remove=["市占率"], documents=[unknown], pages=[page])
    assert find(run(case), "CMP-03", document_type="market_share_proof")[0].outcome is outcome


@pytest.mark.parametrize(
    ("issues", "outcome"),
    [
        ((Issue(code=IssueCode.several_papers, file="x.pdf", page=1, message="未能分开。"),), Outcome.review),
        ((), Outcome.failed),
    ],
)  # fmt: skip
def test_a_sheet_of_several_papers_may_hold_the_one_that_seems_missing(
    issues: tuple[Issue, ...], outcome: Outcome
) -> None:
    page = _page("市场占有率证明" + "文" * 80)
    case = make_case(remove=["市占率"], pages=[page], issues=list(issues))
    assert find(run(case), "CMP-03", document_type="market_share_proof")[0].outcome is outcome


def test_an_unread_form_is_not_an_empty_form() -> None:
    changes: FormChanges = dict.fromkeys(FORM, FieldStatus.unreadable)
    findings = run(make_case(form=changes))
    assert not [item for item in bad(findings) if item[0].startswith(("CMP", "IDN", "DVE", "ARI"))]


def test_a_verdict_on_a_figure_that_was_not_read_clearly_is_for_a_person() -> None:
    shaky = read_value("count", "5", unit="项", confidence=0.95)
    finding = find(
        run(make_case(form={("review_must_count", None): shaky})), "XTB-07", "review_must_count"
    )[0]
    assert finding.outcome is Outcome.review
    assert "识别把握不高" in finding.message


def test_a_term_is_as_sure_as_the_day_it_runs_from() -> None:
    """The duration is clear, the day of issue is not: the end that follows from both is for a person."""
    issued = read_value("day", "2015年12月4日", confidence=0.82)
    values: dict[str, str | Value] = {
        "holder_name": NAME, "certificate_number": "GR201933001234",
        "issue_date": issued, "valid_for": "三年",
    }  # fmt: skip
    findings = run(make_case(replace=[record("高企", "high_tech_cert", values)]))
    (found,) = find(findings, "VAL-01", document_type="high_tech_cert")
    assert found.outcome is Outcome.review
    assert "请对照原件确认" in found.message
    assert issued in found.evidence
    assert bad(findings) == []


def test_an_unreadable_declaration_is_not_a_missing_one() -> None:
    changes: FormChanges = {("declaration_text", None): FieldStatus.unreadable}
    finding = find(run(make_case(form=changes)), "DEC-01", "declaration_text")[0]
    assert finding.outcome is Outcome.review


def test_a_year_that_no_column_carries_is_not_the_year_of_the_report() -> None:
    report = audit(2019, STATEMENTS_2019)
    wrong = tuple(
        f.model_copy(update={"reading": read_value("text", "2079")})
        if f.key == "fiscal_year"
        else f
        for f in report.fields
    )
    findings = run(make_case(replace=[report.model_copy(update={"fields": wrong})]))
    assert find(findings, "CMP-05", period="2019")[0].outcome is Outcome.passed


def test_an_answer_that_the_form_does_not_print_is_a_doubtful_reading() -> None:
    changes: FormChanges = {
        ("listing_status", None): "有上市计",
        ("listing_plan_stage", None): "已完成上市前股改",
    }
    (finding,) = find(run(make_case(form=changes)), "XTB-01", "listing_status")
    assert finding.outcome is Outcome.review
    assert "不是申请书上印有的选项" in finding.message


def test_a_seal_that_was_not_surely_looked_for_is_said_in_words() -> None:
    changes: FormChanges = {("declaration_seal", None): read_value("bool", "否", confidence=0.7)}
    (found,) = find(run(make_case(form=changes)), "FMT-02", "declaration_seal")
    assert found.outcome is Outcome.review
    assert "未见印章，但有无印章的判断没有把握" in found.message
    assert "“否”" not in found.message


def test_a_patent_number_tells_the_type_that_was_not_clearly_read() -> None:
    """5: the fifth digit of a number whose check digit fits is as good as the title of the certificate."""
    blurred = read_value("choice", "实用新型专利证书", confidence=0.9)
    form: FormChanges = {("invention_patents_valid", None): "3", ("ip_total", None): "6"}
    for number, outcome in (
        ("ZL201620287656.0", Outcome.failed),  # two certificates of inventions for three declared
        ("ZL201620287656", Outcome.review),  # no check digit: the third may be one
    ):
        case = make_case(form=form, add=[_typed(patent("专利9", number), blurred)])
        (found,) = find(run(case), "DVE-03", "invention_patents_valid")
        assert found.outcome is outcome, number


def _typed(certificate: DocumentRecord, type_: Value) -> DocumentRecord:
    fields = tuple(
        f.model_copy(update={"reading": type_}) if f.key == "patent_type" else f
        for f in certificate.fields
    )
    return certificate.model_copy(update={"fields": fields})


@pytest.mark.parametrize(
    ("doubts", "outcome"),
    [
        ((Doubt.does_not_add_up,), Outcome.review),  # what the sum itself says
        ((Doubt.does_not_add_up, Doubt.readings_differ), Outcome.not_checked),
    ],
)
def test_a_statement_that_does_not_add_up_is_shown_to_a_person(
    doubts: tuple[Doubt, ...], outcome: Outcome
) -> None:
    equity = read_value("money", "140000000.00", unit="元", file="审计2020.pdf", doubts=doubts)
    report = audit(2020, STATEMENTS_2020, replaced={("balance_sheet.total_equity", "2020"): equity})
    told = find(run(make_case(replace=[report])), "ARI-09", "total_assets")
    assert {finding.outcome for finding in told} == {outcome}


def test_a_sum_of_which_a_part_was_not_read_accuses_nobody() -> None:
    """The inventions were not read on the form; their certificates may be uncounted as well."""
    changes: FormChanges = {
        ("invention_patents_valid", None): FieldStatus.unreadable,
        ("ip_total", None): "9",
    }
    told = find(run(make_case(form=changes)), "DVE-04", "ip_total")
    assert [finding.outcome for finding in told] == [Outcome.review]
    assert "有分项未读到数" in told[0].message


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        ("海州精密机城股份有限公司", "第6字“械”读作“城”"),
        ("海州精密机股份有限公司", "少读第6字“械”"),
        ("海州精密机械有限公司", "少读第7字“股份”"),
        ("海州精密有限公司", ""),
        ("江南电子科技股份有限公司", ""),
    ],
)
def test_a_name_on_a_seal_that_differs_in_a_character_shows_which(seen: str, told: str) -> None:
    assert differing_characters(seen, "海州精密机械股份有限公司").strip("（）") == told


@pytest.mark.parametrize(
    ("key", "change"),
    [
        ("fiscal_year", {"confidence": 0.7}),
        ("report_date", {"value": "2020-04-10", "raw": "2020年4月10日"}),
    ],
)
def test_a_report_whose_year_may_be_misread_may_be_the_missing_one(
    key: str, change: dict[str, object]
) -> None:
    """Of 2019 and 2020 only one year was read, twice or as another year."""
    older = audit(2018, STATEMENTS_2019)
    fields = tuple(
        field.model_copy(update={"reading": field.reading.model_copy(update=change)})
        if field.key == key and field.reading
        else field
        for field in older.fields
    )
    changed = older.model_copy(update={"fields": fields})
    told = find(run(make_case(remove=["审计2019"], add=[changed])), "CMP-05", None, "2019")
    assert [finding.outcome for finding in told] == [Outcome.review]


def test_a_report_that_is_not_there_is_missing() -> None:
    told = find(run(make_case(remove=["审计2019"])), "CMP-05", None, "2019")
    assert [finding.outcome for finding in told] == [Outcome.failed]
