"""Certificates that do not count: out of force, of somebody else, only applied for, handed in or counted twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from golden_docs.maker.compose import Entry, Package
from golden_docs.maker.documents.management import SystemCertificate
from golden_docs.maker.documents.market import MarketShareProof, TrademarkCertificate
from golden_docs.maker.documents.patent import PatentCertificate
from golden_docs.maker.documents.software import SoftwareCertificate
from golden_docs.maker.documents.titles import (
    HighTechCertificate,
    TechCentreNotice,
    TitleCertificate,
)
from golden_docs.maker.plant import Discrepancy, paper_plant
from golden_docs.maker.plants.form import declare, form_of
from golden_docs.maker.plants.identity import OTHER


def _paper(why: str, kind: str, entry: str, check: str, outcome: str = "failed") -> Discrepancy:
    return Discrepancy(
        "validity", why, document_type=kind, entry=entry, check=check, outcome=outcome
    )


@paper_plant
def iso_of_another_company(package: Package) -> tuple[Package, Discrepancy]:
    """The quality certificate is that of another company."""
    paper = package.get("iso_9001")
    assert isinstance(paper, SystemCertificate)
    why = f"质量管理体系认证证书的持有人为{OTHER}。"
    return package.change("iso_9001", lambda _: replace(paper, holder=OTHER)), _paper(
        why, "management_system_cert", "iso_9001", "VAL-02"
    )


@paper_plant
def iso_issued_later(package: Package) -> tuple[Package, Discrepancy]:
    """The quality certificate was issued after the reference date."""
    paper = package.get("iso_9001")
    assert isinstance(paper, SystemCertificate)
    later = replace(paper, issued=date(2021, 6, 18), valid_until=date(2024, 6, 17))
    why = "质量管理体系认证证书于2021年6月18日发证，晚于基准日2021年5月6日。"
    return package.change("iso_9001", lambda _: later), _paper(
        why, "management_system_cert", "iso_9001", "VAL-01"
    )


@paper_plant
def title_expired(package: Package) -> tuple[Package, Discrepancy]:
    """The provincial title ran out before the reference date."""
    paper = package.get("title")
    assert isinstance(paper, TitleCertificate)
    old = replace(paper, issued=date(2017, 8, 18), valid_until=date(2020, 8, 17))
    why = "省级专精特新证书有效期至2020年8月17日，2021年5月6日已过期。"
    return package.change("title", lambda _: old), _paper(why, "title_proof", "title", "VAL-01")


@paper_plant
def trademark_expired(package: Package) -> tuple[Package, Discrepancy]:
    """The trademark ran out before the reference date."""
    paper = package.get("trademark")
    assert isinstance(paper, TrademarkCertificate)
    old = replace(paper, registered=date(2010, 5, 21), valid_until=date(2020, 5, 20))
    why = "商标注册证有效期至2020年5月20日，2021年5月6日已过期。"
    return package.change("trademark", lambda _: old), _paper(
        why, "trademark_cert", "trademark", "VAL-01"
    )


@paper_plant
def trademark_of_another_company(package: Package) -> tuple[Package, Discrepancy]:
    """The trademark is that of another company."""
    paper = package.get("trademark")
    assert isinstance(paper, TrademarkCertificate)
    return package.change("trademark", lambda _: replace(paper, holder=OTHER)), _paper(
        f"商标注册人为{OTHER}。", "trademark_cert", "trademark", "VAL-02"
    )


@paper_plant
def high_tech_of_another_company(package: Package) -> tuple[Package, Discrepancy]:
    """The high-tech certificate is that of another company."""
    paper = package.get("high_tech")
    assert isinstance(paper, HighTechCertificate)
    return package.change("high_tech", lambda _: replace(paper, holder=OTHER)), _paper(
        f"高新技术企业证书的企业名称为{OTHER}。", "high_tech_cert", "high_tech", "VAL-02"
    )


@paper_plant
def tech_centre_of_another_company(package: Package) -> tuple[Package, Discrepancy]:
    """The technology centre is that of another company."""
    paper = package.get("tech_centre")
    assert isinstance(paper, TechCentreNotice)
    return package.change("tech_centre", lambda _: replace(paper, holder=OTHER)), _paper(
        f"企业技术中心属于{OTHER}。", "rd_institution_proof", "tech_centre", "VAL-02"
    )


@paper_plant
def software_of_another_company(package: Package) -> tuple[Package, Discrepancy]:
    """One of the software copyrights belongs to another company, and is counted."""
    paper = package.get("software_2")
    assert isinstance(paper, SoftwareCertificate)
    return package.change("software_2", lambda _: replace(paper, owner=OTHER)), _paper(
        f"计算机软件著作权人为{OTHER}。", "software_copyright_cert", "software_2", "VAL-02"
    )


@paper_plant
def market_proof_of_another_company(package: Package) -> tuple[Package, Discrepancy]:
    """The proof of market share speaks of another company."""
    paper = package.get("market_share")
    assert isinstance(paper, MarketShareProof)
    return package.change("market_share", lambda _: replace(paper, holder=OTHER)), _paper(
        f"市场占有率证明的企业为{OTHER}。", "market_share_proof", "market_share", "VAL-02"
    )


@paper_plant
def patent_kind_against_number(package: Package) -> tuple[Package, Discrepancy]:
    """The number of a utility model stands on a certificate of an invention."""
    paper = package.get("patent_1")
    other = package.get("patent_4")
    assert isinstance(paper, PatentCertificate)
    assert isinstance(other, PatentCertificate)
    changed = replace(paper, number=f"ZL{paper.number[2:6]}2{paper.number[7:]}")
    why = f"发明专利证书上的专利号{changed.number}为实用新型的号码。"
    return package.change("patent_1", lambda _: changed), _paper(
        why, "patent_certificate", "patent_1", "VAL-03", "review"
    )


@paper_plant
def patent_granted_before_filing(package: Package) -> tuple[Package, Discrepancy]:
    """A patent's day of grant lies before its day of filing."""
    paper = package.get("patent_2")
    assert isinstance(paper, PatentCertificate)
    changed = replace(paper, granted=paper.filed - timedelta(days=70))
    why = f"专利{paper.number}的授权公告日早于申请日。"
    return package.change("patent_2", lambda _: changed), _paper(
        why, "patent_certificate", "patent_2", "VAL-03", "review"
    )


@paper_plant
def certificate_handed_in_twice(package: Package) -> tuple[Package, Discrepancy]:
    """The same patent is handed in twice, though counted once."""
    why = "同一专利证书提交了两份。"
    changed = package.insert(Entry("patent_again", package.get("patent_4")), after="patent_5")
    return changed, Discrepancy(
        "cross_application", why, document_type="patent_certificate", entry="patent_again", check="XAP-04", outcome="review",
    )  # fmt: skip


def _counts(package: Package, key: str, more: int) -> Package:
    """The package whose form declares more rights of a kind; the total follows."""
    form = form_of(package)
    return declare(
        package,
        {
            (key, ""): str(int(form.value(key)) + more),
            ("ip_total", ""): str(int(form.value("ip_total")) + more),
        },
    )


def _count(why: str, key: str, outcome: str, cause: str | None) -> Discrepancy:
    return Discrepancy(
        "declared_vs_evidence", why, key, entry="form", tag=key, check="DVE-03", outcome=outcome, cause=cause,
    )  # fmt: skip


@paper_plant
def patent_counted_twice(package: Package) -> tuple[Package, Discrepancy]:
    """The same utility model is handed in twice and counted twice."""
    twice = package.insert(Entry("patent_again", package.get("patent_4")), after="patent_5")
    assert isinstance(package.get("patent_4"), PatentCertificate)
    return _counts(twice, "utility_model_patents", 1), _count(
        "同一实用新型专利证书重复计算。", "utility_model_patents", "review", "counted_twice"
    )


@paper_plant
def acceptance_counted_as_patent(package: Package) -> tuple[Package, Discrepancy]:
    """The acceptance notice of an application is counted as an invention patent."""
    changed = _counts(package, "invention_patents_valid", 1)
    profile = form_of(package).value("enterprise_profile")
    true = form_of(package).value("invention_patents_valid")
    said = profile.replace(f"发明专利{true}项", f"发明专利{int(true) + 1}项")
    return declare(changed, {("enterprise_profile", ""): said}), _count(
        "受理通知书计入有效发明专利。", "invention_patents_valid", "failed", "not_counted"
    )


@paper_plant
def software_overstated(package: Package) -> tuple[Package, Discrepancy]:
    """More software copyrights are declared than certificates handed in."""
    return _counts(package, "software_copyrights", 3), _count(
        "软件著作权申报数多于证书数。", "software_copyrights", "failed", None
    )


@paper_plant
def design_overstated(package: Package) -> tuple[Package, Discrepancy]:
    """More designs are declared than certificates handed in."""
    return _counts(package, "design_patents", 2), _count(
        "外观设计专利申报数多于证书数。", "design_patents", "failed", None
    )


@paper_plant
def tech_centre_overstated(package: Package) -> tuple[Package, Discrepancy]:
    """Two provincial technology centres are declared, one is proven."""
    return declare(package, {("technology_centre_provincial", ""): "2"}), _count(
        "省级企业技术中心申报2个，材料只证明1个。", "technology_centre_provincial", "failed", None
    )


@paper_plant
def certificate_ticked_without_paper(package: Package) -> tuple[Package, Discrepancy]:
    """A third management system is ticked without its certificate."""
    form = form_of(package)
    ticks = form.value("management_system_certs") + ";OHSAS18000职业安全健康管理体系认证"
    found = _count(
        "勾选职业健康安全管理体系认证，材料中没有证书。", "management_system_certs", "failed", None
    )
    return declare(package, {("management_system_certs", ""): ticks}), found
