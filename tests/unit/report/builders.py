"""Hand-made reports: every outcome, a refused file, values with and without a place."""

from __future__ import annotations

from functools import cache

import numpy as np

from extractor.report.crops import Crop, Pixels, cut_crops
from models.catalogue import Catalogue, load_catalogue
from models.document import Document
from models.field import Doubt, Field, FieldStatus, Value
from models.finding import Basis, Clause, Family, Finding, Outcome, Severity
from models.geometry import Box, Place
from models.issue import Issue, IssueCode
from models.page import ElectronicSeal, ElectronicSealKind, Seal, SealColour
from models.run import (
    Applicant,
    EngineInfo,
    PlacedElectronicSeal,
    PlacedSeal,
    Report,
    Run,
    RunStatus,
)
from models.submission import FileKind, PageRef, Refusal, SourceFile
from models.table import Evidence, Row, StandardTable

FORM, AUDIT = "申报表.pdf", "审计报告.pdf"
CELL = Place(file=FORM, page=3, box=Box(0.4, 0.3, 0.55, 0.33))
LEDGER = Place(file=AUDIT, page=7, box=Box(0.6, 0.5, 0.8, 0.52))
CLAUSE = Clause(
    source="工信厅企业函〔2021〕79号", text="上一年度营业收入。", lines="policy.txt:440"
)
PAGE = (800, 600)  # pixels: height, width


@cache
def catalogue() -> Catalogue:
    return load_catalogue()


def value(
    number: str, *, raw: str, place: Place | None = None, doubts: tuple[Doubt, ...] = ()
) -> Value:
    return Value(
        value=number,
        raw=raw,
        unit="万元",
        step="100",
        confidence=0.987654321,
        place=place,
        doubts=doubts,
    )


DECLARED = value("186345200", raw="18634.52", place=CELL)
EVIDENCE = value("168345210.77", raw="168,345,210.77", place=LEDGER)


def finding(
    outcome: Outcome = Outcome.failed,
    *,
    rule: str = "DVE-01",
    indicator: str | None = "operating_revenue",
    period: str | None = "2020",
    message: str = "申报表填报2020年营业收入18634.52万元，审计报告为168,345,210.77元。",
    declared: Value | None = DECLARED,
    evidence: tuple[Value, ...] = (EVIDENCE,),
    severity: Severity = Severity.error,
    follows_from: str | None = None,
    missing: tuple[str, ...] = (),
    places: tuple[Place, ...] = (),
) -> Finding:
    return Finding(
        rule=rule,
        family=Family.declared_vs_evidence,
        outcome=outcome,
        severity=severity,
        basis=Basis.stated,
        indicator=indicator,
        period=period,
        declared=declared,
        evidence=evidence,
        message=message,
        clause=CLAUSE,
        follows_from=follows_from,
        missing=missing,
        places=places,
    )


def bare(outcome: Outcome, *, rule: str, message: str, indicator: str | None = None) -> Finding:
    """A finding without any value."""
    return finding(
        outcome, rule=rule, indicator=indicator, message=message, declared=None, evidence=()
    )


ALL_OUTCOMES = (
    finding(),
    finding(
        rule="ARI-02", message="增长率随之不符。", follows_from="DVE-01:operating_revenue:2020"
    ),
    finding(Outcome.review, rule="IDN-01", indicator="uscc", period=None, message="两次识别不同。"),
    bare(Outcome.review, rule="CMP-01", indicator="employees", message="从业人数未读到内容。"),
    bare(Outcome.review, rule="CMP-01", indicator="rd_staff", message="研发人员数未读到内容。"),
    bare(Outcome.not_checked, rule="VAL-03", message="没有可以核对的证书。"),
    bare(Outcome.passed, rule="FMT-01", message="格式符合要求。"),
    finding(rule="FMT-09", severity=Severity.info, message="填写了两位小数。", evidence=()),
)


def report(
    *findings: Finding,
    applicant: str | None = "清河精密传动有限公司",
    status: RunStatus = RunStatus.partial,
    title: str = "营业收入",
) -> Report:
    """A report over one form and one audit report, the third file refused."""
    rows = (
        Row(
            indicator="operating_revenue",
            title_zh=title,
            period="2020",
            kind="money",
            declared=DECLARED,
            declared_status="found",
            evidence=(
                Evidence(
                    value=EVIDENCE,
                    document="d2",
                    document_type="audit_report",
                    key="income_statement.operating_revenue",
                    scope="consolidated",
                ),
            ),
            computed=value("168345210.77", raw=""),
            formula="168,345,210.77 元",
            outcome=Outcome.failed,
        ),
        Row(
            indicator="ip_list",
            title_zh="知识产权清单",
            period=None,
            kind="rows",
            declared=None,
            declared_status="not_applicable",
        ),
    )
    return Report(
        run=Run(
            code_version="0.1.0",
            catalogue_sha256="c" * 64,
            engine=EngineInfo(name="rapidocr", version="3.10", weights={"rec.onnx": "a" * 64}),
            programme="cn-xjr3-2021",
            reference_date="2021-05-06",
            status=status,
            inputs={FORM: "1" * 64, AUDIT: "2" * 64},
        ),
        applicant=Applicant(applicant_name=applicant, uscc="91330100MA27XYWB2L"),
        files=(
            SourceFile(name=FORM, sha256="1" * 64, pages=7, kind=FileKind.pdf),
            SourceFile(name=AUDIT, sha256="2" * 64, pages=8, kind=FileKind.pdf),
            SourceFile(
                name="证书.pdf",
                sha256="3" * 64,
                pages=0,
                kind=FileKind.unknown,
                refused=Refusal(code="encrypted", message="“证书.pdf”有密码。"),
            ),
        ),
        documents=(
            Document(
                id="d1",
                type="application_form",
                confidence=0.98765432,
                pages=tuple(PageRef(file=FORM, page=page) for page in (1, 2, 3, 5)),
            ),
            Document(id="d2", type=None, confidence=0.0, pages=(PageRef(file=AUDIT, page=7),)),
        ),
        seals=(
            PlacedSeal(
                seal=Seal(
                    box=Box(0.6, 0.7, 0.8, 0.84),
                    colour=SealColour.red,
                    shape="round",
                    text="清河精密传动有限公司 合同专用章",
                    organisation="清河精密传动有限公司",
                    confidence=0.98123456,
                ),
                place=Place(file=FORM, page=7, box=Box(0.61, 0.7, 0.81, 0.84)),
            ),
        ),
        electronic_seals=(
            PlacedElectronicSeal(
                seal=ElectronicSeal(
                    kind=ElectronicSealKind.signature_field,
                    box=Box(0.1, 0.1, 0.3, 0.2),
                    name="Signature1",
                    signed=True,
                    signer="陆明",
                ),
                place=Place(file=AUDIT, page=7, box=Box(0.1, 0.1, 0.3, 0.2)),
            ),
        ),
        fields=(
            Field(
                document="d2",
                key="income_statement.operating_revenue",
                title_zh="营业收入",
                period="2020",
                scope="consolidated",
                status=FieldStatus.found,
                reading=EVIDENCE,
            ),
            Field(
                document="d1",
                key="postcode",
                title_zh="邮编",
                status=FieldStatus.absent,
                asked=Place(file=FORM, page=2, box=Box(0.1, 0.2, 0.16, 0.22)),
            ),
        ),
        tables=(StandardTable(table="cn-xjr3-application", title_zh="申请书", rows=rows),),
        findings=findings or ALL_OUTCOMES,
        issues=(
            Issue(code=IssueCode.file_refused, file="证书.pdf", message="“证书.pdf”有密码。"),
            Issue(code=IssueCode.low_confidence, file=FORM, page=3, message="字迹不清。"),
        ),
    )


def load_page(file: str, page: int) -> Pixels:
    """A white page whose brightness tells its number; the same for every file."""
    assert file
    return np.full((*PAGE, 3), 255 - page, dtype=np.uint8)


def crops_of(of: Report) -> dict[Place, Crop]:
    return dict(cut_crops(of, load=load_page, frames={}))
