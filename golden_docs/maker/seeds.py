"""A company from nothing but a seed: it meets every condition of the programme, its figures differ with the seed."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from golden_docs.maker.company import Company, CompanySpec, found_company
from golden_docs.maker.vocabulary import REGIONS, TRADES

_TRIES = 40
_LARGE = 10_000  # 万元: from here on class a asks for 3 % of R&D, below class b for 6 %


def spec_of(seed: int, attempt: int = 0) -> CompanySpec:
    """The spec of a seed; another attempt gives other figures of the same kind."""
    rng = random.Random(f"seed-{seed}-{attempt}")
    large = rng.random() < 0.65
    revenue = rng.randint(10_400, 36_000) if large else rng.randint(5_300, 9_800)
    least_rd = Decimal("0.034") if large else Decimal("0.064")
    employees = rng.randint(70, 620)
    rd_staff = max(9, employees * rng.randint(11, 27) // 100)
    founded = date(rng.randint(2004, 2014), 1, 1) + timedelta(days=rng.randint(3, 360))
    start = Decimal(rng.randint(30, 61)) / 100
    return CompanySpec(
        seed=seed,
        region=rng.randrange(len(REGIONS)),
        trade=rng.randrange(len(TRADES)),
        revenue_2020_wan=revenue,
        founded=founded,
        employees=employees,
        rd_staff=rd_staff,
        rd_staff_ratio_2019=Decimal(rng.randint(1000, 2600)) / 100,
        niche_years=rng.randint(4, 2020 - founded.year),
        growth={year: Decimal(rng.randint(620, 2400)) / 10_000 for year in (2019, 2020)},
        rd_ratio={
            year: least_rd + Decimal(rng.randint(10, 240)) / 10_000 for year in (2018, 2019, 2020)
        },
        debt_ratio={
            year: start + Decimal(rng.randint(-90, 90)) / 10_000 for year in (2018, 2019, 2020)
        },
        inventions=rng.randint(2, 3),
        utilities=rng.randint(3, 4),
        high_tech_issued=date(2018, 9, 1) + timedelta(days=rng.randint(0, 700)),
        iso_issued=date(2018, 8, 1) + timedelta(days=rng.randint(0, 800)),
        licence_issued=date(2016, 6, 1) + timedelta(days=rng.randint(0, 1500)),
        export_usd={year: Decimal(rng.randint(0, 20_000)) / 100 for year in (2019, 2020)},
        market_share={
            2019: Decimal(rng.randint(52, 98)) / 10,
            2020: Decimal(rng.randint(100, 163)) / 10,
        },
    )


@cache
def company_of(seed: int) -> Company:
    """The company of a seed; raises ValueError when no attempt gives accounts that come out."""
    for attempt in range(_TRIES):
        try:
            return found_company(spec_of(seed, attempt))
        except ValueError:
            continue
    raise ValueError(f"seed {seed}: no accounts come out in {_TRIES} attempts")
