"""Facts about cells and amounts: place, spans, text, value, unit and where the unit stands."""

from __future__ import annotations

import pytest

from extractor.evaluate.facts.amount import AmountFact
from extractor.evaluate.facts.cell import CellFact
from tests.unit.extract.drawing import grid, line, page

XS, YS = (0.1, 0.4, 0.65, 0.9), (0.3, 0.33, 0.36)
PAGE = page(
    [
        line("单位：万元", x=0.7, y=0.28),
        *(
            line(t, x=x + 0.01, y=0.315)
            for t, x in zip(("项目", "2020年", "占比"), XS, strict=False)
        ),
        *(
            line(t, x=x + 0.01, y=0.345)
            for t, x in zip(("收入", "1,200.50", "5.5%"), XS, strict=False)
        ),
    ],
    grid(XS, YS),
)


@pytest.mark.parametrize(
    ("fact", "right"),
    [
        (CellFact(row=1, column=1, text="1,200.50"), True),
        (CellFact(row=1, column=1, text="1,200.50", column_span=2), False),
        (CellFact(row=0, column=1, text="1,200.50"), False),
        (CellFact(row=1, column=1, text="1,200.50", page=2), False),
        (CellFact(row=1, column=1, text="1,200.50", table=1), False),
    ],
)
def test_a_cell_is_right_with_its_place_spans_and_text(fact: CellFact, right: bool) -> None:
    assert fact.check([PAGE]).right is right


@pytest.mark.parametrize(
    ("value", "unit", "level", "right"),
    [
        ("12005000", "万元", "table", True),
        ("12005000", "万元", "page", False),
        ("1200.5", "元", "table", False),
        (None, None, None, False),
    ],
)
def test_an_amount_is_right_with_its_unit_and_where_that_stands(
    value: str | None, unit: str | None, level: str | None, right: bool
) -> None:
    fact = AmountFact(label="收入", head="2020年", value=value, unit=unit, unit_from=level)
    assert fact.check([PAGE]).right is right


def test_ratios_are_read_in_their_own_unit() -> None:
    fact = AmountFact(label="收入", head="占比", of="ratio", value="5.5", unit="%")
    assert fact.check([PAGE]).right
