"""Each of the seven verdicts, and that a doubtful difference is never called one."""

from __future__ import annotations

import pytest

from extractor.verify.run import run_rules
from extractor.verify.verdicts import tie_out_verdict
from models.field import Value
from models.finding import Outcome
from models.table import Evidence, Row, Verdict
from tests.unit.verify.builders import make_case
from tests.unit.verify.papers import read_value


def money(text: str, unit: str | None = "万元") -> Value:
    return read_value("money", text, unit=unit, page=3)


def proof(text: str, unit: str | None = "元", document: str = "d1") -> Evidence:
    return Evidence(
        value=money(text, unit), document=document, document_type="audit_report", key="k"
    )


def row(
    declared: Value | None,
    *evidence: Evidence,
    outcome: Outcome | None = Outcome.passed,
    status: str = "found",
) -> Row:
    return Row(
        indicator="operating_revenue",
        title_zh="营业收入",
        period="2020",
        kind="money",
        declared=declared,
        declared_status=status,
        evidence=evidence,
        outcome=outcome,
    )


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        (row(money("1234.57"), proof("12345678.90")), Verdict.agree),
        (row(money("1234.56"), proof("12345678.90")), Verdict.agree_within_precision),
        (row(money("1244.57"), proof("12345678.90"), outcome=Outcome.failed), Verdict.disagree),
        (row(money("1244.57"), proof("12345678.90"), outcome=Outcome.review), Verdict.cannot_compare),
        (
            row(money("1234.57"), proof("12345678.90"), proof("12345699.90", document="d2")),
            Verdict.evidence_contradicts,
        ),
        (row(money("1234.57"), outcome=None), Verdict.evidence_missing),
        (row(None, proof("12345678.90"), status="unreadable"), Verdict.cannot_compare),
        (row(None, status="not_applicable", outcome=None), Verdict.not_applicable),
        (row(None, proof("1.00"), status="not_asked", outcome=None), Verdict.not_applicable),
    ],
)  # fmt: skip
def test_the_seven_verdicts(given: Row, verdict: Verdict) -> None:
    assert tie_out_verdict(given) is verdict


@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [(Outcome.passed, Verdict.agree), (None, Verdict.cannot_compare)],
)
def test_a_paper_proves_what_is_ticked_by_being_there(
    outcome: Outcome | None, verdict: Verdict
) -> None:
    number = Evidence(
        value=read_value("code", "GR202133000001"),
        document="d1",
        document_type="high_tech_cert",
        key="certificate_number",
    )
    given = row(read_value("text", "高新技术企业"), number, outcome=outcome)
    assert tie_out_verdict(given.model_copy(update={"kind": "multi_choice"})) is verdict


def test_every_row_of_a_run_has_a_verdict() -> None:
    table = run_rules(make_case()).tables[0]
    assert all(one.verdict is not None for one in table.rows)
    revenue = table.row("operating_revenue", "2020")
    assert revenue is not None
    assert revenue.verdict in (Verdict.agree, Verdict.agree_within_precision)
