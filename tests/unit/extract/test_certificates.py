"""Patents, software, management systems, honours, proofs: labels, sentences, signatures, doubts."""

from __future__ import annotations

import pytest

from models.field import Doubt, FieldStatus
from models.geometry import Box
from models.page import PageText, Seal, SealColour
from tests.unit.extract.drawing import line, page
from tests.unit.extract.lookups import field_of, reading_of
from tests.unit.extract.papers import (
    USCC,
    management,
    patent,
    patent_back,
    record,
    values,
)


def test_patent_certificate_with_its_second_page() -> None:
    read = values("patent_certificate", patent(), patent_back(), parts=("certificate", "back_page"))
    assert read["patent_type"] == "实用新型专利证书"
    assert read["title"] == "一种轴承清洗烘干一体机"
    assert read["certificate_number"] == "2484813"
    assert read["patent_number"].startswith("ZL2019201")
    assert read["filing_date"] == "2019-01-22"
    assert read["grant_date"] == "2019-11-15"
    assert read["grant_publication_number"] == "CN209123456U"
    assert read["inventors"] == "文若谦;陆安澜"
    assert read["address"] == "215200江苏省松陵市望溪路76号3栋501室"
    assert read["annual_fee_due"] == "每年01月22日前"
    assert read["applicant_at_filing"] == "松陵仪表厂"
    assert read["inventors_at_filing"] == "文若谦;阮怀瑾"


def test_title_in_traditional_characters_names_the_type() -> None:
    drawn = page([line("發明專利證書", x=0.3, y=0.2, height=0.03)])
    assert values("patent_certificate", drawn)["patent_type"] == "发明专利证书"


def test_filing_year_other_than_in_the_number_is_doubted() -> None:
    lines = [item for item in patent().lines if "申请日" not in item.text]
    drawn = page([*lines, line("专利申请日：2011年01月22日", x=0.13, y=0.51)])
    read, _ = record("patent_certificate", drawn)
    assert Doubt.does_not_add_up in reading_of(read, "filing_date").doubts


def software(published: str) -> PageText:
    return page(
        [
            line("计算机软件著作权登记证书", x=0.2, y=0.19, height=0.03),
            line("证书号：软著登字第1234567号", x=0.61, y=0.24),
            line("软件名称：", x=0.12, y=0.28),
            line("云岫轴承振动分析软件", x=0.30, y=0.28),
            line("[简称：振动分析]", x=0.30, y=0.297),
            line("V2.0", x=0.30, y=0.314),
            line("著作权人：松陵市云岫精密仪器有限公司", x=0.12, y=0.35),
            line("开发完成日期：2019年03月04日", x=0.12, y=0.43),
            line(f"首次发表日期：{published}", x=0.12, y=0.47),
            line("权利取得方式：原始取得", x=0.12, y=0.51),
            line("权利范围：全部权利", x=0.12, y=0.55),
            line("登记号：2019SR0123456", x=0.12, y=0.59),
            line("No.04567890", x=0.16, y=0.87),
            line("2019年08月20日", x=0.60, y=0.87),
        ]
    )


def test_software_name_block_is_taken_apart() -> None:
    read = values("software_copyright_cert", software("2019年04月05日"))
    assert read["software_name"] == "云岫轴承振动分析软件"
    assert read["short_name"] == "振动分析"
    assert read["version"] == "V2.0"
    assert read["certificate_number"] == "软著登字第1234567号"
    assert read["registration_number"] == "2019SR0123456"
    assert read["serial_number"] == "04567890"
    assert read["first_publication_date"] == "2019-04-05"
    assert read["registration_date"] == "2019-08-20"


def test_unpublished_software_says_so() -> None:
    assert (
        values("software_copyright_cert", software("未发表"))["first_publication_date"] == "未发表"
    )


def test_management_system_certificate() -> None:
    read = values("management_system_cert", management())
    assert read["holder_name"] == "松陵市云岫精密仪器有限公司"
    assert read["uscc"] == USCC
    assert read["certificate_number"] == "51619Q1234R1M"
    assert read["standard"] == "GB/T 19001-2016/ISO 9001:2015"
    assert read["scope"] == "精密仪器的研发、制造和销售"
    assert read["first_issue_date"] == "2016-06-12"
    assert read["issue_date"] == "2019-06-12"
    assert read["valid_until"] == "2022-06-11"
    assert read["certification_body"] == "华衡正信认证有限公司"
    assert read["registered_address"] == "松陵市望溪路76号"


def test_two_dates_in_a_row_go_to_their_own_labels() -> None:
    drawn = page(
        [line("首次注册日期：2012年06月05日-注册有效截止日期：2023年03月14日", x=0.2, y=0.7)]
    )
    read = values("management_system_cert", drawn)
    assert read["first_issue_date"] == "2012-06-05"
    assert read["valid_until"] == "2023-03-14"


def high_tech(authority: str = "") -> PageText:
    seal = line("市财", x=0.48, y=0.70).model_copy(update={"under_seal": True})
    return page(
        [
            line("高新技术企业", x=0.25, y=0.30, height=0.06),
            line("证书", x=0.42, y=0.40, height=0.05),
            line("企业名称：松陵市云岫精密仪器有限公司", x=0.12, y=0.50),
            line("证书编号：GR202032001234", x=0.62, y=0.50),
            line("发证时间：二〇二〇年十二月二日", x=0.12, y=0.56),
            line("有效期：三年", x=0.62, y=0.56),
            line("批准机关：" + authority, x=0.12, y=0.62),
            *([] if authority else [seal]),
        ]
    )


def test_high_tech_certificate_takes_no_scraps_of_seals_for_authorities() -> None:
    read = values("high_tech_cert", high_tech())
    assert read["certificate_number"] == "GR202032001234"
    assert read["issue_date"] == "2020-12-02"
    assert read["valid_for"] == "三年"
    assert "issuing_authority" not in read
    assert (
        values("high_tech_cert", high_tech("松陵市财政局"))["issuing_authority"] == "松陵市财政局"
    )


def test_honor_certificate_from_its_sentences_and_signature() -> None:
    drawn = page(
        [
            line("荣誉证书", x=0.38, y=0.15, height=0.05),
            line("松陵市云岫精密仪器有限公司：", x=0.12, y=0.30),
            line("在2020年度评比中表现突出，授予“松陵市质量标杆企业”称号。", x=0.15, y=0.35),
            line("特发此证。", x=0.15, y=0.42),
            line("松陵市工业和信息化局", x=0.60, y=0.60),
            line("2021年3月8日", x=0.64, y=0.63),
        ]
    )
    read = values("honor_cert", drawn)
    assert read["holder_name"] == "松陵市云岫精密仪器有限公司"
    assert read["award_name"] == "松陵市质量标杆企业"
    assert read["issuing_authority"] == "松陵市工业和信息化局"
    assert read["issue_date"] == "2021-03-08"


def test_title_certificate_with_a_printed_range() -> None:
    drawn = page(
        [
            line("证书", x=0.42, y=0.15, height=0.05),
            line("松陵市云岫精密仪器有限公司：", x=0.12, y=0.30),
            line("经审核，认定你单位为江苏省“专精特新”中小企业。", x=0.15, y=0.35),
            line("有效期：2020年8月18日至2023年8月17日", x=0.12, y=0.60),
            line("江苏省工业和信息化厅", x=0.62, y=0.62),
            line("2020年8月18日", x=0.65, y=0.65),
        ]
    )
    read = values("title_proof", drawn)
    assert read["title"] == "江苏省“专精特新”中小企业"
    assert read["level"] == "省级"
    assert read["valid_until"] == "2023-08-17"
    assert read["issue_date"] == "2020-08-18"


def test_market_shares_come_once_per_year() -> None:
    drawn = page(
        [
            line("关于主导产品市场占有率的证明", x=0.28, y=0.20, height=0.02),
            line("兹证明会员单位松陵市云岫精密仪器有限公司的主导产", x=0.18, y=0.30),
            line("品“高速轴承”，2019年度国内市场占有率为11.6%，在江", x=0.13, y=0.33),
            line(
                "苏省排名第2位；2020年度国内市场占有率为12.8%，在江苏省排名第1位。", x=0.13, y=0.36
            ),
            line("中国轴承行业协会", x=0.60, y=0.60),
            line("2021年4月12日", x=0.62, y=0.63),
        ]
    )
    read, _ = record("market_share_proof", drawn)
    shares = {field.period: field.value for field in read.all("market_share")}
    ranks = {field.period: field.value for field in read.all("rank_in_province")}
    assert shares == {"2019": "11.6", "2020": "12.8"}
    assert ranks == {"2019": "2", "2020": "1"}
    assert field_of(read, "product").value == "高速轴承"
    assert field_of(read, "issuer").value == "中国轴承行业协会"


def test_notice_with_a_list_names_every_institution_and_no_holder() -> None:
    drawn = page(
        [
            line("关于认定2018年省级企业技术中心的通知", x=0.20, y=0.25, height=0.02),
            line("江经信科技〔2018〕91号", x=0.37, y=0.18),
            line("1. 望山精铸有限公司技术中心", x=0.17, y=0.42),
            line("2. 松陵市云岫精密仪器有限公司技术中心", x=0.17, y=0.45),
            line("江苏省经济和信息化厅", x=0.61, y=0.76),
            line("2018年11月20日", x=0.63, y=0.79),
        ]
    )
    read, _ = record("rd_institution_proof", drawn)
    names = [field.value for field in read.all("institution_name")]
    assert names == ["望山精铸有限公司技术中心", "松陵市云岫精密仪器有限公司技术中心"]
    assert field_of(read, "holder_name").status is FieldStatus.absent
    assert field_of(read, "institution_type").value == "企业技术中心"
    assert field_of(read, "document_number").value == "江经信科技(2018)91号"


def test_trademark_certificate() -> None:
    drawn = page(
        [
            line("第 11498492 号", x=0.67, y=0.11),
            line("商标注册证", x=0.33, y=0.16, height=0.04),
            line("云岫", x=0.40, y=0.27, height=0.05),
            line("核定使用商品/服务项目（国际分类：7）", x=0.16, y=0.39),
            line("第7类：轴承（机器部件）；滚珠轴承", x=0.16, y=0.415),
            line("注册人 松陵市云岫精密仪器有限公司", x=0.16, y=0.45),
            line("注册日期 2014年05月21日", x=0.16, y=0.51),
            line("有效期至 2024年05月20日", x=0.16, y=0.55),
        ]
    )
    read = values("trademark_cert", drawn)
    assert read["registration_number"] == "11498492"
    assert read["trademark"] == "云岫"
    assert read["nice_class"] == "7"
    assert read["holder_name"] == "松陵市云岫精密仪器有限公司"
    assert read["valid_until"] == "2024-05-20"


@pytest.mark.parametrize(("sealed", "said"), [(True, "是"), (False, "否")])
def test_declaration_says_whether_a_seal_stands_on_it(sealed: bool, said: str) -> None:
    drawn = page(
        [
            line("真实性声明", x=0.4, y=0.12, height=0.03),
            line("本单位声明：所提交的材料真实、合法、有效。", x=0.15, y=0.25),
            line("2021年4月30日", x=0.62, y=0.63),
        ]
    )
    seal = Seal(box=Box(0.6, 0.55, 0.75, 0.68), colour=SealColour.red, shape="round")
    drawn = drawn.model_copy(update={"seals": (seal,) if sealed else ()})
    read = values("commitment_letter", drawn)
    assert read["declaration_seal"] == said
    assert read["declaration_date"] == "2021-04-30"


def test_a_label_for_the_seal_holds_no_text() -> None:
    drawn = page(
        [
            line("真实性声明", x=0.4, y=0.12, height=0.03),
            line("公章：松陵仪表厂", x=0.15, y=0.55),
            line("2021年4月30日", x=0.62, y=0.63),
        ]
    )
    read = values("commitment_letter", drawn)
    assert (read["declaration_seal"], read["declaration_date"]) == ("否", "2021-04-30")


def test_second_reading_that_differs_is_a_doubt_and_kept() -> None:
    drawn = page(
        [
            line("发证时间：", x=0.12, y=0.56),
            line("2020年12月02日", x=0.25, y=0.56, second="2020年12月05日"),
        ]
    )
    read, _ = record("high_tech_cert", drawn)
    reading = reading_of(read, "issue_date")
    assert Doubt.readings_differ in reading.doubts
    assert reading.second == "2020-12-05"


def test_weak_decisive_character_is_a_doubt() -> None:
    drawn = page(
        [
            line("证书编号：", x=0.1, y=0.2),
            line("GR202032001234", x=0.3, y=0.2, confidences=[0.99] * 13 + [0.5]),
        ]
    )
    read, _ = record("high_tech_cert", drawn)
    field = field_of(read, "certificate_number")
    assert field.reading is not None
    assert field.reading.doubts == (Doubt.low_confidence,)
    assert field.reading.confidence == 0.5


def test_documents_of_unknown_type_have_no_fields() -> None:
    read, issues = record("no_such_type", page([line("任意文字", x=0.1, y=0.1)]))
    assert read.fields == ()
    assert issues == ()
