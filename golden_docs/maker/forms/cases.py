"""The committed packages on printed forms: the company, the forms and files, what is changed on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from extractor.report.form_cells import Place
from golden_docs.maker.company import Company, CompanySpec
from golden_docs.maker.document import Document
from golden_docs.maker.forms.answers import (
    Written,
    basic_answers,
    platform_answers,
    target_answers,
)
from golden_docs.maker.forms.sichuan import (
    application_answers,
    commitment_of,
    workplan_answers,
)
from golden_docs.maker.plant import Discrepancy

D = Decimal


@dataclass(frozen=True)
class FormFile:
    """A file of forms: the tables with what fills them; `.docx`, `.xlsx`, or `.pdf` for scanned pages."""

    name: str
    forms: tuple[tuple[str, Callable[[Company], Written]], ...]


@dataclass(frozen=True)
class Change:
    """A planted discrepancy: what is written in one place of a form instead, and what it amounts to."""

    table: str
    place: Place
    text: str
    family: str
    why: str


@dataclass(frozen=True)
class FormCase:
    """A package: forms, and the scanned papers that go with them (entries of the composed package).

    `papers` maps a file to entries; of an entry `pages` keeps only some sheets. `letters` are papers
    that the composed package does not hold. `wrong` is what is not as it should be about the company
    itself, `changes` what single forms misstate.
    """

    programme: str
    name: str
    spec: CompanySpec
    reference_date: str
    files: tuple[FormFile, ...]
    papers: Mapping[str, tuple[str, ...]]
    pages: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    letters: Mapping[str, Callable[[Company], Document]] = field(default_factory=dict)
    wrong: tuple[Discrepancy, ...] = ()
    quality: int = 44


def _spec(seed: int, *, region: int, trade: int) -> CompanySpec:
    return CompanySpec(
        seed=seed,
        region=region,
        trade=trade,
        revenue_2020_wan=15320 + seed,
        founded=date(2011, 4, 19),
        employees=232,
        rd_staff=44,
        rd_staff_ratio_2019=D("18.1"),
        niche_years=9,
        growth={2019: D("0.1042"), 2020: D("0.1268")},
        rd_ratio={2018: D("0.0473"), 2019: D("0.0488"), 2020: D("0.0517")},
        debt_ratio={2018: D("0.4123"), 2019: D("0.4036"), 2020: D("0.3957")},
        inventions=2,
        utilities=1,
    )


_HUBEI = 3
"""Number of the region in which the companies are registered."""
_HB_FORMS = (
    FormFile("申报表.pdf", (("hb-key1-basic", basic_answers), ("hb-key1-target", target_answers))),
)
_HB_PAPERS = {"佐证材料.pdf": ("licence", "patent_1", "patent_2", "iso_9001")}
_PLATFORM_FORMS = (FormFile("平台申报表.docx", (("hb-key1-plat-app", platform_answers),)),)
_PLATFORM_PAPERS = {"营业执照.jpg": ("licence",)}
_LONG = "提供技术创新、检验检测、知识产权应用、管理咨询、工业设计和融资对接服务，" * 4

FORM_CASES: tuple[FormCase, ...] = (
    FormCase(
        "hb-key1-ent",
        "clean-01",
        _spec(701, region=_HUBEI, trade=0),
        "2021-04-25",
        _HB_FORMS,
        _HB_PAPERS,
    ),
    FormCase(
        "hb-key1-ent",
        "discrepant-01",
        _spec(712, region=_HUBEI, trade=1),
        "2021-04-25",
        _HB_FORMS,
        _HB_PAPERS,
        changes=(
            Change(
                "hb-key1-basic",
                Place("registered_capital"),
                "9800",
                "identity",
                "注册资本与营业执照不符",
            ),
            Change(
                "hb-key1-basic",
                Place("legal_representative"),
                "欧阳振华",
                "identity",
                "法定代表人与营业执照不符",
            ),
            Change(
                "hb-key1-target",
                Place("target.invention_patents_valid", "initial"),
                "6",
                "cross_table",
                "有效发明专利多于证书",
            ),
        ),
    ),
    FormCase(
        "hb-key1-plat",
        "clean-01",
        _spec(745, region=_HUBEI, trade=1),
        "2021-04-25",
        _PLATFORM_FORMS,
        _PLATFORM_PAPERS,
    ),
    FormCase(
        "hb-key1-plat",
        "discrepant-01",
        _spec(756, region=_HUBEI, trade=2),
        "2021-04-25",
        _PLATFORM_FORMS,
        _PLATFORM_PAPERS,
        changes=(
            Change(
                "hb-key1-plat-app",
                Place("legal_representative"),
                "欧阳振华",
                "identity",
                "法定代表人与营业执照不符",
            ),
            Change(
                "hb-key1-plat-app",
                Place("service_content"),
                _LONG,
                "format",
                "服务内容描述超过100字",
            ),
        ),
    ),
)


_SICHUAN = 2
_SC_FORMS = (
    FormFile(
        "申请书.docx",
        (("sc-key2-app", application_answers), ("sc-key2-workplan", workplan_answers)),
    ),
    FormFile(
        "基本情况表和目标表.xlsx",
        (("sc-key2-basic", basic_answers), ("sc-key2-target", target_answers)),
    ),
)
_SC_PAPERS = {
    "营业执照.jpg": ("licence",),
    "佐证材料.pdf": ("audit_2019", "audit_2020", "patent_1", "patent_2", "iso_9001"),
    "承诺书.pdf": ("commitment",),
}
_SC_PAGES = {"audit_2019": (1, 3, 4, 7), "audit_2020": (1, 2, 3, 4, 7)}
_SC_LETTERS = {"commitment": commitment_of}
_SC_WRONG = _spec(823, region=_SICHUAN, trade=1)

FORM_CASES += (
    FormCase(
        "sc-key2-ent",
        "clean-01",
        _spec(812, region=_SICHUAN, trade=0),
        "2021-07-12",
        _SC_FORMS,
        _SC_PAPERS,
        _SC_PAGES,
        letters=_SC_LETTERS,
    ),
    FormCase(
        "sc-key2-ent",
        "discrepant-01",
        replace(_SC_WRONG, iso_issued=date(2018, 3, 14)),
        "2021-07-12",
        _SC_FORMS,
        _SC_PAPERS,
        _SC_PAGES,
        letters=_SC_LETTERS,
        changes=(
            Change(
                "sc-key2-app",
                Place("total_assets", "2020"),
                "31764.2",
                "declared_vs_evidence",
                "资产总额与审计报告不符",
            ),
            Change(
                "sc-key2-app",
                Place("rd_expense_ratio", "2019"),
                "6.88",
                "arithmetic",
                "研发经费占比与研发经费、营业收入不符",
            ),
            Change(
                "sc-key2-app",
                Place("legal_representative"),
                "欧阳振华",
                "identity",
                "法定代表人与营业执照不符",
            ),
            Change(
                "sc-key2-target",
                Place("target.rd_institutions", "initial"),
                "3",
                "cross_table",
                "研发机构数与申请书不一致",
            ),
        ),
        wrong=(
            Discrepancy(
                "validity",
                "质量管理体系认证证书有效期至2021年3月13日，2021年7月12日已过期",
                document_type="management_system_cert",
            ),
        ),
    ),
)


def planted(case: FormCase) -> list[Discrepancy]:
    """The discrepancies of a case as truth tells them."""
    changed = [
        Discrepancy(
            family=change.family,
            indicator=change.place.key,
            period=change.place.period,
            document_type=None,
            why=change.why,
        )
        for change in case.changes
    ]
    return [*changed, *case.wrong]
