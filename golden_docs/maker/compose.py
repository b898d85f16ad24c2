"""From the company to the package: which documents are handed in, in which order."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from golden_docs.maker.codes import patent_number
from golden_docs.maker.company import Company
from golden_docs.maker.compose_audit import compose_audit
from golden_docs.maker.compose_form import compose_form
from golden_docs.maker.document import Document
from golden_docs.maker.documents.licence import BusinessLicence
from golden_docs.maker.documents.management import SystemCertificate
from golden_docs.maker.documents.market import MarketShareProof, TrademarkCertificate
from golden_docs.maker.documents.patent import AcceptanceNotice, PatentCertificate
from golden_docs.maker.documents.sheets import ContentsList, Divider
from golden_docs.maker.documents.software import SoftwareCertificate
from golden_docs.maker.documents.titles import (
    HighTechCertificate,
    TechCentreNotice,
    TitleCertificate,
)


@dataclass(frozen=True)
class Entry:
    """A document under the name by which plants and cases refer to it."""

    name: str
    document: Document


@dataclass(frozen=True)
class Package:
    """All documents of one application, in the order they are bound."""

    company: Company
    entries: tuple[Entry, ...]

    def get(self, name: str) -> Document:
        """The document of a name; KeyError when there is none."""
        for entry in self.entries:
            if entry.name == name:
                return entry.document
        raise KeyError(name)

    def change(self, name: str, change: Callable[[Document], Document]) -> Package:
        """The package with one document replaced by what `change` makes of it."""
        self.get(name)
        return replace(
            self,
            entries=tuple(
                Entry(e.name, change(e.document)) if e.name == name else e for e in self.entries
            ),
        )

    def drop(self, *names: str) -> Package:
        """The package without some documents."""
        for name in names:
            self.get(name)
        return replace(self, entries=tuple(e for e in self.entries if e.name not in names))

    def insert(self, entry: Entry, *, after: str) -> Package:
        """The package with one more document behind another."""
        self.get(after)
        out: list[Entry] = []
        for old in self.entries:
            out.append(old)
            if old.name == after:
                out.append(entry)
        return replace(self, entries=tuple(out))


def compose_package(company: Company) -> Package:
    """The truthful package: form, licence, audit reports, rights, certificates, titles."""
    rng = random.Random(f"compose-{company.spec.seed}")
    rights = [Entry(f"patent_{k}", _patent(company, k)) for k in range(1, len(company.patents) + 1)]
    rights += [Entry("acceptance", _acceptance(company, rng))]
    rights += [
        Entry(f"software_{k}", _software(company, k)) for k in range(1, len(company.software) + 1)
    ]
    entries = (
        Entry("form", compose_form(company)),
        Entry(
            "contents",
            ContentsList(
                company.name,
                (
                    "企业营业执照",
                    "2019年度审计报告",
                    "2020年度审计报告",
                    "专利证书及软件著作权证书",
                    "管理体系认证证书",
                    "高新技术企业证书",
                    "省级企业技术中心认定文件",
                    "省级“专精特新”中小企业证书",
                    "主导产品市场占有率证明",
                    "商标注册证",
                ),
            ),
        ),
        Entry("licence", _licence(company)),
        Entry("audit_2019", compose_audit(company, 2019)),
        Entry("audit_2020", compose_audit(company, 2020)),
        Entry("divider", Divider("知识产权证明材料")),
        *rights,
        Entry("blank", Divider()),
        Entry("iso_9001", _system(company, "9001", rng)),
        Entry("iso_14001", _system(company, "14001", rng)),
        *_titles(company, rng),
    )
    return Package(company, entries)


def _licence(company: Company) -> BusinessLicence:
    kind = (
        "股份有限公司（非上市、自然人投资或控股）"
        if "股份" in company.name
        else "有限责任公司（自然人投资或控股）"
    )
    return BusinessLicence(
        company.name,
        company.uscc,
        kind,
        company.legal_representative,
        company.capital_wan,
        company.spec.founded,
        company.address,
        company.trade.scope
        + "；货物及技术进出口。（依法须经批准的项目，经相关部门批准后方可开展经营活动）",
        _registrar(company),
        company.spec.licence_issued,
    )


def _registrar(company: Company) -> str:
    """The registering authority under the name it had on the day of issue."""
    name = company.region.registrar
    return (
        name
        if company.spec.licence_issued >= date(2018, 11, 1)
        else name.replace("市场监督管理局", "工商行政管理局")
    )


def _patent(company: Company, number: int) -> PatentCertificate:
    p = company.patents[number - 1]
    return PatentCertificate(
        p.kind,
        p.title,
        p.number,
        p.filed,
        p.granted,
        p.publication,
        p.certificate,
        company.name,
        f"{company.region.postcode} {company.address}",
        p.inventors,
    )


def _acceptance(company: Company, rng: random.Random) -> AcceptanceNotice:
    filed = date(2020, 9, 1) + timedelta(days=rng.randint(0, 90))
    title = "一种" + company.trade.product + "的寿命试验装置"
    serial = rng.randint(1_000_000, 1_999_989) + rng.randint(0, 9)
    return AcceptanceNotice(
        patent_number(2020, 1, serial).removeprefix("ZL"),
        title,
        company.name,
        filed,
        filed + timedelta(days=3),
        company.staff[1:3],
    )


def _software(company: Company, number: int) -> SoftwareCertificate:
    s = company.software[number - 1]
    return SoftwareCertificate(
        s.name,
        s.version,
        company.name,
        s.completed,
        s.registered,
        s.registration,
        s.certificate,
        s.serial,
    )


def _years_on(day: date, years: int) -> date:
    """The same day of another year; the 28th where that has no 29 February."""
    return date(day.year + years, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


def _system(company: Company, scheme: str, rng: random.Random) -> SystemCertificate:
    issued = company.spec.iso_issued
    letter = {"9001": "Q", "14001": "E", "45001": "S"}[scheme]
    until = _years_on(issued, 3) - timedelta(days=1)
    return SystemCertificate(
        scheme,
        company.name,
        company.uscc,
        f"516{issued.year % 100}{letter}{rng.randint(1000, 9999)}R1M",
        company.trade.scope.split("；")[0],
        "华衡正信认证有限公司",
        _years_on(issued, -3),
        issued,
        until,
        company.address,
        company.address,
    )


def _titles(company: Company, rng: random.Random) -> tuple[Entry, ...]:
    region, spec = company.region, company.spec
    form = compose_form(company)
    shares = tuple(
        (y, Decimal(form.value("market_share", y)), int(form.value("market_rank", y)))
        for y in ("2019", "2020")
    )
    others = ("望山精铸有限公司", "临沅新材料股份有限公司", "松陵仪表有限公司")
    number = f"GR{spec.high_tech_issued.year}{company.region.code[:2]}{rng.randint(0, 4999):06d}"
    short = region.industry_office.replace("省经济和信息化厅", "").replace("省工业和信息化厅", "")
    registered = date(2014, 5, 21)
    return (
        Entry(
            "high_tech",
            HighTechCertificate(company.name, number, spec.high_tech_issued, region.authorities),
        ),
        Entry(
            "tech_centre",
            TechCentreNotice(
                company.name,
                f"{short}经信科技〔2018〕{rng.randint(60, 190)}号",
                region.industry_office,
                date(2018, 11, 20),
                others,
            ),
        ),
        Entry(
            "title",
            TitleCertificate(
                company.name,
                f"ZJTX2020{rng.randint(1000, 4999)}",
                f"{region.province}“专精特新”中小企业",
                f"{region.province}“专精特新”中小企业认定管理办法",
                region.industry_office,
                date(2020, 8, 18),
                date(2023, 8, 17),
            ),
        ),
        Entry(
            "market_share",
            MarketShareProof(
                company.name,
                company.trade.product,
                company.trade.association,
                region.province,
                shares,
                date(2021, 4, 12),
            ),
        ),
        Entry(
            "trademark",
            TrademarkCertificate(
                company.trade.trademark,
                str(rng.randint(11_000_000, 11_999_999)),
                company.name,
                company.address,
                company.trade.trademark_class[0],
                company.trade.trademark_class[1],
                registered,
                date(2024, 5, 20),
            ),
        ),
    )
