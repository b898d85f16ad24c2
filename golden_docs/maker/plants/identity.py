"""Who applies: names, codes and places that do not agree with the licence and the other papers."""

from __future__ import annotations

import random
from dataclasses import replace

from golden_docs.maker.codes import make_uscc
from golden_docs.maker.compose import Package
from golden_docs.maker.documents.audit_report import AuditReport
from golden_docs.maker.documents.management import SystemCertificate
from golden_docs.maker.plant import Discrepancy, paper_plant
from golden_docs.maker.plants.form import declare, form_of

OTHER = "白鹭津通用机械有限公司"


def _claim(why: str, key: str, cause: str | None = None, *, check: str = "IDN-01") -> Discrepancy:
    return Discrepancy(
        "identity", why, key, entry="form", tag=key, check=check, outcome="failed", cause=cause
    )


@paper_plant
def name_one_character_off(package: Package) -> tuple[Package, Discrepancy]:
    """The form writes the company's name with one wrong character."""
    true = package.company.name
    false = true.replace("有限公司", "有线公司")
    why = f"申请书填报企业名称{false}，营业执照为{true}。"
    return declare(package, {("applicant_name", ""): false}), _claim(
        why, "applicant_name", "one_character_off"
    )


@paper_plant
def name_of_another(package: Package) -> tuple[Package, Discrepancy]:
    """The form names another company than the licence."""
    why = f"申请书填报企业名称{OTHER}，营业执照为{package.company.name}。"
    return declare(package, {("applicant_name", ""): OTHER}), _claim(why, "applicant_name")


@paper_plant
def uscc_transposed(package: Package) -> tuple[Package, Discrepancy]:
    """Two neighbouring characters of the credit code change places."""
    true = form_of(package).value("uscc")
    k = next(i for i in range(9, 16) if true[i] != true[i + 1])
    false = true[:k] + true[k + 1] + true[k] + true[k + 2 :]
    why = f"申请书填报统一社会信用代码{false}，营业执照为{true}。"
    return declare(package, {("uscc", ""): false}), _claim(why, "uscc", "transposed_digits")


@paper_plant
def registered_on_day_of_issue(package: Package) -> tuple[Package, Discrepancy]:
    """The form gives the licence's day of issue for the day of registration."""
    spec = package.company.spec
    why = f"申请书填报注册时间{spec.licence_issued}，为营业执照发照日期，成立日期为{spec.founded}。"
    changed = declare(package, {("registration_date", ""): spec.licence_issued.isoformat()})
    return changed, _claim(why, "registration_date", "other_date")


@paper_plant
def capital_in_yuan(package: Package) -> tuple[Package, Discrepancy]:
    """The capital is written in 元 under 万元."""
    true = form_of(package).value("registered_capital")
    why = f"申请书填报注册资本{true}万元，营业执照为{true}元。"
    changed = declare(package, {("registered_capital", ""): str(int(true) * 10_000)})
    return changed, _claim(why, "registered_capital", "unit_slip")


@paper_plant
def representative_one_character_off(package: Package) -> tuple[Package, Discrepancy]:
    """The form writes the legal representative with one wrong character."""
    true = form_of(package).value("legal_representative")
    false = true[:-1] + ("原" if true[-1] != "原" else "元")
    why = f"申请书填报法定代表人{false}，营业执照为{true}。"
    changed = declare(
        package, {("legal_representative", ""): false, ("declaration_signature", ""): true}
    )
    return changed, _claim(why, "legal_representative", "one_character_off")


@paper_plant
def audit_of_another_company(package: Package) -> tuple[Package, Discrepancy]:
    """The audit report of 2019 is that of another company."""
    report = package.get("audit_2019")
    assert isinstance(report, AuditReport)
    changed = replace(report, company=OTHER, statements=replace(report.statements, company=OTHER))
    why = f"2019年度审计报告的被审计单位为{OTHER}，不是申请企业。"
    return package.change("audit_2019", lambda _: changed), Discrepancy(
        "identity", why, "applicant_name", document_type="audit_report", entry="audit_2019", check="IDN-07", outcome="failed",
    )  # fmt: skip


@paper_plant
def foreign_code_on_certificate(package: Package) -> tuple[Package, Discrepancy]:
    """A management certificate carries another credit code than the licence."""
    paper = package.get("iso_14001")
    assert isinstance(paper, SystemCertificate)
    other = make_uscc(package.company.region.code, random.Random("foreign"))
    why = f"环境管理体系认证证书上的统一社会信用代码为{other}，申请企业为{paper.uscc}。"
    return package.change("iso_14001", lambda _: replace(paper, uscc=other)), Discrepancy(
        "identity", why, "uscc", document_type="management_system_cert", entry="iso_14001", check="IDN-07", outcome="failed",
    )  # fmt: skip


@paper_plant
def province_differs(package: Package) -> tuple[Package, Discrepancy]:
    """The form names another province than the credit code."""
    false = "江西省" if package.company.region.province != "江西省" else "福建省"
    why = f"申请书填报所在省份{false}，统一社会信用代码属{package.company.region.province}。"
    return declare(package, {("registered_place", ""): false}), _claim(
        why, "registered_place", check="IDN-05"
    )


@paper_plant
def recommender_of_another_province(package: Package) -> tuple[Package, Discrepancy]:
    """The recommending authority is that of another province."""
    false = "江西省工业和信息化厅"
    why = f"推荐单位为{false}，企业注册地为{package.company.region.province}。"
    return declare(package, {("cover_recommender", ""): false}), _claim(
        why, "cover_recommender", check="IDN-06"
    )


@paper_plant
def size_class_wrong(package: Package) -> tuple[Package, Discrepancy]:
    """The size class ticked is not the one of employees and revenue."""
    true = package.company.industrial_size
    false = "微型" if true != "微型" else "小型"
    why = f"申请书勾选{false}，按从业人数和营业收入应为{true}。"
    return declare(package, {("enterprise_size_class", ""): false}), _claim(
        why, "enterprise_size_class", check="IDN-09"
    )
