"""The sums of the cash flow statement: receipts and payments, net flows, cash at both ends.

Source: 一般企业财务报表格式 (财会〔2019〕6号), which has subtotals of what comes in and goes out, and
小企业会计准则 (财会〔2011〕17号), which has none.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.extract.statements.equation import Equation, Line, Rows, is_part
from extractor.extract.statements.items import label_key

_FLOWS = ("operating", "investing", "financing")


def cash_flow_equations(lines: Sequence[Line]) -> list[Equation]:
    """All equations of a cash flow statement whose total and required terms are printed."""
    rows = Rows(lines)
    totals = frozenset(f"{flow}_cash_{way}" for flow in _FLOWS for way in ("inflow", "outflow"))
    found = [eq for eq in _cash_sections(lines, totals) if eq.terms]
    for flow in _FLOWS:
        found += rows.equation(
            f"net_{flow}_cash_flow", f"{flow}_cash_inflow", f"-{flow}_cash_outflow"
        )
    if not any(rows.get(total) is not None for total in totals):
        found += _plain_flows(lines)
    found += rows.equation(
        "net_increase_in_cash",
        *(f"net_{flow}_cash_flow" for flow in _FLOWS),
        maybe=["exchange_rate_effect"],
    )
    found += rows.equation("closing_cash", "opening_cash", "net_increase_in_cash")
    return found


def _cash_sections(lines: Sequence[Line], totals: frozenset[str]) -> list[Equation]:
    found: list[Equation] = []
    start = 0
    for index, line in enumerate(lines):
        if line.item in totals:
            rows = range(start, index)
            terms = tuple((1, row) for row in rows if not is_part(lines[row], lines, row))
            parts = tuple((1, row) for row in rows if is_part(lines[row], lines, row))
            found.append(Equation(index, terms, parts))
            start = index + 1
        elif (line.item or "").startswith("net_") or "活动产生的现金流量" in line.label:
            start = index + 1
    return found


def _plain_flows(lines: Sequence[Line]) -> list[Equation]:
    """Net flows straight from receipts and payments, without subtotals (财会〔2011〕17号)."""
    nets = frozenset(f"net_{flow}_cash_flow" for flow in _FLOWS)
    found: list[Equation] = []
    terms: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        if line.item in nets:
            found += [Equation(index, tuple(terms))] if terms else []
            terms = []
        elif line.item is None and label_key(line.label).endswith("活动产生的现金流量"):
            terms = []
        else:
            terms.append((-1 if "支付" in line.label else 1, index))
    return found
