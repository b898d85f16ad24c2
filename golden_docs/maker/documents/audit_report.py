"""年度审计报告: cover, opinion, statements and notes; its truth with every statement cell."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from golden_docs.maker.amounts import day_small, exact
from golden_docs.maker.document import FieldValue, Style
from golden_docs.maker.documents.audit_notes import draw_notes
from golden_docs.maker.documents.audit_text import draw_cover, draw_opinion
from golden_docs.maker.documents.equity import draw_equity
from golden_docs.maker.documents.statements import (
    Statements,
    draw_balance,
    draw_cash_flow,
    draw_income,
)
from golden_docs.maker.marks import seal
from golden_docs.maker.paper import Paper

Note = tuple[Mapping[str, int], Mapping[str, int]]


@dataclass(frozen=True)
class AuditReport:
    """One year's report: the firm, the opinion, the statements and the notes that are checked."""

    year: int
    company: str
    uscc: str
    legal_representative: str
    founded: date
    capital_wan: int
    address: str
    scope: str
    product: str
    firm: str
    firm_city: str
    number: str
    filing_code: str
    day: date
    cpas: tuple[tuple[str, str], tuple[str, str]]
    officers: tuple[str, str, str]
    statements: Statements
    revenue_note: Note
    rd_note: Note

    @property
    def type(self) -> str:
        """The document type key."""
        return "audit_report"

    def fields(self) -> dict[str, FieldValue]:
        """Head fields, every statement cell, and the totals of the two notes."""
        year, before = str(self.year), str(self.year - 1)
        out: dict[str, FieldValue] = {
            "report_title": "审计报告",
            "report_number": self.number,
            "audited_entity": self.company,
            "audit_firm": self.firm,
            "opinion_type": "标准无保留意见",
            "report_date": self.day.isoformat(),
            "cpas": ";".join(name for name, _ in self.cpas),
            "filing_code": self.filing_code,
            "fiscal_year": year,
            "firm_seal": "是",
            **self.statements.cells(),
        }
        names = {
            "main_revenue": "main_business_revenue",
            "other_revenue": "other_business_revenue",
            "main_cost": "main_business_cost",
            "other_cost": "other_business_cost",
            "total_revenue": "operating_revenue",
            "total_cost": "operating_cost",
        }
        for key, name in names.items():
            out[f"notes.{name}"] = {
                year: exact(self.revenue_note[0][key]),
                before: exact(self.revenue_note[1][key]),
            }
        out["notes.rd_expense"] = {
            year: exact(self.rd_note[0]["合计"]),
            before: exact(self.rd_note[1]["合计"]),
        }
        return out

    def draw(self, style: Style, rng: random.Random) -> list[Paper]:
        """All pages in binding order."""
        balance = draw_balance(self.statements, self.officers, style, rng)
        rest = [
            draw_income(self.statements, self.officers, style, rng),
            draw_cash_flow(self.statements, self.officers, style, rng),
        ]
        if style.equity_statement:
            rest.append(self._equity(style, rng))
        for page in (balance[-1], *rest):
            seal(page, page.width - 112, page.height - 96, self.company, rng, radius=48, alpha=0.55)
        pages = [
            draw_cover(self, style, rng),
            *draw_opinion(self, style, rng),
            *balance,
            *rest,
            *draw_notes(self, style, rng),
        ]
        for number, page in enumerate(pages[1:], start=1):
            page.text(page.width / 2, page.height - 26, str(number), "song", 9, align="c")
        return pages

    def signed_day(self) -> str:
        """The report date in small Chinese numerals, as the opinion prints it."""
        return day_small(self.day)

    def _equity(self, style: Style, rng: random.Random) -> Paper:
        columns, income = self.statements.balance, self.statements.income[0]
        return draw_equity(self.company, self.year, columns, income, style, rng)
