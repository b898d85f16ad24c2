"""Applications without pictures, as many as wanted: everybody's own names and numbers, and some planted twice."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from docx import Document

from extractor.report.blank_form import render_filled_docx
from extractor.report.form_cells import Place
from models.batch import TraceKind
from models.catalogue.spec_tables import TableSpec

PLACES = "东西南北中上下前后左"
WATERS = "江河湖海溪泉浦港湾洲"
TRADES = ("轴承", "电子", "阀门", "仪表", "模具", "化工", "纺织", "电机", "刀具", "光学")
STREETS = ("清河", "明珠", "创业", "工业", "迎宾", "滨江", "人民", "学府", "金桥", "望海")
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True)
class Applicant:
    """What one applicant calls its own."""

    name: str
    uscc: str
    patent: str
    software: str
    high_tech: str
    report: str
    contract: str
    phone: str
    address: str
    profile: str


def uscc_of(number: int) -> str:
    """A code with its right check character (GB 32100-2015)."""
    body = f"91330100MA2{number:06d}"
    total = sum(_LETTERS.index(char) * weight for char, weight in zip(body, _WEIGHTS, strict=True))
    return body + _LETTERS[(31 - total % 31) % 31]


def patent_of(number: int) -> str:
    """A patent number with its right check digit (ZC 0006-2003)."""
    body = f"20192{number:07d}"
    digits = zip(body, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5), strict=True)
    check = sum(int(char) * weight for char, weight in digits) % 11
    return f"ZL {body[:4]} {body[4]} {body[5:]}.{'X' if check == 10 else check}"


def applicant_of(number: int) -> Applicant:
    """The applicant of a number; no two share anything but one sentence of their profiles, which ten have."""
    first, second, third = number % 10, number // 10 % 10, number // 100 % 10
    place = PLACES[third] + WATERS[second]
    trade = TRADES[first]
    return Applicant(
        name=f"{place}{trade}有限公司",
        uscc=uscc_of(100_000 + 37 * number),
        patent=patent_of(1_000_000 + 7919 * number),
        software=f"2019SR{1_000_000 + 613 * number}",
        high_tech=f"GR2019{33_000_000 + 211 * number:010d}"[:16],
        report=f"致审字〔2021〕第{1000 + 7 * number}号",
        contract=f"HT-2020-{10_000 + 31 * number}",
        phone=f"0571-{83_000_000 + 4099 * number}",
        address=f"浙江省杭州市滨江区{STREETS[first]}{STREETS[second]}路{number + 1}号",
        profile=(
            f"{place}{trade}专注于{TRADES[second]}零部件的{STREETS[first]}工艺，在{place}建有一条{STREETS[second]}生产线；"
            f"{PLACES[first]}{WATERS[third]}客户的{trade}订单逐年增加，{STREETS[third]}车间已通过{TRADES[third]}行业的现场评审。"
        ),
    )


CHANGES: Mapping[TraceKind, Callable[[Applicant, Applicant], Applicant]] = {
    TraceKind.patent: lambda one, other: replace(one, patent=other.patent),
    TraceKind.software_copyright: lambda one, other: replace(one, software=other.software),
    TraceKind.certificate: lambda one, other: replace(one, high_tech=other.high_tech),
    TraceKind.audit_report: lambda one, other: replace(one, report=other.report),
    TraceKind.contract: lambda one, other: replace(one, contract=other.contract),
    TraceKind.phone: lambda one, other: replace(one, phone=other.phone),
    TraceKind.address: lambda one, other: replace(one, address=other.address),
    TraceKind.paragraph: lambda one, other: replace(one, profile=other.profile),
    TraceKind.applicant: lambda one, other: replace(one, name=other.name, uscc=other.uscc),
}
"""How something of another applicant's is planted into one."""


def planted_applicants(
    count: int, *, each: int = 2
) -> tuple[list[Applicant], set[tuple[TraceKind, int, int]]]:
    """Return the applicants, and what was planted: kind, and the numbers of the two that share it."""
    applicants = [applicant_of(number) for number in range(count)]
    planted: set[tuple[TraceKind, int, int]] = set()
    wanted = [kind for _ in range(each) for kind in CHANGES]
    for position, kind in enumerate(wanted):
        one, other = 2 * position, 2 * position + 1
        if other < count:
            applicants[other] = CHANGES[kind](applicants[other], applicants[one])
            planted.add((kind, one, other))
    return applicants, planted


def write_application(folder: Path, applicant: Applicant, form: TableSpec) -> None:
    """Write the papers of an applicant as Word files."""
    folder.mkdir(parents=True, exist_ok=True)
    answers = {
        Place("applicant_name", None): applicant.name,
        Place("uscc", None): applicant.uscc,
        Place("contact_phone", None): applicant.phone,
        Place("business_address", None): applicant.address,
        Place("enterprise_profile", None): applicant.profile,
    }
    (folder / "0 申请书.docx").write_bytes(render_filled_docx([(form, answers)]))
    for name, lines in papers_of(applicant).items():
        document = Document()
        for line in lines:
            document.add_paragraph(line)
        buffer = io.BytesIO()
        document.save(buffer)
        (folder / f"{name}.docx").write_bytes(buffer.getvalue())


def papers_of(applicant: Applicant) -> dict[str, tuple[str, ...]]:
    """The lines of every paper by its name."""
    name = applicant.name
    return {
        "1 营业执照": (
            "营业执照",
            f"统一社会信用代码：{applicant.uscc}",
            f"名称：{name}",
            "类型：有限责任公司",
            "法定代表人：陆明",
            "注册资本：壹仟万元整",
            "成立日期：2010年05月06日",
            f"住所：{applicant.address}",
            "登记机关",
        ),
        "2 专利": (
            "实用新型专利证书",
            "实用新型名称：一种传动轴",
            f"专利号：{applicant.patent}",
            "专利申请日：2019年03月05日",
            f"专利权人：{name}",
            "授权公告日：2020年06月12日",
            "专利权自授权公告之日起生效。国家知识产权局",
        ),
        "3 软著": (
            "计算机软件著作权登记证书",
            "软件名称：生产管理软件 V1.0",
            f"著作权人：{name}",
            "开发完成日期：2018年12月01日",
            "权利取得方式：原始取得",
            "权利范围：全部权利",
            f"登记号：{applicant.software}",
            "中华人民共和国国家版权局",
        ),
        "4 高新": (
            "高新技术企业证书",
            f"企业名称：{name}",
            f"证书编号：{applicant.high_tech}",
            "发证时间：2019年12月04日",
            "有效期：三年",
            "批准机关：浙江省科学技术厅",
        ),
        "5 合同": (
            "产品购销合同",
            f"合同编号：{applicant.contract}",
            "需方：华东成套设备有限公司",
            f"供方：{name}",
            "产品名称：零部件",
            "合同金额：120000.00元",
            "签订日期：2020年03月02日",
            "交货时间、验收标准、违约责任按国家规定执行。",
        ),
        "6 审计": (
            "审计报告",
            applicant.report,
            f"{name}全体股东：",
            "一、审计意见",
            f"我们审计了{name}的财务报表，包括2020年12月31日的资产负债表。",
            "二、形成审计意见的基础",
            "致信会计师事务所（普通合伙）",
            "中国注册会计师：赵明",
            "2021年03月20日",
        ),
    }
