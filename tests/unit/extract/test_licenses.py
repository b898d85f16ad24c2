"""Business licences: columns, torn and glued labels, dates in pieces, numbers with check characters."""

from __future__ import annotations

import pytest

from models.field import Doubt, FieldStatus
from models.issue import IssueCode
from models.kinds.registration_number import check_digit
from models.page import PageText
from tests.unit.extract.drawing import line, page
from tests.unit.extract.lookups import field_of, reading_of
from tests.unit.extract.papers import CODE, USCC, landscape_license, record, values


def test_landscape_license_is_read_from_both_columns() -> None:
    read = values("business_license", landscape_license())
    assert read["uscc"] == USCC
    assert read["company_name"] == "松陵市云岫精密仪器有限公司"
    assert read["enterprise_type"] == "有限责任公司(自然人投资或控股)"
    assert read["legal_representative"] == "文若谦"
    assert read["registered_capital"] == "3000000"
    assert read["establishment_date"] == "2019-09-16"
    assert read["operating_period"] == "../.."
    assert read["address"] == "松陵市望溪路76号3栋501室"
    assert read["business_scope"] == "精密仪器、仪表的研发、制造和销售;货物及技术进出口。"
    assert read["issue_date"] == "2020-03-02"
    assert read["duplicate_number"] == "1-1"


def test_fields_that_are_not_printed_are_absent() -> None:
    read, issues = record("business_license", landscape_license())
    absent = {field.key for field in read.fields if field.status is FieldStatus.absent}
    assert {"registration_authority", "paid_in_capital", "investor", "executive_partner"} <= absent
    assert issues == ()


def test_every_value_points_at_its_place() -> None:
    read, _ = record("business_license", landscape_license())
    field = read.get("address")
    assert field is not None and field.reading is not None and field.reading.place is not None
    box = field.reading.place.box
    assert (field.reading.place.file, field.reading.place.page) == ("licence.jpg", 1)
    assert box.x0 == pytest.approx(0.66, abs=0.001)
    assert box.y0 < 0.55 < 0.567 < box.y1


def test_stacked_label_characters_stand_with_their_rows() -> None:
    stacked = line("名类住", x=0.10, y=0.43, height=0.02).model_copy(
        update={"box": (0.10, 0.385, 0.125, 0.475), "char_spans": ()}
    )
    drawn = page(
        [
            stacked,
            line("称", x=0.17, y=0.40),
            line("松陵仪表有限公司", x=0.21, y=0.40),
            line("型", x=0.17, y=0.43),
            line("有限责任公司", x=0.21, y=0.43),
            line("所", x=0.17, y=0.46),
            line("松陵市望溪路76号", x=0.21, y=0.46),
            line("法定代表人", x=0.10, y=0.49),
            line("陆安澜", x=0.21, y=0.49),
        ]
    )
    drawn = PageText.model_validate(drawn.model_dump())
    read = values("business_license", drawn)
    assert read["company_name"] == "松陵仪表有限公司"
    assert read["enterprise_type"] == "有限责任公司"
    assert read["address"] == "松陵市望溪路76号"


def test_credit_code_is_told_from_its_neighbours_by_its_check_character() -> None:
    drawn = page(
        [
            line("统社会信用代码", x=0.10, y=0.20),
            line(f"{USCC}1-1", x=0.30, y=0.20),
            line("编号320214000201608120041", x=0.10, y=0.10),
        ]
    )
    read = values("business_license", drawn)
    assert read["uscc"] == USCC
    assert read["serial_number"] == "320214000201608120041"


def test_credit_code_with_wrong_check_character_is_doubted() -> None:
    wrong = CODE + ("1" if USCC[-1] != "1" else "2")
    read, _ = record("business_license", page([line(f"统一社会信用代码：{wrong}", x=0.1, y=0.2)]))
    field = read.get("uscc")
    assert field is not None and field.reading is not None
    assert Doubt.check_digit in field.reading.doubts or Doubt.repaired in field.reading.doubts


def test_copy_number_behind_a_registration_number_is_cut_off() -> None:
    number = "33010420007218" + check_digit("33010420007218")
    drawn = page([line(f"注册号{number}1-1", x=0.4, y=0.35)])
    assert values("business_license", drawn)["registration_number"] == number


def test_misread_label_and_lost_label_characters_are_found_in_the_column() -> None:
    drawn = page(
        [
            line("名", x=0.10, y=0.40),
            line("称", x=0.17, y=0.40),
            line("松陵仪表有限公司", x=0.21, y=0.40),
            line("法定代衰人", x=0.10, y=0.44),
            line("陆安澜", x=0.21, y=0.44),
            line("营业期限", x=0.10, y=0.48),
            line("长期", x=0.21, y=0.48),
            line("成", x=0.10, y=0.52),
            line("2011年08月17日", x=0.21, y=0.52),
        ]
    )
    read, _ = record("business_license", drawn)
    assert field_of(read, "legal_representative").value == "陆安澜"
    day = field_of(read, "establishment_date")
    assert day.reading is not None
    assert day.value == "2011-08-17"
    assert Doubt.repaired in day.reading.doubts


def test_misread_label_glued_to_its_date_is_found() -> None:
    assert (
        values("business_license", page([line("或立日期2018年05月03日", x=0.1, y=0.4)]))[
            "establishment_date"
        ]
        == "2018-05-03"
    )


def test_text_where_an_amount_belongs_is_no_amount() -> None:
    drawn = page([line("注册资本：本市实行注册资本认缴登记制度", x=0.1, y=0.6)])
    read, issues = record("business_license", drawn)
    assert field_of(read, "registered_capital").status is FieldStatus.absent
    assert issues == ()


def test_printed_but_unreadable_amount_is_an_issue_with_its_place() -> None:
    drawn = page([line("注册资本", x=0.1, y=0.6), line("人民战试式佰万元", x=0.2, y=0.6)])
    read, issues = record("business_license", drawn)
    field = field_of(read, "registered_capital")
    assert field.reading is not None
    assert field.status is FieldStatus.unreadable
    assert field.value is None
    assert field.reading.place is not None
    assert [issue.code for issue in issues] == [IssueCode.field_unreadable]


def test_misread_month_sign_is_mended_and_doubted() -> None:
    drawn = page([line("成立日期2012年05日29日", x=0.1, y=0.6)])
    read, _ = record("business_license", drawn)
    field = field_of(read, "establishment_date")
    assert field.reading is not None
    assert field.value == "2012-05-29"
    assert Doubt.repaired in field.reading.doubts


def test_watermarks_and_footers_do_not_leak_into_values() -> None:
    drawn = page(
        [
            line("住所", x=0.1, y=0.50),
            line("松陵市望溪路76号", x=0.2, y=0.50),
            line("仅供投标使用 再次复印无效", x=0.2, y=0.516),
            line("企业信用信息公示系统网址：", x=0.1, y=0.53),
        ]
    )
    assert values("business_license", drawn)["address"] == "松陵市望溪路76号"


def test_blank_form_has_no_values() -> None:
    drawn = page(
        [
            line(text, x=0.1, y=0.3 + 0.04 * at)
            for at, text in enumerate(("名称", "类型", "成立日期"))
        ]
        + [line("登记机关", x=0.6, y=0.7), line("年 月 日", x=0.7, y=0.8)]
    )
    assert values("business_license", drawn) == {}


def test_date_at_the_seal_without_its_day_is_unreadable() -> None:
    drawn = page([line("登记机关", x=0.6, y=0.75), line("2016年08月", x=0.62, y=0.8)])
    read, _ = record("business_license", drawn)
    assert field_of(read, "issue_date").status is FieldStatus.unreadable


def test_value_whose_label_was_lost_is_found_by_its_wording_and_doubted() -> None:
    drawn = page(
        [
            line("松陵仪表有限公司", x=0.21, y=0.40),
            line("有限责任公司(自然人独资)", x=0.21, y=0.43),
            line("法定代表人", x=0.10, y=0.46),
            line("陆安澜", x=0.21, y=0.46),
        ]
    )
    read, _ = record("business_license", drawn)
    assert field_of(read, "company_name").value == "松陵仪表有限公司"
    assert field_of(read, "enterprise_type").value == "有限责任公司(自然人独资)"
    assert reading_of(read, "company_name").doubts == (Doubt.out_of_place,)


def test_short_line_was_not_broken_off_and_takes_no_further_line() -> None:
    drawn = page(
        [
            line("住所", x=0.10, y=0.40),
            line("松陵市望溪路76号", x=0.21, y=0.40),
            line("陆安澜", x=0.21, y=0.415),
            line("经营范围", x=0.10, y=0.45),
            line(
                "精密仪器、仪表的研发、制造和销售；货物及技术进出口业务的经营和代理", x=0.21, y=0.45
            ),
        ]
    )
    assert values("business_license", drawn)["address"] == "松陵市望溪路76号"


def test_label_of_no_declared_field_ends_a_value() -> None:
    drawn = page(
        [
            line("住所：松陵市望溪路76号三栋五层五零一室东侧靠窗的那一间办公用房", x=0.10, y=0.40),
            line("备注：本执照由申请人自行打印", x=0.10, y=0.416),
        ]
    )
    read = values("business_license", drawn)
    assert read["address"] == "松陵市望溪路76号三栋五层五零一室东侧靠窗的那一间办公用房"
