"""The sums of the statement formats (财会〔2019〕6号 and 小企业会计准则), with what formats print differently."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from extractor.verify.values import number
from models.field import Value

_B, _I, _C, _N = "balance_sheet.", "income_statement.", "cash_flow_statement.", "notes."


@dataclass(frozen=True)
class Sum:
    """`result` is the sum of `plus` minus `minus`.

    Parts in `may_lack` (or all, when `open` is set) count as nothing where they are not printed.
    `nested` parts are printed inside another item by some formats and beside it by others; `signed`
    parts are printed as losses by some and as negative gains by others. An open sum is judged only
    when at least three of its parts were read.
    """

    result: str
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    may_lack: tuple[str, ...] = ()
    nested: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    open: bool = False
    indicator: str | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        """Every part, in printed order."""
        return (*self.plus, *self.minus, *self.nested, *self.signed)

    def can_be_judged(self, known: Mapping[str, Value]) -> bool:
        """Whether enough parts were read."""
        if self.open:
            return sum(key in known for key in (*self.plus, *self.minus)) >= 3
        needed = [key for key in (*self.plus, *self.minus) if key not in self.may_lack]
        return bool(known) and all(key in known for key in needed)


def _keys(prefix: str, names: str) -> tuple[str, ...]:
    return tuple(prefix + name for name in names.split())


SUMS = (
    Sum(_B + "total_assets", _keys(_B, "total_liabilities total_equity"), indicator="total_assets"),
    Sum(_B + "total_assets", _keys(_B, "total_current_assets total_non_current_assets"), indicator="total_assets"),
    Sum(_B + "total_assets", _keys(_B, "total_liabilities_and_equity"), indicator="total_assets"),
    Sum(_B + "total_liabilities", _keys(_B, "total_current_liabilities total_non_current_liabilities"), may_lack=_keys(_B, "total_non_current_liabilities"), indicator="total_liabilities"),
    Sum(
        _B + "total_current_assets",
        _keys(_B, "monetary_funds trading_financial_assets derivative_financial_assets short_term_investments notes_receivable accounts_receivable receivables_financing prepayments other_receivables inventories contract_assets held_for_sale_assets non_current_assets_due_within_one_year other_current_assets"),
        nested=_keys(_B, "interest_receivable dividends_receivable notes_and_accounts_receivable"),
        open=True,
    ),
    Sum(
        _B + "total_non_current_assets",
        _keys(_B, "debt_investments other_debt_investments available_for_sale_financial_assets held_to_maturity_investments long_term_bond_investments long_term_receivables long_term_equity_investments other_equity_instrument_investments other_non_current_financial_assets investment_property fixed_assets construction_in_progress productive_biological_assets oil_and_gas_assets right_of_use_assets intangible_assets development_expenditure goodwill long_term_deferred_expenses deferred_tax_assets other_non_current_assets"),
        nested=_keys(_B, "construction_materials fixed_assets_disposal"),
        open=True,
    ),
    Sum(
        _B + "total_current_liabilities",
        _keys(_B, "short_term_borrowings trading_financial_liabilities derivative_financial_liabilities notes_payable accounts_payable advances_from_customers contract_liabilities employee_benefits_payable taxes_payable other_payables held_for_sale_liabilities non_current_liabilities_due_within_one_year other_current_liabilities"),
        nested=_keys(_B, "interest_payable dividends_payable notes_and_accounts_payable"),
        open=True,
    ),
    Sum(
        _B + "total_equity",
        _keys(_B, "paid_in_capital other_equity_instruments capital_reserve other_comprehensive_income special_reserve surplus_reserve undistributed_profit"),
        nested=_keys(_B, "minority_interests"),
        signed=_keys(_B, "treasury_stock"),
        open=True,
    ),
    Sum(
        _I + "operating_profit",
        _keys(_I, "operating_revenue other_income investment_income net_exposure_hedging_gains fair_value_gains asset_disposal_gains"),
        _keys(_I, "operating_cost taxes_and_surcharges selling_expenses administrative_expenses finance_expenses"),
        nested=_keys(_I, "rd_expense"),
        signed=_keys(_I, "credit_impairment_losses asset_impairment_losses"),
        open=True,
    ),
    Sum(_I + "total_profit", _keys(_I, "operating_profit non_operating_income"), _keys(_I, "non_operating_expenses"), may_lack=_keys(_I, "non_operating_income non_operating_expenses"), indicator="total_profit"),
    Sum(_I + "net_profit", _keys(_I, "total_profit"), _keys(_I, "income_tax_expense"), may_lack=_keys(_I, "income_tax_expense"), indicator="net_profit"),
    Sum(_C + "net_increase_in_cash", _keys(_C, "net_operating_cash_flow net_investing_cash_flow net_financing_cash_flow exchange_rate_effect"), may_lack=_keys(_C, "exchange_rate_effect net_investing_cash_flow net_financing_cash_flow")),
    Sum(_C + "closing_cash", _keys(_C, "opening_cash net_increase_in_cash")),
    Sum(_I + "operating_revenue", _keys(_N, "main_business_revenue other_business_revenue"), may_lack=_keys(_N, "other_business_revenue"), indicator="main_business_revenue"),
    Sum(_I + "operating_cost", _keys(_N, "main_business_cost other_business_cost"), may_lack=_keys(_N, "other_business_cost")),
)  # fmt: skip

CHAINED: Mapping[str, str] = {
    _I + "operating_revenue": "operating_revenue",
    _N + "main_business_revenue": "main_business_revenue",
    _I + "net_profit": "net_profit",
    _I + "rd_expense": "rd_expense",
    _B + "total_assets": "total_assets",
    _B + "total_liabilities": "total_liabilities",
}
"""Statement items that are indicators: a break in their chain is reported under the indicator."""

_DEDUCTED = _I + "rd_expense"


def gap_of(item: Sum, total: Value, known: Mapping[str, Value]) -> Decimal:
    """What is missing between the total and its parts, by the format that fits best."""
    fixed = _amount(total)
    fixed -= sum((_amount(known[key]) for key in item.plus if key in known), Decimal(0))
    fixed += sum((_amount(known[key]) for key in item.minus if key in known), Decimal(0))
    loose = [
        _choices(key, item, known[key]) for key in (*item.nested, *item.signed) if key in known
    ]
    return min((fixed - sum(choice, Decimal(0)) for choice in product(*loose)), key=abs)


def _choices(key: str, item: Sum, value: Value) -> Iterable[Decimal]:
    """What a part may contribute: nothing or itself when nested, plus or minus itself when signed."""
    amount = _amount(value)
    if key in item.signed:
        return (amount, -amount)
    return (Decimal(0), -amount if key == _DEDUCTED else amount)


def _amount(value: Value) -> Decimal:
    return number(value) or Decimal(0)
