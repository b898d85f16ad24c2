"""Discrepancies planted in the evidence: licence, audit reports, certificates, or papers that are missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from golden_docs.maker.amounts import grouped
from golden_docs.maker.codes import patent_number
from golden_docs.maker.compose import Entry, Package
from golden_docs.maker.documents.audit_report import AuditReport
from golden_docs.maker.documents.licence import BusinessLicence
from golden_docs.maker.documents.management import SystemCertificate
from golden_docs.maker.documents.patent import PatentCertificate
from golden_docs.maker.plant import Discrepancy, expects, paper_plant


@paper_plant
@expects("IDN-01")
def representative_differs(package: Package) -> tuple[Package, Discrepancy]:
    """The licence names another legal representative than the form."""
    licence = package.get("licence")
    assert isinstance(licence, BusinessLicence)
    other = package.company.staff[3]
    why = f"申请书填报法定代表人{licence.legal_representative}，营业执照为{other}。"
    changed = replace(licence, legal_representative=other)
    return package.change("licence", lambda _: changed), Discrepancy(
        "identity", why, "legal_representative", entry="form", tag="legal_representative"
    )


@paper_plant
@expects("VAL-02")
def patent_of_another_company(package: Package) -> tuple[Package, Discrepancy]:
    """One more utility-model certificate is handed in that belongs to somebody else and is not counted."""
    certificate = package.get("patent_5")
    assert isinstance(certificate, PatentCertificate)
    owner = "白鹭津通用机械有限公司"
    foreign = replace(
        certificate,
        title="一种立式加工中心自动换刀装置",
        number=patent_number(2018, 2, 1_462_087),
        filed=date(2018, 9, 6),
        granted=date(2019, 5, 28),
        publication="CN 209021875 U",
        certificate="8893214",
        patentee=owner,
        inventors=("齐望川", "鲁知夏"),
    )
    why = f"实用新型专利{foreign.number}的专利权人为{owner}，不是申请企业。"
    return package.insert(Entry("foreign_patent", foreign), after="patent_5"), Discrepancy(
        "validity", why, document_type="patent_certificate", entry="foreign_patent"
    )


@paper_plant
@expects("VAL-01")
def iso_expired(package: Package) -> tuple[Package, Discrepancy]:
    """The quality certificate ran out before the reference date."""
    certificate = package.get("iso_9001")
    assert isinstance(certificate, SystemCertificate)
    old = replace(
        certificate,
        first_issued=date(2014, 12, 9),
        issued=date(2017, 12, 8),
        valid_until=date(2020, 12, 7),
    )
    why = "质量管理体系认证证书有效期至2020年12月7日，2021年5月6日已过期。"
    return package.change("iso_9001", lambda _: old), Discrepancy(
        "validity", why, document_type="management_system_cert", entry="iso_9001"
    )


@paper_plant
@expects("CMP-05")
def audit_2019_missing(package: Package) -> tuple[Package, Discrepancy]:
    """The audit report of 2019 is not handed in."""
    why = "通知要求提供2019、2020年度审计报告，佐证材料中没有2019年度审计报告。"
    return package.drop("audit_2019"), Discrepancy(
        "completeness", why, period="2019", document_type="audit_report"
    )


@paper_plant
@expects("CMP-03")
def market_share_missing(package: Package) -> tuple[Package, Discrepancy]:
    """No proof of market share or rank is handed in."""
    why = "通知要求提供主导产品市场占有率或排名的佐证材料，佐证材料中没有。"
    return package.drop("market_share"), Discrepancy(
        "completeness", why, document_type="market_share_proof"
    )


def _report(package: Package, name: str) -> AuditReport:
    report = package.get(name)
    assert isinstance(report, AuditReport)
    return report


@paper_plant
@expects("ARI-09", "review")
def balance_sheet_off_by_digit(package: Package) -> tuple[Package, Discrepancy]:
    """One digit of 存货 in the balance sheet of 2020 is wrong, so that the current assets do not add up."""
    report = _report(package, "audit_2020")
    end, start = report.statements.balance
    true = end["inventories"]
    digit = true // 10_000_000 % 10
    false = true + (3 if digit < 7 else -3) * 10_000_000
    statements = replace(report.statements, balance=({**end, "inventories": false}, start))
    why = f"2020年资产负债表存货期末余额印为{grouped(false)}元，按流动资产合计倒算应为{grouped(true)}元，流动资产各项之和与合计不符。"
    changed = replace(report, statements=statements)
    return package.change("audit_2020", lambda _: changed), Discrepancy(
        "arithmetic",
        why,
        period="2020",
        document_type="audit_report",
        entry="audit_2020",
        tag="balance_sheet",
    )


@paper_plant
@expects("ARI-09", "review")
def opening_balance_differs(package: Package) -> tuple[Package, Discrepancy]:
    """Two opening balances of 2020 differ from the closing ones of 2019, while the sums hold."""
    report = _report(package, "audit_2020")
    end, start = report.statements.balance
    moved = 86_000_000
    opening = {
        **start,
        "accounts_receivable": start["accounts_receivable"] + moved,
        "inventories": start["inventories"] - moved,
    }
    why = (
        f"2020年资产负债表应收账款期初余额{grouped(opening['accounts_receivable'])}元，2019年期末余额为{grouped(start['accounts_receivable'])}元，"
        f"期初数与上年期末数不衔接（存货反向相差同一金额）。"
    )
    changed = replace(report, statements=replace(report.statements, balance=(end, opening)))
    return package.change("audit_2020", lambda _: changed), Discrepancy(
        "arithmetic",
        why,
        period="2020",
        document_type="audit_report",
        entry="audit_2020",
        tag="balance_sheet",
    )
