"""Sums: what they confirm, which misread explains a difference, and what stays as printed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.extract.statements.misreads import may_be_misread
from models.catalogue import Catalogue
from models.field import Doubt, FieldStatus, Value
from models.issue import IssueCode
from models.page import PageText, TextSource
from tests.unit.extract.drawing import line
from tests.unit.extract.lookups import field_of, reading_of
from tests.unit.extract.statements.sheets import PITCH, TOP, Row, amounts, read, statement_page

ROWS = (
    ("流动资产：", "", ""),
    ("货币资金", "1,231.50", "1,100.00"),
    ("应收账款", "846.30", "700.25"),
    ("流动资产合计", "2,077.80", "1,800.25"),
    ("固定资产", "3,150.00", "2,500.00"),
    ("非流动资产合计", "3,150.00", "2,500.00"),
    ("资产总计", "5,227.80", "4,300.25"),
)


def changed(row: str, text: str) -> list[Row]:
    return [(label, text if label == row else a, b) for label, a, b in ROWS]


def with_line(
    sheet: PageText, row: str, *, confidence: float = 0.99, second: str | None = None
) -> PageText:
    """The page with one figure of the first column replaced (confidences, second reading)."""
    y = TOP + (1.5 + [label for label, *_ in ROWS].index(row)) * PITCH
    lines = [
        line(each.text, x=0.64, y=y, right=True, confidence=confidence, second=second)
        if abs(each.box.center[1] - y) < 0.001 and abs(each.box.x1 - 0.64) < 0.01
        else each
        for each in sheet.lines
    ]
    return sheet.model_copy(update={"lines": tuple(lines)})


def test_amounts_that_add_up_are_sure_though_a_character_was_weak(catalogue: Catalogue) -> None:
    sheet = with_line(statement_page("资产负债表", ROWS), "应收账款", confidence=0.7)
    record, issues = read(catalogue, sheet)
    reading = reading_of(record, "balance_sheet.accounts_receivable", period="2020")
    assert reading.is_sure and reading.confidence == 0.7
    assert issues == ()


def test_a_weak_character_without_a_sum_stays_doubtful(catalogue: Catalogue) -> None:
    rows = [
        ("货币资金", "1,231.50", "1,100.00"),
        ("应收账款", "846.30", "700.25"),
        ("存货", "5.00", "6.00"),
    ]
    sheet = statement_page("资产负债表", rows)
    lines = [
        line("846.30", x=0.64, y=TOP + 2.5 * PITCH, right=True, confidence=0.8)
        if each.text == "846.30"
        else each
        for each in sheet.lines
    ]
    record, _ = read(catalogue, sheet.model_copy(update={"lines": tuple(lines)}))
    assert reading_of(record, "balance_sheet.accounts_receivable", period="2020").doubts == (
        Doubt.low_confidence,
    )


@pytest.mark.parametrize("text", ["848.30", "86.30", "8446.30"])
def test_one_misread_that_explains_the_difference_is_marked(
    catalogue: Catalogue, text: str
) -> None:
    sheet = with_line(
        statement_page("资产负债表", changed("应收账款", text)), "应收账款", confidence=0.97
    )
    record, issues = read(catalogue, sheet)
    reading = reading_of(record, "balance_sheet.accounts_receivable", period="2020")
    assert reading.raw == text
    assert reading.doubts == (Doubt.does_not_add_up,)
    assert reading.second == "846.3"
    assert [issue.code for issue in issues] == [IssueCode.statement_does_not_add_up]
    assert "应收账款" in issues[0].message
    assert reading_of(record, "balance_sheet.total_assets", period="2020").is_sure


def test_a_misread_total_must_explain_every_sum_it_stands_in(catalogue: Catalogue) -> None:
    sheet = statement_page("资产负债表", changed("流动资产合计", "2,677.80"))
    record, _ = read(catalogue, with_line(sheet, "流动资产合计", confidence=0.97))
    total = reading_of(record, "balance_sheet.total_current_assets", period="2020")
    assert (total.second, total.doubts) == ("2077.8", (Doubt.does_not_add_up,))


def test_a_statement_that_really_does_not_add_up_is_left_as_printed(catalogue: Catalogue) -> None:
    record, issues = read(catalogue, statement_page("资产负债表", changed("资产总计", "6,114.80")))
    total = reading_of(record, "balance_sheet.total_assets", period="2020")
    assert (total.value, total.doubts, total.second) == ("6114.8", (), None)
    assert [issue.code for issue in issues] == [IssueCode.statement_does_not_add_up]
    assert "相差887.00元" in issues[0].message
    assert reading_of(record, "balance_sheet.total_assets", period="2019").is_sure


def test_a_digit_that_the_engine_is_sure_of_is_not_taken_for_another(catalogue: Catalogue) -> None:
    sheet = statement_page("资产负债表", changed("应收账款", "848.30"))
    record, issues = read(catalogue, with_line(sheet, "应收账款", confidence=1.0))
    assert reading_of(record, "balance_sheet.accounts_receivable", period="2020").is_sure
    assert [issue.code for issue in issues] == [IssueCode.statement_does_not_add_up]


def test_characters_of_a_digital_page_are_never_misread(catalogue: Catalogue) -> None:
    sheet = statement_page("资产负债表", changed("应收账款", "848.30"))
    sheet = with_line(sheet, "应收账款", confidence=0.9).model_copy(
        update={"source": TextSource.text_layer}
    )
    record, _ = read(catalogue, sheet)
    reading = reading_of(record, "balance_sheet.accounts_receivable", period="2020")
    assert Doubt.does_not_add_up not in reading.doubts


def test_the_other_reading_of_the_place_is_tried(catalogue: Catalogue) -> None:
    sheet = statement_page("资产负债表", changed("应收账款", "111.30"))
    record, _ = read(catalogue, with_line(sheet, "应收账款", second="846.30"))
    reading = reading_of(record, "balance_sheet.accounts_receivable", period="2020")
    assert reading.second == "846.3"
    assert set(reading.doubts) == {Doubt.readings_differ, Doubt.does_not_add_up}


def test_other_reading_goes_when_the_first_adds_up(catalogue: Catalogue) -> None:
    sheet = with_line(statement_page("资产负债表", ROWS), "应收账款", second="348.30")
    record, _ = read(catalogue, sheet)
    reading = reading_of(record, "balance_sheet.accounts_receivable", period="2020")
    assert reading.is_sure and reading.second is None


def test_a_figure_that_was_not_seen_makes_the_total_doubtful(catalogue: Catalogue) -> None:
    record, issues = read(catalogue, statement_page("资产负债表", changed("应收账款", "")))
    total = reading_of(record, "balance_sheet.total_current_assets", period="2020")
    assert Doubt.does_not_add_up in total.doubts
    assert "应收账款" in issues[0].message


def test_an_amount_without_decimals_among_cents_is_doubtful(catalogue: Catalogue) -> None:
    record, _ = read(catalogue, statement_page("资产负债表", changed("货币资金", "2021")))
    assert (
        Doubt.low_confidence
        in reading_of(record, "balance_sheet.monetary_funds", period="2020").doubts
    )


def test_details_of_an_item_are_not_added_twice(catalogue: Catalogue) -> None:
    rows = [
        ("流动资产：", "", ""),
        ("应收利息", "5.00", "4.00"),
        ("其他应收款", "100.00", "90.00"),
        ("其中：应收股利", "30.00", "20.00"),
        ("拆出资金", "7.00", "6.00"),  # an item that the catalogue does not know
        ("存货", "50.00", "40.00"),
        ("其中：原材料", "10.00", "10.00"),
        ("流动资产合计", "162.00", "140.00"),
    ]
    _, issues = read(catalogue, statement_page("资产负债表", rows))
    assert issues == ()


def test_losses_printed_as_positive_costs_or_as_negative_gains(catalogue: Catalogue) -> None:
    heads = ("项目", "本期金额", "上期金额")
    for label, printed in (
        ("减：资产减值损失", "30.00"),
        ("资产减值损失（损失以“-”号填列）", "-30.00"),
    ):
        rows = [
            ("一、营业收入", "900.00", "900.00"),
            ("减：营业成本", "500.00", "500.00"),
            (label, printed, printed),
            ("二、营业利润", "370.00", "370.00"),
            ("加：营业外收入", "5.00", "5.00"),
            ("减：营业外支出", "1.00", "1.00"),
            ("三、利润总额", "374.00", "374.00"),
            ("减：所得税费用", "74.00", "74.00"),
            ("四、净利润", "300.00", "300.00"),
        ]
        record, issues = read(
            catalogue, statement_page("利润表", rows, date="2020年度", heads=heads)
        )
        assert issues == ()
        assert amounts(record)["net_profit", "2020", None] == "300"


def test_cash_flow_adds_up_from_flows_to_closing_cash(catalogue: Catalogue) -> None:
    rows = [
        ("一、经营活动产生的现金流量：", "", ""),
        ("销售商品、提供劳务收到的现金", "500.00", "400.00"),
        ("收到其他与经营活动有关的现金", "20.00", "10.00"),
        ("经营活动现金流入小计", "520.00", "410.00"),
        ("支付的各项税费", "60.00", "50.00"),
        ("经营活动现金流出小计", "60.00", "50.00"),
        ("经营活动产生的现金流量净额", "460.00", "360.00"),
        ("投资活动产生的现金流量净额", "-100.00", "-60.00"),
        ("筹资活动产生的现金流量净额", "-50.00", "0.00"),
        ("四、汇率变动对现金及现金等价物的影响", "-1.00", ""),
        ("五、现金及现金等价物净增加额", "309.00", "300.00"),
        ("加：期初现金及现金等价物余额", "400.00", "100.00"),
        ("六、期末现金及现金等价物余额", "709.00", "400.00"),
    ]
    heads = ("项目", "本期金额", "上期金额")
    record, issues = read(
        catalogue, statement_page("现金流量表", rows, date="2020年度", heads=heads)
    )
    assert issues == ()
    assert amounts(record)["taxes_paid", "2020", None] == "60"
    lost = [(label, a.lstrip("-") if label.startswith("投资") else a, b) for label, a, b in rows]
    record, issues = read(
        catalogue, statement_page("现金流量表", lost, date="2020年度", heads=heads)
    )
    reading = reading_of(record, "cash_flow_statement.net_investing_cash_flow", period="2020")
    assert (reading.value, reading.second) == ("100", "-100")


def test_rounded_amounts_may_miss_by_their_last_place(catalogue: Catalogue) -> None:
    rows = [
        ("流动资产：", "", ""),
        ("货币资金", "123.16", "110.00"),
        ("应收账款", "84.63", "70.03"),
        ("流动资产合计", "207.78", "180.03"),
    ]
    _, issues = read(catalogue, statement_page("资产负债表", rows, unit="单位：万元"))
    assert issues == ()


def test_a_remnant_of_an_amount_is_unreadable(catalogue: Catalogue) -> None:
    record, issues = read(catalogue, statement_page("资产负债表", changed("货币资金", "20")))
    field = field_of(record, "balance_sheet.monetary_funds", period="2020")
    assert field.reading is not None
    assert (field.status, field.reading.raw) == (FieldStatus.unreadable, "20")
    assert [issue.code for issue in issues] == [IssueCode.field_unreadable]


@pytest.mark.parametrize(
    ("printed", "wanted", "expected"),
    [
        ("1234.50", "1284.50", True),  # 3 and 8
        ("1234.50", "1534.50", False),  # 2 and 5
        ("1234.50", "234.50", True),  # a digit too many
        ("1234.50", "12344.50", True),  # a digit lost
        ("1234.50", "-1234.50", True),  # a sign lost
        ("1234.50", "1284.56", False),  # two digits
        ("1234.50", "1234.505", True),  # the last digit lost
        ("1234.50", "1234.5155", False),  # finer than printed
    ],
)
def test_plausible_misreads(printed: str, wanted: str, expected: object) -> None:
    value = Value(value=printed, raw=printed, unit="元", step="0.01")
    assert may_be_misread(value, Decimal(wanted)) is expected
