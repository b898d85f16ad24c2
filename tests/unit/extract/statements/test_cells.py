"""Statement cells: years, units, scopes, broken rows, continued pages, with and without rules."""

from __future__ import annotations

import pytest

from models.catalogue import Catalogue
from models.field import Doubt, FieldStatus
from models.issue import IssueCode
from tests.unit.extract.drawing import grid, line, page
from tests.unit.extract.lookups import field_of, reading_of
from tests.unit.extract.statements.sheets import ASSETS, amounts, read, row_lines, statement_page


@pytest.mark.parametrize("ruled", [True, False])
def test_cells_carry_item_year_value_and_place(catalogue: Catalogue, ruled: bool) -> None:
    record, issues = read(catalogue, statement_page("资产负债表", ASSETS, ruled=ruled))
    found = amounts(record)
    assert found["monetary_funds", "2020", None] == "1200.5"
    assert found["monetary_funds", "2019", None] == "1100"
    assert found["total_assets", "2020", None] == "5000.5"
    assert found["total_non_current_assets", "2019", None] == "2500"
    assert len(found) == 12
    field = field_of(record, "balance_sheet.accounts_receivable", period="2019")
    assert field.reading is not None and field.reading.place is not None
    assert field.title_zh == "应收账款"
    assert (field.reading.raw, field.reading.unit, field.reading.step) == ("700.25", "元", "0.01")
    assert field.reading.is_sure
    box = field.reading.place.box
    assert box.x1 == pytest.approx(0.89, abs=0.002) and box.y0 > 0.25
    assert issues == ()


def test_columns_may_stand_in_either_order(catalogue: Catalogue) -> None:
    swapped = [(label, b, a) for label, a, b in ASSETS]
    heads = ("项目", "年初余额", "期末余额")
    record, _ = read(catalogue, statement_page("资产负债表", swapped, heads=heads))
    assert amounts(record)["total_assets", "2020", None] == "5000.5"
    heads = ("项目", "2019年12月31日", "2020年12月31日")
    record, _ = read(catalogue, statement_page("资产负债表", swapped, heads=heads, date=""))
    assert amounts(record)["total_assets", "2019", None] == "4300.25"


def test_amounts_are_in_base_units(catalogue: Catalogue) -> None:
    record, _ = read(catalogue, statement_page("资产负债表", ASSETS, unit="金额单位：人民币万元"))
    reading = reading_of(record, "balance_sheet.total_assets", period="2020")
    assert (reading.value, reading.unit, reading.step) == ("50005000", "万元", "100")


def test_the_head_of_a_column_names_the_unit_before_the_page(catalogue: Catalogue) -> None:
    heads = ("项目", "期末余额（万元）", "期初余额（万元）")
    record, _ = read(catalogue, statement_page("资产负债表", ASSETS, heads=heads))
    assert amounts(record)["monetary_funds", "2020", None] == "12005000"
    reading = reading_of(record, "balance_sheet.monetary_funds", period="2020")
    assert reading.place is not None and reading.unit_place is not None
    assert reading.unit_place.box.y1 < reading.place.box.y0


def test_the_unit_of_a_row_goes_before_that_of_the_page(catalogue: Catalogue) -> None:
    rows = [("货币资金（万元）", "1.50", "2.50"), *(row for row in ASSETS if row[0] != "货币资金")]
    record, _ = read(catalogue, statement_page("资产负债表", rows))
    assert amounts(record)["monetary_funds", "2020", None] == "15000"


def test_a_unit_printed_with_the_amount_has_no_place_of_its_own(catalogue: Catalogue) -> None:
    rows = [("货币资金", "150元", "250元"), *(row for row in ASSETS if row[0] != "货币资金")]
    record, _ = read(catalogue, statement_page("资产负债表", rows, unit="单位：万元"))
    reading = reading_of(record, "balance_sheet.monetary_funds", period="2020")
    assert (reading.value, reading.unit_place) == ("150", None)


def test_without_a_unit_amounts_are_not_sure(catalogue: Catalogue) -> None:
    record, issues = read(catalogue, statement_page("资产负债表", ASSETS, unit=""))
    reading = reading_of(record, "balance_sheet.total_assets", period="2020")
    assert (reading.value, reading.unit) == ("5000.5", None)
    assert Doubt.unit_missing in reading.doubts
    assert [issue.code for issue in issues] == [IssueCode.unit_missing]


def test_the_unit_of_another_page_serves_when_it_is_the_only_one(catalogue: Catalogue) -> None:
    first = statement_page("资产负债表", ASSETS)
    rows = [
        ("一、营业收入", "900.00", "800.00"),
        ("减：营业成本", "500.00", "450.00"),
        ("二、营业利润", "400.00", "350.00"),
    ]
    second = statement_page(
        "利润表", rows, unit="", date="2020年度", heads=("项目", "本期金额", "上期金额"), number=2
    )
    record, _ = read(catalogue, first, second)
    assert reading_of(record, "income_statement.operating_revenue", period="2020").unit == "元"


def test_two_sides_of_a_balance_sheet_keep_their_own_rows(catalogue: Catalogue) -> None:
    left = row_lines([("资产", "期末余额", "期初余额"), *ASSETS], x=0.02, rights=(0.3, 0.48))
    right = row_lines(
        [
            ("负债和所有者权益", "期末余额", "期初余额"),
            ("流动负债：", "", ""),
            ("短期借款", "1,000.50", "300.25"),
            ("流动负债合计", "1,000.50", "300.25"),
            ("负债合计", "1,000.50", "300.25"),
            ("所有者权益：", "", ""),
            ("实收资本（或股本）", "4,000.00", "4,000.00"),
            ("所有者权益合计", "4,000.00", "4,000.00"),
            ("负债和所有者权益总计", "5,000.50", "4,300.25"),
        ],
        x=0.51,
        rights=(0.8, 0.98),
    )
    head = [
        line("资产负债表", x=0.42, y=0.1, height=0.02),
        line("2020年12月31日 单位：元", x=0.4, y=0.15),
    ]
    xs = (0.01, 0.17, 0.31, 0.5, 0.68, 0.81, 0.99)
    rules = grid(xs, [0.2 + 0.02 * k for k in range(10)])
    for rulings in (rules, ()):
        record, issues = read(catalogue, page([*head, *left, *right], rulings))
        found = amounts(record)
        assert found["short_term_borrowings", "2019", None] == "300.25"
        assert found["paid_in_capital", "2020", None] == "4000"
        assert (
            found["total_assets", "2020", None]
            == found["total_liabilities_and_equity", "2020", None]
        )
        assert len(found) == 24
        assert issues == ()


@pytest.mark.parametrize("ruled", [True, False])
def test_a_label_broken_over_two_lines_is_one_item(catalogue: Catalogue, ruled: bool) -> None:
    rows = [
        ("一、营业收入", "900.00", "800.00"),
        ("四、净利润", "300.00", "250.00"),
        ("归属于母公司所有者的", "", ""),
        ("净利润", "290.00", "240.00"),
        ("少数股东损益", "10.00", "10.00"),
    ]
    sheet = statement_page(
        "合并利润表", rows, date="2020年度", heads=("项目", "本期金额", "上期金额"), ruled=ruled
    )
    if ruled:  # the broken label stands in one ruled row
        kept = [r for r in sheet.rulings if not (r.is_horizontal and abs(r.y0 - 0.28) < 1e-6)]
        sheet = sheet.model_copy(update={"rulings": tuple(kept)})
    record, _ = read(catalogue, sheet)
    found = amounts(record)
    assert found["net_profit_attributable_to_parent", "2020", "consolidated"] == "290"
    assert found["net_profit", "2020", "consolidated"] == "300"


def test_blank_dash_bracket_and_minus(catalogue: Catalogue) -> None:
    rows = [
        ("一、营业收入", "900.00", "800.00"),
        ("减：营业成本", "—", ""),
        ("财务费用", "(1,195.72)", "-828.50"),
        ("其中：利息费用", "-", "10.00"),
        ("二、营业利润（亏损以“-”号填列）", "2,095.72", "1,628.50"),
    ]
    record, issues = read(
        catalogue,
        statement_page("利润表", rows, date="2020年度", heads=("项目", "本期金额", "上期金额")),
    )
    found = amounts(record)
    assert found["finance_expenses", "2020", None] == "-1195.72"
    assert found["finance_expenses", "2019", None] == "-828.5"
    assert ("operating_cost", "2020", None) not in found
    assert (
        field_of(record, "income_statement.operating_cost", period="2020").status
        is FieldStatus.absent
    )
    assert issues == ()


@pytest.mark.parametrize("printed", ["(1,195.72", "1,195.72)", "（1,195.72"])
def test_of_the_brackets_of_a_loss_one_may_be_lost_in_doubt(
    catalogue: Catalogue, printed: str
) -> None:
    rows = [
        ("营业成本", "700.00", "600.00"),
        ("财务费用", printed, "828.50"),
        ("税金及附加", "1.00", "2.00"),
    ]
    heads = ("项目", "本期金额", "上期金额")
    record, _ = read(catalogue, statement_page("利润表", rows, date="2020年度", heads=heads))
    reading = reading_of(record, "income_statement.finance_expenses", period="2020")
    assert (reading.value, Doubt.repaired in reading.doubts) == ("-1195.72", True)


def test_similar_items_are_never_mixed_up(catalogue: Catalogue) -> None:
    rows = [
        ("流动负债合计", "100.00", "90.00"),
        ("非流动负债合计", "50.00", "40.00"),
        ("负债合计", "150.00", "130.00"),
        ("其他应收敖", "7.00", "6.00"),  # one character misread
        ("其他流动负债X合计", "1.00", "1.00"),
    ]
    record, _ = read(catalogue, statement_page("资产负债表", rows))
    found = {key[0] for key in amounts(record) if key[1] == "2020"}
    assert found == {
        "total_current_liabilities", "total_non_current_liabilities", "total_liabilities", "other_receivables",
    }  # fmt: skip


def test_note_and_line_numbers_are_no_figures(catalogue: Catalogue) -> None:
    lines = row_lines(
        [("项目", "附注", "行次", "期末余额", "期初余额"), ("货币资金", "五、1", "1", "1,200.50", "1,100.00"),
         ("应收账款", "五、2", "2", "800.00", "700.25"), ("流动资产合计", "", "15", "2,000.50", "1,800.25")],
        rights=(0.36, 0.43, 0.64, 0.89),
    )  # fmt: skip
    head = [
        line("资产负债表", x=0.42, y=0.1, height=0.02),
        line("2020年12月31日", x=0.43, y=0.13),
        line("单位：元", x=0.8, y=0.15),
    ]
    for rules in ((), grid((0.1, 0.3, 0.38, 0.45, 0.66, 0.91), [0.2 + 0.02 * k for k in range(5)])):
        record, _ = read(catalogue, page([*head, *lines], rules))
        found = amounts(record)
        assert found["monetary_funds", "2020", None] == "1200.5"
        assert {key[1] for key in found} == {"2020", "2019"}
        assert len(found) == 6


def test_interim_statements_name_their_month(catalogue: Catalogue) -> None:
    record, _ = read(catalogue, statement_page("资产负债表", ASSETS, date="2020年9月30日"))
    periods = {key[1] for key in amounts(record)}
    assert periods == {"2020-09", "2019"}


def test_small_enterprise_statement(catalogue: Catalogue) -> None:
    rows = [
        ("一、营业收入", "900.00", "80.00"),
        ("减：营业成本", "500.00", "45.00"),
        ("税金及附加", "20.00", "2.00"),
        ("管理费用", "100.00", "9.00"),
        ("其中：研究费用", "60.00", "5.00"),
        ("二、营业利润（亏损以“-”号填列）", "280.00", "24.00"),
    ]
    record, issues = read(
        catalogue,
        statement_page(
            "利润表", rows, date="2020年12月", heads=("项目", "本年累计金额", "本月金额")
        ),
    )
    found = amounts(record)
    assert found["rd_expense", "2020", None] == "60"
    assert {key[1] for key in found} == {"2020"}  # the column of the month is left out
    assert issues == ()


def test_a_damaged_label_is_told_by_its_neighbours_in_doubt(catalogue: Catalogue) -> None:
    rows = [(label.replace("应收账款", "具他应收款"), a, b) for label, a, b in ASSETS]
    record, _ = read(catalogue, statement_page("资产负债表", rows))
    reading = reading_of(record, "balance_sheet.other_receivables", period="2020")
    assert (reading.value, reading.doubts) == ("800", (Doubt.out_of_place,))
    rows = [(label.replace("应收账款", "预收保费"), a, b) for label, a, b in ASSETS]
    record, _ = read(catalogue, statement_page("资产负债表", rows))
    assert not [key for key in amounts(record) if "receivable" in key[0] or "advances" in key[0]]
