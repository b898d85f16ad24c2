"""From the company to its audit reports of 2019 and 2020."""

from __future__ import annotations

import random
from datetime import date

from golden_docs.maker.company import Company
from golden_docs.maker.documents.audit_report import AuditReport
from golden_docs.maker.documents.statements import Statements
from golden_docs.maker.vocabulary import people

_FIRMS = (
    ("皖岳正衡会计师事务所（普通合伙）", "合肥", "皖岳会审字"),
    ("湘沅同信会计师事务所（特殊普通合伙）", "长沙", "湘沅审字"),
    ("蜀桥天衡会计师事务所有限责任公司", "成都", "蜀桥会审"),
    ("鄂汀信诚会计师事务所（普通合伙）", "武汉", "鄂汀会审字"),
)


def compose_audit(company: Company, year: int) -> AuditReport:
    """The report of one year, printed exactly from the accounts."""
    rng = random.Random(f"audit-{company.spec.seed}")
    firm, city, prefix = _FIRMS[company.spec.region]
    signers = people(rng, 2)
    years = company.accounts.years
    now, before = years[year], years[year - 1]
    serial = rng.randint(110, 790) + (year - 2019) * 23
    certificate = (
        f"3400{rng.randint(10000000, 99999999)}",
        f"3400{rng.randint(10000000, 99999999)}",
    )
    codes = {
        y: f"{rng.randint(3400, 5199)}{y + 1}{rng.randint(10_000_000, 99_999_999)}"
        for y in (2019, 2020)
    }
    return AuditReport(
        year=year,
        company=company.name,
        uscc=company.uscc,
        legal_representative=company.legal_representative,
        founded=company.spec.founded,
        capital_wan=company.capital_wan,
        address=company.address,
        scope=company.trade.scope,
        product=company.trade.product,
        firm=firm,
        firm_city=city,
        number=f"{prefix}〔{year + 1}〕第{serial:04d}号",
        filing_code=codes[year],
        day=date(year + 1, 3, 12) if year == 2019 else date(year + 1, 3, 26),
        cpas=((signers[0], certificate[0]), (signers[1], certificate[1])),
        officers=(company.legal_representative, company.staff[4], company.staff[5]),
        statements=Statements(
            year,
            company.name,
            (now.balance, before.balance),
            (now.income, before.income),
            (now.cash, before.cash),
        ),
        revenue_note=(now.revenue_note, before.revenue_note),
        rd_note=(now.rd_note, before.rd_note),
    )
