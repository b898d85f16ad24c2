"""Audit reports that contradict themselves or one another."""

from __future__ import annotations

from dataclasses import replace

from golden_docs.maker.amounts import exact
from golden_docs.maker.compose import Package
from golden_docs.maker.document import FieldValue
from golden_docs.maker.documents.audit_report import AuditReport
from golden_docs.maker.documents.statements import Column, Statements
from golden_docs.maker.plant import Discrepancy, paper_plant
from golden_docs.maker.plants.figures import _base
from golden_docs.maker.plants.form import declare


def report_of(package: Package, year: str) -> AuditReport:
    """The audit report of a year."""
    report = package.get(f"audit_{year}")
    if not isinstance(report, AuditReport):
        raise TypeError(f"audit_{year} is not an audit report")
    return report


def _sum(why: str, year: str, key: str | None = None) -> Discrepancy:
    return Discrepancy(
        "arithmetic", why, key, year, "audit_report", entry=f"audit_{year}", tag="balance_sheet", check="ARI-09", outcome="review",
    )  # fmt: skip


def _restated(package: Package, year: str, statements: Statements) -> Package:
    report = report_of(package, year)
    return package.change(f"audit_{year}", lambda _: replace(report, statements=statements))


def _moved(column: Column, key: str, by: int) -> Column:
    return {**column, key: column[key] + by}


@paper_plant
def assets_do_not_balance(package: Package) -> tuple[Package, Discrepancy]:
    """Liabilities and equity of 2019 do not make up the assets: the equity is another."""
    found = report_of(package, "2019").statements
    end, start = found.balance
    changed = replace(found, balance=(_moved(end, "total_equity", 41_000_000), start))
    why = "2019年资产负债表的负债加所有者权益不等于资产总计。"
    return _restated(package, "2019", changed), _sum(why, "2019", "total_assets")


@paper_plant
def tax_does_not_add_up(package: Package) -> tuple[Package, Discrepancy]:
    """The income tax of 2020 is not what lies between total and net profit."""
    found = report_of(package, "2020").statements
    now, before = found.income
    changed = replace(found, income=(_moved(now, "income_tax_expense", 7_300_000), before))
    why = "2020年利润总额减所得税费用不等于净利润。"
    return _restated(package, "2020", changed), _sum(why, "2020", "net_profit")


@paper_plant
def cash_does_not_add_up(package: Package) -> tuple[Package, Discrepancy]:
    """The increase of cash of 2020 is not the sum of the three flows."""
    found = report_of(package, "2020").statements
    now, before = found.cash
    changed = replace(found, cash=(_moved(now, "net_investing_cash_flow", 5_100_000), before))
    why = "2020年现金及现金等价物净增加额不等于三项活动现金流量净额之和。"
    return _restated(package, "2020", changed), _sum(why, "2020")


@paper_plant
def note_against_statement(package: Package) -> tuple[Package, Discrepancy]:
    """Main and other revenue of the note of 2020 do not make up the revenue of the statement."""
    report = report_of(package, "2020")
    note, before = report.revenue_note
    other = {**note, "other_revenue": note["other_revenue"] + 3_900_000}
    changed = replace(report, revenue_note=(other, before))
    why = "2020年附注的主营业务收入加其他业务收入不等于利润表的营业收入。"
    return package.change("audit_2020", lambda _: changed), _sum(
        why, "2020", "main_business_revenue"
    )


@paper_plant
def comparative_revenue_differs(package: Package) -> tuple[Package, Discrepancy]:
    """The report of 2020 repeats another revenue of 2019 than the report of 2019, in statement and note."""
    report = report_of(package, "2020")
    now, before = report.statements.income
    by = 62_000_000
    earlier = {
        **before,
        "operating_revenue": before["operating_revenue"] + by,
        "operating_cost": before["operating_cost"] + by,
    }
    note = {**report.revenue_note[1]}
    for key in ("other_revenue", "total_revenue", "other_cost", "total_cost"):
        note[key] += by
    changed = replace(
        report,
        statements=replace(report.statements, income=(now, earlier)),
        revenue_note=(report.revenue_note[0], note),
    )
    why = "2020年度审计报告的2019年营业收入与2019年度审计报告不同。"
    return package.change("audit_2020", lambda _: changed), _sum(why, "2020", "operating_revenue")


class WithGroup(AuditReport):
    """A report that holds consolidated statements beside those of the company; known to readings, not drawn."""

    @property
    def consolidated(self) -> dict[str, FieldValue]:
        """The group's figures: a third more than the company's own."""
        cells = {
            f"income_statement.{key}": self.statements.income
            for key in ("operating_revenue", "net_profit")
        } | {"balance_sheet.total_assets": self.statements.balance}
        years = (str(self.year), str(self.year - 1))
        return {
            key: {
                year: exact(column[key.partition(".")[2]] * 4 // 3)
                for year, column in zip(years, columns, strict=True)
            }
            for key, columns in cells.items()
        }


@paper_plant
def consolidated_for_parent(package: Package) -> tuple[Package, Discrepancy]:
    """The group's revenue of 2020 is declared, where the company's own statements are there too."""
    report = report_of(package, "2020")
    group = WithGroup(**report.__dict__)
    figure = group.consolidated["income_statement.operating_revenue"]
    assert isinstance(figure, dict)
    false = _base(f"{float(figure['2020']) / 10_000:.2f}")
    changed = package.change("audit_2020", lambda _: group)
    return declare(changed, {("operating_revenue", "2020"): false}), Discrepancy(
        "declared_vs_evidence", "申报的2020年营业收入为合并报表数。", "operating_revenue", "2020",
        entry="form", tag="operating_revenue", check="DVE-01", outcome="review", cause="other_scope",
    )  # fmt: skip
