"""The fictional company that all papers of one application speak of: one frozen, consistent value."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from golden_docs.maker.accounts import Accounts, Targets, build_accounts
from golden_docs.maker.codes import make_uscc, patent_number
from golden_docs.maker.vocabulary import ALL_REGIONS, STREETS, TRADES, Region, Trade, brand, people


@dataclass(frozen=True)
class CompanySpec:
    """What a case fixes about its company; everything else follows from the seed."""

    seed: int
    region: int
    trade: int
    revenue_2020_wan: int
    founded: date
    employees: int
    rd_staff: int
    rd_staff_ratio_2019: Decimal
    niche_years: int
    growth: Mapping[int, Decimal]
    rd_ratio: Mapping[int, Decimal]
    debt_ratio: Mapping[int, Decimal]
    inventions: int = 3
    utilities: int = 4
    high_tech_issued: date = date(2019, 10, 17)
    iso_issued: date = date(2019, 6, 12)
    licence_issued: date = date(2019, 11, 8)
    export_usd: Mapping[int, Decimal] | None = None
    market_share: Mapping[int, Decimal] | None = None


@dataclass(frozen=True)
class Patent:
    """A granted patent: kind 1 invention, 2 utility model, 3 design."""

    kind: int
    title: str
    number: str
    filed: date
    granted: date
    publication: str
    certificate: str
    inventors: tuple[str, ...]


@dataclass(frozen=True)
class Software:
    """A registered software copyright."""

    name: str
    version: str
    completed: date
    registered: date
    registration: str
    certificate: str
    serial: str


@dataclass(frozen=True)
class Company:
    """Everything that is true of the company; papers are composed from it."""

    spec: CompanySpec
    name: str
    uscc: str
    region: Region
    trade: Trade
    legal_representative: str
    contact: str
    staff: tuple[str, ...]
    address: str
    mobile: tuple[str, str]
    phone: str
    capital_wan: int
    accounts: Accounts
    patents: tuple[Patent, ...]
    software: tuple[Software, ...]

    @property
    def industrial_size(self) -> str:
        """中型, 小型 or 微型 of an industrial enterprise (工信部联企业〔2011〕300号)."""
        revenue_wan = self.accounts.years[2020].income["operating_revenue"] // 1_000_000
        if self.spec.employees >= 300 and revenue_wan >= 2000:
            return "中型"
        return "小型" if self.spec.employees >= 20 and revenue_wan >= 300 else "微型"

    @property
    def revenue_class(self) -> str:
        """The letter a, b or c of 分类指标 by the revenue of 2020."""
        revenue = self.accounts.years[2020].income["operating_revenue"]
        return "a" if revenue >= 10_000_000_000 else "b" if revenue >= 5_000_000_000 else "c"


def found_company(spec: CompanySpec) -> Company:
    """The company of a spec; equal specs give equal companies."""
    rng = random.Random(f"company-{spec.seed}")
    region, trade = ALL_REGIONS[spec.region], TRADES[spec.trade]
    names = people(rng, 9)
    accounts = build_accounts(_targets(spec), spec.seed)
    address = f"{region.province}{region.city}{region.district}{rng.choice(STREETS)}{rng.randint(11, 198)}号"
    return Company(
        spec=spec,
        name=brand(region, spec.trade) + trade.suffix,
        uscc=make_uscc(region.code, rng),
        region=region,
        trade=trade,
        legal_representative=names[0],
        contact=names[1],
        staff=names[2:],
        address=address,
        mobile=(f"1990000{rng.randint(1000, 9999)}", f"1990000{rng.randint(1000, 9999)}"),
        phone=f"{region.area_code}-5550{rng.randint(100, 999)}",
        capital_wan=accounts.paid_in_wan,
        accounts=accounts,
        patents=tuple(_patents(spec, trade, names, rng)),
        software=tuple(_software(trade, rng)),
    )


def _targets(spec: CompanySpec) -> Targets:
    return Targets(
        revenue_2020=spec.revenue_2020_wan * 1_000_000 + 345_678,
        growth=spec.growth,
        main_share={2018: Decimal("0.948"), 2019: Decimal("0.955"), 2020: Decimal("0.962")},
        product_share={2018: Decimal("0.791"), 2019: Decimal("0.806"), 2020: Decimal("0.823")},
        rd_ratio=spec.rd_ratio,
        debt_ratio=spec.debt_ratio,
        asset_turn=Decimal("1.12") if spec.debt_ratio[2020] < Decimal("0.7") else Decimal("1.6"),
        employees=spec.employees,
    )


def _patents(
    spec: CompanySpec, trade: Trade, names: tuple[str, ...], rng: random.Random
) -> list[Patent]:
    titles = [(1, t) for t in trade.inventions[: spec.inventions]]
    titles += [(2, t) for t in trade.utilities[: spec.utilities]] + [(3, trade.design)]
    out = []
    for place, (kind, title) in enumerate(titles):
        old = place in (0, 3)
        filed = date(2013 if old else 2018, 1, 1) + timedelta(days=rng.randint(40, 640))
        months = rng.randint(24, 30) if kind == 1 else rng.randint(6, 10)
        granted = filed + timedelta(days=months * 30)
        granted -= timedelta(days=(granted.weekday() - 1) % 7)  # patents are granted on Tuesdays
        if granted > date(2021, 3, 30):
            granted = date(2021, 3, 30)
        serial = rng.randint(100_000, 999_999) if old else rng.randint(1_000_000, 1_999_999)
        publication, certificate = _publication(kind, granted, rng)
        inventors = tuple(rng.sample(names, 3)) if kind != 3 else names[2:4]
        out.append(
            Patent(
                kind,
                title,
                patent_number(filed.year, kind, serial),
                filed,
                granted,
                publication,
                certificate,
                inventors,
            )
        )
    return out


def _publication(kind: int, granted: date, rng: random.Random) -> tuple[str, str]:
    """Publication and certificate number, rising with the date of grant as the real series do."""
    years = (granted - date(2014, 1, 1)).days / 365.25
    first, rate, cert, cert_rate = {
        1: (102_500_000, 1_250_000, 1_330_000, 400_000),
        2: (203_370_000, 1_400_000, 3_300_000, 1_320_000),
        3: (302_700_000, 520_000, 2_700_000, 520_000),
    }[kind]
    number = int(first + rate * years) + rng.randint(0, 90_000)
    return f"CN {number} {'BUS'[kind - 1]}", str(
        int(cert + cert_rate * max(years, -0.5)) + rng.randint(0, 9_000)
    )


def _software(trade: Trade, rng: random.Random) -> list[Software]:
    out = []
    for name, version in trade.software:
        completed = date(2018, 3, 1) + timedelta(days=rng.randint(0, 600))
        registered = completed + timedelta(days=rng.randint(60, 150))
        out.append(
            Software(
                name,
                version,
                completed,
                registered,
                f"{registered.year}SR{rng.randint(100_000, 999_999):07d}",
                f"软著登字第{rng.randint(3_100_000, 5_900_000)}号",
                f"{rng.randint(3_000_000, 6_999_999):08d}",
            )
        )
    return out
