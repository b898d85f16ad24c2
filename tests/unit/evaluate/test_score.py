"""What counts as found, missed, a false alarm, work for the reviewer, and a right value."""

from __future__ import annotations

from extractor.evaluate.planted import false_alarms, split_found, unexplained_traces
from extractor.evaluate.run import Scores
from extractor.evaluate.score import Tally, score_document, score_indicators, score_package
from extractor.evaluate.show import families_of, show_scores
from extractor.evaluate.truth import DocumentTruth, FieldTruth, PackageTruth, Planted
from models.document import Document
from models.field import DocumentRecord, Doubt, Field, FieldStatus, Value
from models.finding import Family, Finding, Outcome, Severity
from models.submission import PageRef
from tests.unit.report.builders import AUDIT, FORM, catalogue, finding, report

PLANTED = Planted(family="declared_vs_evidence", indicator="operating_revenue", period="2020")
MISSING_PAPER = Planted(family="completeness", document_type="audit_report", period="2019")


def paper_finding(outcome: Outcome, *, document_type: str) -> Finding:
    return finding(outcome, indicator=None, period=None, rule="CMP-02").model_copy(
        update={"family": Family.completeness, "document_type": document_type}
    )


def test_a_failed_or_review_finding_finds_what_was_planted() -> None:
    for outcome in (Outcome.failed, Outcome.review):
        assert split_found([PLANTED], [finding(outcome)]) == ((PLANTED,), ())
    for outcome in (Outcome.passed, Outcome.not_checked):
        assert split_found([PLANTED], [finding(outcome)]) == ((), (PLANTED,))


def test_family_indicator_and_period_must_be_those_planted() -> None:
    others = (
        finding(period="2019"),
        finding(period=None),
        finding(indicator="net_profit"),
        finding().model_copy(update={"family": Family.arithmetic}),
    )
    assert split_found([PLANTED], others) == ((), (PLANTED,))
    assert false_alarms([PLANTED], others) == others


def test_where_no_indicator_applies_the_paper_counts() -> None:
    right = paper_finding(Outcome.failed, document_type="audit_report")
    wrong = paper_finding(Outcome.failed, document_type="business_license")
    assert split_found([MISSING_PAPER], [right]) == ((MISSING_PAPER,), ())
    assert split_found([MISSING_PAPER], [wrong]) == ((), (MISSING_PAPER,))


def test_only_failed_findings_of_weight_are_false_alarms() -> None:
    findings = (
        finding(rule="A", period="2019"),
        finding(rule="B", period="2018", severity=Severity.warning),
        finding(rule="C", period="2018", severity=Severity.info),
        finding(Outcome.review, rule="D", period="2018"),
        finding(rule="E", period="2018", follows_from="A:operating_revenue:2019"),
        finding(rule="F"),
    )
    assert [alarm.rule for alarm in false_alarms([PLANTED], findings)] == ["A", "B"]


def test_a_sign_of_editing_counts_where_nothing_was_edited() -> None:
    sign = paper_finding(Outcome.review, document_type="patent").model_copy(
        update={"family": Family.tamper}
    )
    planted = Planted(family="tamper", document_type="patent")
    assert unexplained_traces([MISSING_PAPER], [sign, finding()]) == (sign,)
    assert unexplained_traces([planted], [sign, finding()]) == ()
    assert false_alarms([], [sign]) == ()


def test_declared_values_are_compared_row_by_row() -> None:
    truths = (
        FieldTruth(key="operating_revenue", period="2020", value="186345200"),
        FieldTruth(key="operating_revenue", period="2019", value="1"),
        FieldTruth(key="ip_list", period="", value=None),
        FieldTruth(key="nowhere", period="", value=None),
    )
    tallies = score_indicators(truths, report().tables, where="p")
    assert (tallies["operating_revenue"].right, tallies["operating_revenue"].total) == (1, 2)
    (miss,) = tallies["operating_revenue"].misses
    assert (miss.period, miss.right, miss.read, miss.flagged) == ("2019", "1", None, False)
    assert tallies["ip_list"] == tallies["nowhere"] == Tally(right=1, total=1)


def record(*values: tuple[str, str | None, FieldStatus]) -> DocumentRecord:
    fields = tuple(
        Field(
            document="d1",
            key=key,
            title_zh=key,
            status=status,
            reading=Value(value=text, raw=text, doubts=(Doubt.under_seal,)) if text else None,
        )
        for key, text, status in values
    )
    return DocumentRecord(document="d1", type="business_license", fields=fields)


def licence(**fields: str | None) -> DocumentTruth:
    truths = tuple(FieldTruth(key=key, period="", value=right) for key, right in fields.items())
    return DocumentTruth(type="business_license", pages=((FORM, 1),), fields=truths)


def test_fields_are_right_wrong_or_rightly_empty() -> None:
    truth = licence(company_name="甲公司", uscc="1", legal_representative=None, address=None)
    read = record(
        ("company_name", "甲公司", FieldStatus.found),
        ("uscc", "2", FieldStatus.found),
        ("legal_representative", "王", FieldStatus.unreadable),
        ("address", "某路", FieldStatus.found),
    )
    tally = score_document(truth, read, where="x", catalogue=catalogue())
    assert (tally.right, tally.total) == (2, 4)
    assert {(miss.key, miss.right, miss.read, miss.flagged) for miss in tally.misses} == {
        ("uscc", "1", "2", True),
        ("address", None, "某路", True),
    }


def test_a_document_that_was_not_found_has_only_its_empty_fields_right() -> None:
    truth = licence(company_name="甲公司", address=None)
    tally = score_document(truth, None, where="x", catalogue=catalogue())
    assert (tally.right, tally.total) == (1, 2)


def truth_of(*planted: Planted) -> PackageTruth:
    return PackageTruth(
        programme="cn-xjr3-2021",
        reference_date="2021-05-06",
        documents=(
            DocumentTruth(
                type="application_form", pages=tuple((FORM, page) for page in (1, 2, 3, 5))
            ),
            DocumentTruth(type="audit_report", pages=((AUDIT, 7),)),
            DocumentTruth(type=None, pages=((FORM, 4),)),
        ),
        declared=(FieldTruth(key="operating_revenue", period="2020", value="186345200"),),
        discrepancies=planted,
    )


def test_a_package_is_scored_as_a_whole() -> None:
    shown = report(
        finding(), finding(Outcome.review, rule="R", period="2018"), finding(rule="X", period=None)
    )
    score = score_package(
        truth_of(PLANTED, MISSING_PAPER), shown, (), name="p", catalogue=catalogue()
    )
    assert (score.planted, score.found, score.missed) == (2, (PLANTED,), (MISSING_PAPER,))
    assert [alarm.rule for alarm in score.false_alarms] == ["X"]
    assert score.reviews == 1
    assert score.declared == Tally(right=1, total=1)
    assert score.families == {
        "completeness": Tally(right=0, total=1),
        "declared_vs_evidence": Tally(right=1, total=1),
    }
    # The divider is not scored; the audit report was not recognised as one.
    assert (score.documents.right, score.documents.total) == (1, 2)
    assert score.pages == Tally(right=1, total=1)


def test_values_on_pages_of_other_papers_are_counted_as_wrong() -> None:
    truth = truth_of().model_copy(
        update={"documents": (DocumentTruth(type="title_proof", pages=((AUDIT, 7),)),)}
    )
    score = score_package(truth, report(), (), name="p", catalogue=catalogue())
    assert (score.pages.right, score.pages.total) == (0, 1)


def test_a_document_split_in_two_is_wrong() -> None:
    shown = report()
    form = shown.documents[0]
    halves = (
        form.model_copy(update={"pages": form.pages[:2]}),
        Document(id="d9", type="application_form", confidence=1, pages=form.pages[2:]),
        Document(id="d8", type="audit_report", confidence=1, pages=(PageRef(file=AUDIT, page=7),)),
    )
    shown = shown.model_copy(update={"documents": halves})
    score = score_package(truth_of(), shown, (), name="p", catalogue=catalogue())
    assert (score.documents.right, score.documents.total) == (1, 2)


def test_scores_are_shown_with_every_miss() -> None:
    shown = report(finding(), finding(rule="X", period=None, message="多报了一项。"))
    score = score_package(
        truth_of(PLANTED, MISSING_PAPER), shown, (), name="p", catalogue=catalogue()
    )
    single = score_document(
        licence(company_name="甲公司"), None, where="x.jpg", catalogue=catalogue()
    )
    scores = Scores(packages=(score,), documents={"business_license": single})
    text = show_scores(scores)
    for line in (
        "材料包 p",
        "  预设差异 2 处，找到 1 处，误报 1 处，需人工判断 0 处",
        "    未找到：completeness audit_report 2019 ",
        "    误报：X 多报了一项。",
        "  completeness 0/1（0.0%）",
        "  declared_vs_evidence 1/1（100.0%）",
        "    x.jpg company_name：应为 甲公司，读作 （未读出）",
        "  合计 0/1（0.0%）",
    ):
        assert line in text.splitlines()
    assert families_of(Scores(packages=(score, score), documents={}))["completeness"].total == 2
