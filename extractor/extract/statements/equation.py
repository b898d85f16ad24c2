"""What sums of a statement are made of: its rows, and which of them a total is the sum of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractor.extract.statements.items import label_key
from models.kinds.printed import fold_text, without_blanks


class Line(NamedTuple):
    """One row of a sheet as far as sums go: its item (without the statement's prefix) and its label."""

    item: str | None
    label: str


class Equation(NamedTuple):
    """rows[total] = sum of sign * rows[index].

    `optional` terms may be parts of others, `either` terms have a sign that depends on how the firm
    prints losses.
    """

    total: int
    terms: tuple[tuple[int, int], ...]  # (sign, row)
    optional: tuple[tuple[int, int], ...] = ()
    either: tuple[int, ...] = ()


_PART_NAMES = frozenset(
    {"优先股", "永续债", "特准储备物资", "原材料", "在产品", "库存商品", "周转材料"}
)
_PARTS = frozenset(
    {
        "raw_materials", "work_in_progress", "finished_goods", "fixed_assets_original_cost",
        "accumulated_depreciation", "interest_expense", "interest_income",
        "investment_income_from_associates", "amortised_cost_derecognition_gains",
    }
)  # fmt: skip
MAYBE_PARTS = frozenset(
    {
        "interest_receivable", "dividends_receivable", "interest_payable", "dividends_payable",
        "fixed_assets_disposal", "construction_materials", "special_payables",
    }
)  # fmt: skip


class Rows:
    """Rows by item; the first row of an item counts."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._rows: dict[str, int] = {}
        for index, line in enumerate(lines):
            if line.item is not None:
                self._rows.setdefault(line.item, index)

    def get(self, item: str) -> int | None:
        """The row of an item, None when it is not printed."""
        return self._rows.get(item)

    def equation(self, total: str, *terms: str, maybe: Sequence[str] = ()) -> list[Equation]:
        """total = terms (a leading "-" subtracts) + what of `maybe` is printed; none when a row lacks."""
        row = self.get(total)
        signed = [(-1 if term.startswith("-") else 1, self.get(term.lstrip("-"))) for term in terms]
        if row is None or any(index is None for _, index in signed):
            return []
        signed += [(-1 if m.startswith("-") else 1, self.get(m.lstrip("-"))) for m in maybe]
        present = tuple((sign, index) for sign, index in signed if index is not None)
        return [Equation(row, present)]


def is_part(line: Line, lines: Sequence[Line], index: int) -> bool:
    """Whether a row only details another: marked 其中, or a known detail, or following such a row."""
    if "其中" in without_blanks(fold_text(line.label)):
        return True
    if line.item in _PARTS or label_key(line.label) in _PART_NAMES:
        return True
    before = lines[index - 1] if index else None
    return (
        before is not None
        and line.item in MAYBE_PARTS
        and "其中" in without_blanks(fold_text(before.label))
    )
