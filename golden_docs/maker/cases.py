"""The committed cases: a company, a look, the planted discrepancies, and the files they are handed in as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from golden_docs.maker.company import CompanySpec
from golden_docs.maker.document import Style

D = Decimal
PROGRAMME = "cn-xjr3-2021"
REFERENCE_DATE = date(2021, 5, 6)


@dataclass(frozen=True)
class Case:
    """A committed case; `files` names the file of each entry (else the first), `turns` rotates pages.

    A turn is (entry, sheet) → degrees clockwise in the raster; `pdf_rotates` the same through /Rotate.
    """

    name: str
    spec: CompanySpec
    style: Style
    plants: tuple[str, ...] = ()
    default_file: str = "申报材料.pdf"
    files: Mapping[str, str] = field(default_factory=dict)
    turns: Mapping[tuple[str, int], int] = field(default_factory=dict)
    pdf_rotates: Mapping[tuple[str, int], int] = field(default_factory=dict)
    quality: int = 46


CLEAN_01 = Case(
    name="clean-01",
    spec=CompanySpec(
        seed=101,
        region=0,
        trade=0,
        revenue_2020_wan=18634,
        founded=date(2010, 5, 18),
        employees=286,
        rd_staff=52,
        rd_staff_ratio_2019=D("17.92"),
        niche_years=10,
        growth={2019: D("0.1123"), 2020: D("0.1347")},
        rd_ratio={2018: D("0.0451"), 2019: D("0.0493"), 2020: D("0.0528")},
        debt_ratio={2018: D("0.4326"), 2019: D("0.4137"), 2020: D("0.3892")},
    ),
    style=Style(tick="hand", dpi=150),
    turns={("licence", 0): 90, ("patent_4", 0): 180, ("high_tech", 0): 270},
    pdf_rotates={("audit_2020", 3): 90},
    quality=45,
)

DISCREPANT_01 = Case(
    name="discrepant-01",
    spec=CompanySpec(
        seed=211,
        region=1,
        trade=1,
        revenue_2020_wan=23817,
        founded=date(2011, 9, 22),
        employees=347,
        rd_staff=71,
        rd_staff_ratio_2019=D("19.64"),
        niche_years=8,
        growth={2019: D("0.0937"), 2020: D("0.1562")},
        rd_ratio={2018: D("0.0513"), 2019: D("0.0547"), 2020: D("0.0586")},
        debt_ratio={2018: D("0.4713"), 2019: D("0.4568"), 2020: D("0.4429")},
        utilities=4,
        iso_issued=date(2019, 4, 16),
        licence_issued=date(2017, 6, 14),
        export_usd={2019: D("0"), 2020: D("12.60")},
        market_share={2019: D("8.9"), 2020: D("10.3")},
    ),
    style=Style(
        body="serif",
        head="sans-bold",
        filled="kai",
        tick="glyph",
        dpi=150,
        statement_side_by_side=False,
        statement_line_numbers=True,
        statement_rules="open",
        statement_face="sans",
        iso_layout=1,
        equity_statement=True,
    ),
    plants=(
        "revenue_transposed",
        "profit_growth_misstated",
        "ip_total_wrong",
        "capital_differs",
        "patent_of_another_company",
        "iso_expired",
        "audit_2019_missing",
        "debt_ratio_above_70",
        "signer_not_representative",
        "profile_too_long",
        "balance_sheet_off_by_digit",
        "industry_codes_disagree",
        "niche_longer_than_age",
    ),
    turns={("audit_2020", 5): 180, ("title", 0): 90},
    pdf_rotates={("patent_2", 0): 180, ("tech_centre", 0): 270},
    quality=48,
)

DISCREPANT_02 = Case(
    name="discrepant-02",
    spec=CompanySpec(
        seed=307,
        region=2,
        trade=2,
        revenue_2020_wan=7846,
        founded=date(2013, 3, 7),
        employees=128,
        rd_staff=31,
        rd_staff_ratio_2019=D("23.58"),
        niche_years=7,
        growth={2019: D("0.1286"), 2020: D("0.0914")},
        rd_ratio={2018: D("0.0671"), 2019: D("0.0694"), 2020: D("0.0723")},
        debt_ratio={2018: D("0.3917"), 2019: D("0.3785"), 2020: D("0.3611")},
        inventions=2,
        utilities=3,
        iso_issued=date(2020, 1, 9),
        licence_issued=date(2020, 7, 21),
        export_usd={2019: D("0"), 2020: D("0")},
        market_share={2019: D("6.2"), 2020: D("7.4")},
    ),
    style=Style(
        body="hei",
        head="serif-bold",
        filled="song",
        tick="solid",
        dpi=150,
        statement_line_numbers=True,
        statement_rules="light",
        statement_face="serif",
        equity_statement=True,
    ),
    plants=(
        "rd_ratio_below_class",
        "high_tech_expired",
        "rd_expense_inflated",
        "debt_ratio_misstated",
        "rd_staff_ratio_misstated",
        "inventions_overstated",
        "uscc_differs",
        "representative_differs",
        "market_share_missing",
        "declaration_unsealed",
        "two_enterprise_types",
        "opening_balance_differs",
        "review_class_wrong",
    ),
    default_file="证书.zip/其他证明材料.pdf",
    files={
        "form": "申请书.pdf",
        "contents": "申请书.pdf",
        "licence": "营业执照.jpg",
        "audit_2019": "审计报告2019.pdf",
        "audit_2020": "审计报告2020.pdf",
        "divider": "证书.zip/专利证书.pdf",
        **{f"patent_{k}": "证书.zip/专利证书.pdf" for k in range(1, 7)},
        "acceptance": "证书.zip/受理通知书.jpg",
        "software_1": "证书.zip/软件著作权1.jpg",
        "software_2": "证书.zip/软件著作权2.jpg",
        "iso_9001": "证书.zip/质量管理体系认证证书.jpg",
        "iso_14001": "证书.zip/环境管理体系认证证书.jpg",
        "high_tech": "高新技术企业证书.jpg",
    },
    turns={("audit_2019", 3): 90, ("audit_2020", 3): 270, ("high_tech", 0): 90},
    pdf_rotates={("patent_1", 0): 90},
    quality=45,
)

CASES: dict[str, Case] = {case.name: case for case in (CLEAN_01, DISCREPANT_01, DISCREPANT_02)}
