"""Values that run into the next label, labels in two languages, semicolons read as colons."""

from __future__ import annotations

import pytest

from models.field import Doubt
from tests.unit.extract.drawing import grid, line, page
from tests.unit.extract.lookups import reading_of
from tests.unit.extract.papers import record, values

NAME = "松陵市云岫精密仪器有限公司"


@pytest.mark.parametrize(
    "printed",
    [
        f"{NAME}（盖章）单位：万元",
        f"{NAME}(公章)",
        f"{NAME} 金额单位：人民币元（列至角分）",
        f"{NAME}公司地址：松陵市望溪路76号",
    ],
)
def test_a_company_name_ends_before_its_seal_note_and_the_next_label(printed: str) -> None:
    drawn = page([line(f"企业名称：{printed}", x=0.1, y=0.2), line("指标", x=0.1, y=0.216)])
    assert values("tax_sealed_operating_data", drawn)["holder_name"] == NAME


@pytest.mark.parametrize(
    "name", ["松陵云岫集团有限公司", "松陵市云岫合伙企业(有限合伙)", "松陵厂房设备有限公司"]
)
def test_a_name_is_not_cut_at_words_that_may_end_one(name: str) -> None:
    drawn = page([line(f"企业名称：{name}", x=0.1, y=0.2)])
    assert values("tax_sealed_operating_data", drawn)["holder_name"] == name


def test_a_label_behind_a_value_in_the_same_line_is_one() -> None:
    drawn = page(
        [
            line("中华人民共和国海关出口货物报关单", x=0.3, y=0.1, height=0.03),
            line(f"境内发货人：{NAME}出口日期：2017-03-28", x=0.1, y=0.2),
            line("申报日期：2017-03-02", x=0.7, y=0.2),
        ]
    )
    read = values("export_proof", drawn)
    assert read["holder_name"] == NAME
    assert read["export_date"] == "2017-03-28"


@pytest.mark.parametrize(
    "label", ["Sel1er（卖方）：", "Seller(卖方):", "The Seller/卖方：", "卖方："]
)
def test_a_label_in_two_languages_is_found_by_either(label: str) -> None:
    drawn = page(
        [
            line("SALES CONTRACT", x=0.35, y=0.1, height=0.03),
            line(f"{label}{NAME}", x=0.1, y=0.2),
            line("Buyer(买方):SUND PUMPE GMBH", x=0.1, y=0.25),
        ]
    )
    assert values("export_proof", drawn)["holder_name"] == NAME


def test_a_certificate_whose_holder_stands_above_what_it_makes() -> None:
    drawn = page(
        [
            line("防爆合格证", x=0.4, y=0.1, height=0.03),
            line("证号:CE17.1234X", x=0.7, y=0.16),
            line(NAME, x=0.16, y=0.19),
            line("(松陵市望溪路76号)", x=0.12, y=0.215),
            line("制造的产品：", x=0.11, y=0.24),
            line("名称", x=0.11, y=0.26),
            line("压力变送器", x=0.2, y=0.26),
        ]
    )
    read = values("product_cert", drawn)
    assert (read["holder_name"], read["product"]) == (NAME, "压力变送器")


def test_a_colon_between_lines_of_business_is_a_misread_semicolon() -> None:
    printed = "一般项目：阀门制造：阀门销售；仪器修理：检测服务。许可项目：货物进出口"
    read, _ = record("business_license", page([line(f"经营范围：{printed}", x=0.1, y=0.3)]))
    scope = reading_of(read, "business_scope")
    assert scope.value == "一般项目:阀门制造;阀门销售;仪器修理;检测服务。许可项目:货物进出口"
    assert scope.doubts == (Doubt.repaired,)
    assert "阀门制造：阀门销售" in scope.raw


def test_lines_of_business_without_a_misread_mark_are_not_doubted() -> None:
    printed = "经营：五金零售（营业时间8:00）；分支机构经营：仪器修理"
    read, _ = record("business_license", page([line(f"经营范围：{printed}", x=0.1, y=0.3)]))
    assert reading_of(read, "business_scope").doubts == ()


def test_a_colon_between_persons_is_a_misread_semicolon() -> None:
    read, _ = record("ic_layout_cert", page([line("布图设计创作人：文若谦：陆安澜", x=0.1, y=0.3)]))
    creators = reading_of(read, "creators")
    assert (creators.value, creators.doubts) == ("文若谦;陆安澜", (Doubt.repaired,))


def test_a_seller_whose_label_lost_its_first_character_is_not_taken_for_the_buyer() -> None:
    drawn = page(
        [
            line("增值税专用发票", x=0.4, y=0.1, height=0.03),
            line("购买方", x=0.08, y=0.2),
            line("称：松陵仪表有限公司", x=0.5, y=0.2),
            line("销售方", x=0.08, y=0.4),
            line(f"名称：{NAME}", x=0.5, y=0.4),
        ]
    )
    read = values("invoice", drawn)
    assert (read["buyer"], read["seller"]) == ("松陵仪表有限公司", NAME)


def test_an_empty_sliver_between_label_and_value_is_no_cell() -> None:
    cells = [0.1, 0.3, 0.5, 0.52, 0.8]
    drawn = page(
        [
            line("网上银行电子回单", x=0.4, y=0.1, height=0.03),
            line("账号", x=0.53, y=0.16),
            line("34001234", x=0.6, y=0.16),
            line("开户行", x=0.53, y=0.185),
            line("松陵银行", x=0.6, y=0.185),
            line("摘要", x=0.11, y=0.225),
            line("交易日期", x=0.31, y=0.225),
            line("2017-03-28", x=0.6, y=0.225),
            line("用途", x=0.11, y=0.275),
            line("货款", x=0.31, y=0.275),
        ]
    ).model_copy(update={"rulings": grid(cells, [0.2, 0.25, 0.3])})
    assert values("payment_proof", drawn)["transaction_date"] == "2017-03-28"
