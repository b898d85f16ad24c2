"""Pages of statements: continued, of two sets, with lost heads, titles and borders, not level."""

from __future__ import annotations

import pytest

from models.catalogue import Catalogue
from models.field import Doubt
from tests.unit.extract.drawing import down
from tests.unit.extract.lookups import field_of, place_of, reading_of
from tests.unit.extract.statements.sheets import ASSETS, amounts, read, statement_page


def test_a_continued_page_without_heads_keeps_the_years(catalogue: Catalogue) -> None:
    first = statement_page("资产负债表", ASSETS[:4])
    for title in ("", "资产负债表（续）"):
        heads = () if not title else ("项目", "期末余额", "期初余额")
        second = statement_page(title, ASSETS[4:], date="", unit="", heads=heads, number=2)
        record, _ = read(catalogue, first, second)
        assert amounts(record)["total_assets", "2019", None] == "4300.25"
        assert place_of(record, "balance_sheet.total_assets", period="2020").page == 2


def test_consolidated_and_parent_sets_are_told_apart(catalogue: Catalogue) -> None:
    group = statement_page("合并资产负债表", ASSETS)
    parent = [(label, a.replace("3,000", "2,000"), b) for label, a, b in ASSETS]
    second = statement_page("资产负债表", parent, number=2)
    record, _ = read(catalogue, group, second)
    found = amounts(record)
    assert found["fixed_assets", "2020", "consolidated"] == "3000"
    assert found["fixed_assets", "2020", "parent"] == "2000"
    assert not [key for key in found if key[2] is None]


def test_scopes_printed_as_columns(catalogue: Catalogue) -> None:
    rows = [
        ("项目", "合并", "公司"),
        ("一、营业收入", "900.00", "700.00"),
        ("减：营业成本", "500.00", "400.00"),
        ("二、营业利润", "400.00", "300.00"),
    ]
    record, _ = read(
        catalogue,
        statement_page(
            "合并及公司利润表", rows, date="2020年度", heads=("", "本期金额", "本期金额")
        ),
    )
    found = amounts(record)
    assert found["operating_revenue", "2020", "consolidated"] == "900"
    assert found["operating_revenue", "2020", "parent"] == "700"


def test_a_broken_border_parts_the_columns_all_the_same(catalogue: Catalogue) -> None:
    sheet = statement_page("资产负债表", ASSETS)
    kept = [r for r in sheet.rulings if r.is_horizontal or abs(r.x0 - 0.66) > 1e-6]
    broken = [down(0.66, 0.2, 0.255), down(0.6603, 0.262, 0.38)]
    record, _ = read(catalogue, sheet.model_copy(update={"rulings": (*kept, *broken)}))
    assert amounts(record)["accounts_receivable", "2019", None] == "700.25"


def test_a_lost_head_never_lends_its_year_to_the_neighbour(catalogue: Catalogue) -> None:
    heads = ("项目", "2020年12月31日", "某某某")
    record, _ = read(catalogue, statement_page("资产负债表", ASSETS, heads=heads))
    found = amounts(record)
    assert found["monetary_funds", "2020", None] == "1200.5"
    assert found["monetary_funds", "2019", None] == "1100"
    doubts = reading_of(record, "balance_sheet.monetary_funds", period="2019").doubts
    assert doubts == (Doubt.out_of_place,)


def test_a_second_set_whose_title_was_lost_is_not_mixed_with_the_first(
    catalogue: Catalogue,
) -> None:
    other = [(label, a.replace("3,000", "2,000"), b) for label, a, b in ASSETS]
    second = statement_page("", other, number=2)
    record, _ = read(catalogue, statement_page("合并资产负债表", ASSETS), second)
    found = amounts(record)
    assert found["fixed_assets", "2020", "consolidated"] == "3000"
    assert found["fixed_assets", "2020", "parent"] == "2000"
    parent = field_of(record, "balance_sheet.fixed_assets", period="2020", scope="parent")
    assert parent.reading is not None
    assert Doubt.out_of_place in parent.reading.doubts


def test_rows_that_fall_across_the_page(catalogue: Catalogue) -> None:
    level = statement_page("资产负债表", ASSETS)
    slope = 0.02
    lines = [
        each.model_copy(
            update={"box": each.box._replace(
                y0=each.box.y0 + slope * (each.box.center[0] - 0.5),
                y1=each.box.y1 + slope * (each.box.center[0] - 0.5),
            )}
        )
        for each in level.lines
    ]  # fmt: skip
    record, issues = read(catalogue, level.model_copy(update={"lines": tuple(lines)}))
    assert amounts(record)["total_assets", "2019", None] == "4300.25"
    assert issues == ()
    box = place_of(record, "balance_sheet.total_assets", period="2019").box
    (printed,) = [each.box for each in lines if each.text == "4,300.25"]
    assert box.y0 == pytest.approx(printed.y0, abs=0.002)
