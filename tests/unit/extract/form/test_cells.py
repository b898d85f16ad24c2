"""Labelled cells, year columns, blanks in sentences, numbered rows, texts over a page break."""

from __future__ import annotations

from models.field import Doubt, FieldStatus
from models.geometry import Box
from models.issue import IssueCode
from models.page import CellText, NativeTable, PageText, TextSource
from tests.unit.extract.form.forms import Paper, field, read, values

BASIC = [
    ["企业名称", "江南轴承有限公司", "所在省份", "安徽省"],
    ["法定代表人", "江子衿", "手机", "13900001866"],
    ["联系人", "陆安澜", "手机", "13900004441"],
    ["注册时间", "2010年05月18日", "注册资本（万元）", "4100"],
    ["所属行业1", "2位数代码及名称：34 通用设备制造业"],
    ["从业人数", "286", "其中研发人员数", ""],
]
WIDTHS = (0.16, 0.3, 0.16, 0.18)


def basic(rows: list[list[str]] = BASIC, **options: bool) -> PageText:
    return Paper().say("一、企业基本情况").table(rows, widths=WIDTHS, **options).page()


def test_cells_right_of_their_labels() -> None:
    read_values = values(basic())
    assert read_values["applicant_name"] == "江南轴承有限公司"
    assert read_values["registered_place"] == "安徽省"
    assert read_values["registration_date"] == "2010-05-18"
    assert read_values["employees"] == "286"


def test_unit_printed_in_the_label_counts() -> None:
    capital = field(read(basic())[0], "registered_capital").reading
    assert capital is not None
    assert (capital.value, capital.unit, capital.doubts) == ("41000000", "万元", ())


def test_equal_labels_are_told_by_their_row() -> None:
    read_values = values(basic())
    assert read_values["legal_representative_mobile"] == "13900001866"
    assert read_values["contact_mobile"] == "13900004441"


def test_code_and_name_of_one_cell() -> None:
    read_values = values(basic())
    assert read_values["industry_code_2"] == "34"
    assert read_values["industry_name_2"] == "通用设备制造业"


def test_blank_cell_is_absent_and_tells_where_the_form_asks_for_it() -> None:
    record = read(basic())[0]
    blank, filled = field(record, "rd_staff"), field(record, "employees")
    assert blank.status is FieldStatus.absent
    assert blank.asked is not None
    label = next(line for line in basic().lines if line.text == "其中研发人员数")
    assert blank.asked.page == 1
    assert blank.asked.box.overlap(label.box) > 0.9 * label.box.area
    assert filled.asked is None


def test_label_that_is_not_on_the_form_says_nothing() -> None:
    record, issues = read(basic())
    missing = field(record, "employees")
    assert missing.status is FieldStatus.found
    uscc = field(record, "uscc")
    assert (uscc.status, uscc.reading, uscc.asked) == (FieldStatus.unreadable, None, None)
    assert any(
        issue.code is IssueCode.field_unreadable and "统一社会信用代码" in issue.message
        for issue in issues
    )


def test_misread_label_is_found() -> None:
    rows = [row[:] for row in BASIC]
    rows[3] = ["注册时间", "2010年05月18日", "注册资木（万元）", "4100"]
    assert values(basic(rows))["registered_capital"] == "41000000"


def test_value_that_is_no_number_is_unreadable() -> None:
    rows = [row[:] for row in BASIC]
    rows[5] = ["从业人数", "28B6?2", "其中研发人员数", "52"]
    record, issues = read(basic(rows))
    assert field(record, "employees").status is FieldStatus.unreadable
    assert any("从业人数" in issue.message for issue in issues)


YEARS = [
    ["重要指标", "2019年", "2020年"],
    ["营业收入", "16,422.28 万元", "18,634.35 万元"],
    ["主营业务收入", "15683.27万元", "万元"],
    ["净利润总额", "2136.51", "2397.64 万元"],
]


def test_year_columns() -> None:
    record, _ = read(Paper().say("二、经济效益").table(YEARS, widths=(0.25, 0.25, 0.25)).page())
    assert field(record, "operating_revenue", "2019").value == "164222800"
    assert field(record, "operating_revenue", "2020").value == "186343500"
    assert field(record, "main_business_revenue", "2020").status is FieldStatus.absent


def test_a_lost_label_is_not_found_in_the_words_of_another_field() -> None:
    """营业收入 was not read; 主营业务收入 looks like it and is a field of its own."""
    rows = [YEARS[0], ["", *YEARS[1][1:]], *YEARS[2:]]
    record, _ = read(Paper().say("二、经济效益").table(rows, widths=(0.25, 0.25, 0.25)).page())
    assert field(record, "operating_revenue", "2019").status is FieldStatus.unreadable
    assert field(record, "main_business_revenue", "2019").value == "156832700"


def test_amount_without_unit_is_not_given_one() -> None:
    record, _ = read(Paper().say("二、经济效益").table(YEARS, widths=(0.25, 0.25, 0.25)).page())
    reading = field(record, "net_profit", "2019").reading
    assert reading is not None
    assert (reading.unit, reading.doubts) == (None, (Doubt.unit_missing,))


def test_year_columns_go_on_over_the_page() -> None:
    first = Paper(1).say("二、经济效益").table(YEARS[:2], widths=(0.25, 0.25, 0.25)).page()
    rows = [["资产负债率", "41.37%", ""], ["上缴税金", "", "912.67 万元"]]
    second = Paper(2).table(rows, widths=(0.25, 0.25, 0.25)).page()
    read_values = values(first, second)
    assert read_values["asset_liability_ratio 2019"] == "41.37"
    assert read_values["asset_liability_ratio 2020"] is None
    assert read_values["tax_paid 2019"] is None
    assert read_values["tax_paid 2020"] == "9126700"


def test_year_columns_whose_headings_share_a_cell() -> None:
    """Between two headings the rule was not seen, under them it was."""
    heads = ["重要指标", "2019年\n预期\n目标", "2020年\n预期\n目标"]
    rows = [heads, ["资产负债率", "", "41.37%"]]
    page = Paper().table(rows, widths=(0.25, 0.25, 0.25)).page()
    inner = next(r for r in page.rulings if r.x0 == r.x1 and 0.55 < r.x0 < 0.65)
    rulings = tuple(r for r in page.rulings if r != inner)
    read_values = values(page.model_copy(update={"rulings": rulings}))
    assert read_values["asset_liability_ratio 2019"] is None
    assert read_values["asset_liability_ratio 2020"] == "41.37"


def test_labels_inside_year_cells() -> None:
    rows = [
        ["重要指标", "2019年", "2020年"],
        ["主导产品国内市场占有\n率及本省排名", "市场占有率：11.6 %\n本省排名：2", "市场占有率：12.8 %\n本省排名：1"],
    ]  # fmt: skip
    page = Paper().say("三、专业化程度").table(rows, widths=(0.25, 0.25, 0.25)).page()
    read_values = values(page)
    assert (read_values["market_share 2019"], read_values["market_share 2020"]) == ("11.6", "12.8")
    assert (read_values["market_rank 2019"], read_values["market_rank 2020"]) == ("2", "1")


def test_a_blank_behind_its_colon_is_not_filled_from_the_row_below() -> None:
    rows = [
        ["重要指标", "2019年", "2020年"],
        ["主导产品国内市场占有\n率及本省排名", "市场占有率：11.6% 本省排名：", "市场占有率： 本省排名：1"],
        ["主导产品销售收入占本\n企业营业收入比重（%）", "81.5", "83.2"],
    ]  # fmt: skip
    page = Paper().say("三、专业化程度").table(rows, widths=(0.25, 0.25, 0.25)).page()
    read_values = values(page)
    assert (read_values["market_share 2019"], read_values["market_share 2020"]) == ("11.6", None)
    assert (read_values["market_rank 2019"], read_values["market_rank 2020"]) == (None, "1")


def test_blanks_in_a_sentence() -> None:
    text = "有效专利总数 10 项。\n其中发明专利 3 项； 实用新型专利 4 项；\n外观设计专利__项； 软件著作权 2 项。"
    page = Paper().say("四、创新能力").table([["拥有专利情况", text]], widths=(0.2, 0.6)).page()
    read_values = values(page)
    assert read_values["ip_total"] == "10"
    assert read_values["invention_patents_valid"] == "3"
    assert read_values["utility_model_patents"] == "4"
    assert read_values["design_patents"] is None
    assert read_values["software_copyrights"] == "2"


def test_numbered_rows() -> None:
    cell = "1.北辰轴承集团有限公司 2.瑞典斯瓦特公司\n3.东海2.0精工股份有限公司"
    rows = [["行业领军企业\n（3个以内）", cell]]
    page = Paper().say("三、专业化程度").table(rows, widths=(0.2, 0.6)).page()
    assert values(page)["industry_leaders"] == (
        "北辰轴承集团有限公司;瑞典斯瓦特公司;东海2.0精工股份有限公司"
    )


def test_empty_numbers_are_no_rows() -> None:
    rows = [["行业领军企业\n（3个以内）", "1. 2.\n3."]]
    page = Paper().say("三、专业化程度").table(rows, widths=(0.2, 0.6)).page()
    assert field(read(page)[0], "industry_leaders").status is FieldStatus.absent


def test_text_goes_on_over_the_page() -> None:
    label = "企业总体情况简要介绍\n（300字以内，请勿另附页）"
    first = (
        Paper(1)
        .say("五、经营管理")
        .table([[label, "一、公司成立于二〇一〇年，"]], widths=(0.3, 0.5))
    )
    second = Paper(2).table([["", "二、主导产品为轴承。"]], widths=(0.3, 0.5))
    text = values(first.page(), second.page())["enterprise_profile"]
    assert text is not None
    assert text.replace(",", "，") == "一、公司成立于二〇一〇年，二、主导产品为轴承。"


def test_lost_rule_between_two_rows_is_put_back() -> None:
    page = basic()
    second_row = sorted({rule.y0 for rule in page.rulings if rule.is_horizontal})[1]
    rulings = tuple(r for r in page.rulings if not (r.is_horizontal and r.y0 == second_row))
    read_values = values(page.model_copy(update={"rulings": rulings}))
    assert read_values["applicant_name"] == "江南轴承有限公司"
    assert read_values["legal_representative"] == "江子衿"
    assert read_values["registered_place"] == "安徽省"


def test_values_found_without_any_rule_are_doubted() -> None:
    page = basic(rules=False).model_copy(update={"rulings": ()})
    reading = field(read(page)[0], "applicant_name").reading
    assert reading is not None
    assert reading.value == "江南轴承有限公司"
    assert Doubt.out_of_place in reading.doubts


def test_native_table() -> None:
    texts = [["企业名称", "江南轴承有限公司"], ["企业类型", "□国有 □合资 ☑民营 □其他"]]
    cells = tuple(
        CellText(
            row=r, column=c, row_span=1, column_span=1, text=text,
            box=Box(0.1 + 0.4 * c, 0.1 + 0.05 * r, 0.5 + 0.4 * c, 0.15 + 0.05 * r),
        )
        for r, row in enumerate(texts)
        for c, text in enumerate(row)
    )  # fmt: skip
    table = NativeTable(box=Box(0.1, 0.1, 0.9, 0.2), cells=cells)
    page = PageText(
        file="form.docx", page=1, width=595, height=842, source=TextSource.native, tables=(table,)
    )
    read_values = values(page)
    assert read_values["applicant_name"] == "江南轴承有限公司"
    assert read_values["enterprise_type"] == "民营"
