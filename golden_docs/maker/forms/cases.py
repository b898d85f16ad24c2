"""The committed packages on printed forms: the company, the forms and files, what is changed on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from extractor.report.form_cells import Place
from golden_docs.maker.company import Company, CompanySpec
from golden_docs.maker.forms.answers import (
    Written,
    basic_answers,
    platform_answers,
    target_answers,
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

    `papers` maps a file to entries; of an entry `pages` keeps only some sheets.
    """

    programme: str
    name: str
    spec: CompanySpec
    reference_date: str
    files: tuple[FormFile, ...]
    papers: Mapping[str, tuple[str, ...]]
    pages: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
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


def planted(case: FormCase) -> list[Discrepancy]:
    """The discrepancies of a case as truth tells them."""
    return [
        Discrepancy(
            family=change.family,
            indicator=change.place.key,
            period=change.place.period,
            document_type=None,
            why=change.why,
        )
        for change in case.changes
    ]
