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
        growth={2019: D("0.112"), 2020: D("0.135")},
        rd_ratio={2018: D("0.045"), 2019: D("0.049"), 2020: D("0.052")},
        debt_ratio={2018: D("0.43"), 2019: D("0.41"), 2020: D("0.39")},
    ),
    style=Style(tick="hand", dpi=150),
    turns={("licence", 0): 90, ("patent_4", 0): 180, ("high_tech", 0): 270},
    pdf_rotates={("audit_2020", 3): 90},
)

CASES: dict[str, Case] = {case.name: case for case in (CLEAN_01,)}
