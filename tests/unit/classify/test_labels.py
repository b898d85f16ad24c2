"""Labels of single pages: types, parts, first pages, and pages that are no paper."""

from __future__ import annotations

import pytest

from extractor.classify import label_pages
from extractor.classify.signs import contains_nearly
from models.catalogue import load_catalogue
from models.page import PageLabel, PageText, TextSource
from tests.unit.extract.drawing import line, page
from tests.unit.extract.papers import landscape_license, management, patent, patent_back


def label(drawn: PageText) -> PageLabel:
    return label_pages([drawn], load_catalogue())[0]


@pytest.mark.parametrize(
    ("drawn", "kind"),
    [
        (landscape_license(), "business_license"),
        (patent(), "patent_certificate"),
        (management(), "management_system_cert"),
    ],
)
def test_first_pages_are_recognised_and_start_a_paper(drawn: PageText, kind: str) -> None:
    found = label(drawn)
    assert found.type == kind
    assert found.starts
    assert found.score > 0.6


def test_second_page_of_a_patent_is_a_part_and_starts_nothing() -> None:
    found = label(patent_back())
    assert (found.type, found.part, found.starts) == ("patent_certificate", "back_page", False)


def test_letter_spaced_title_on_several_lines_is_one_title() -> None:
    drawn = page(
        [
            *(
                line(char, x=0.3 + 0.1 * at, y=0.2, height=0.05)
                for at, char in enumerate("营业执照")
            ),
            line("统一社会信用代码", x=0.1, y=0.3),
            line("法定代表人", x=0.1, y=0.5),
            line("经营范围", x=0.1, y=0.55),
            line("登记机关", x=0.6, y=0.8),
        ]
    )
    assert label(drawn).type == "business_license"


def test_title_in_two_lines_is_joined() -> None:
    drawn = page(
        [
            line("高新技术企业", x=0.25, y=0.30, height=0.05),
            line("证书", x=0.42, y=0.37, height=0.05),
            line("企业名称：松陵仪表有限公司", x=0.12, y=0.50),
            line("证书编号：GR202032001234", x=0.60, y=0.50),
            line("批准机关：", x=0.12, y=0.60),
        ]
    )
    assert label(drawn).type == "high_tech_cert"


def test_words_of_a_type_in_running_text_do_not_make_the_type() -> None:
    drawn = page(
        [
            line(
                "公司持有营业执照及发明专利证书若干，并通过质量管理体系认证。",
                x=0.1,
                y=0.3 + 0.03 * at,
            )
            for at in range(6)
        ]
    )
    assert label(drawn).type is None


def test_statement_pages_carry_their_part() -> None:
    drawn = page(
        [
            line("资产负债表", x=0.42, y=0.08, height=0.02),
            line("编制单位：松陵仪表有限公司", x=0.1, y=0.12),
            line("流动资产合计", x=0.1, y=0.4),
            line("资产总计", x=0.1, y=0.7),
            line("负债合计", x=0.5, y=0.6),
        ]
    )
    found = label(drawn)
    assert (found.type, found.part, found.starts) == ("audit_report", "balance_sheet", False)


def test_cover_and_opinion_open_an_audit_report() -> None:
    cover = page(
        [
            line("松陵仪表有限公司", x=0.38, y=0.25, height=0.02),
            line("2020年度审计报告", x=0.35, y=0.32, height=0.03),
            line("松岳会计师事务所（普通合伙）", x=0.34, y=0.8, height=0.016),
        ]
    )
    opinion = page(
        [
            line("审计报告", x=0.44, y=0.10, height=0.025),
            line("松陵仪表有限公司全体股东：", x=0.1, y=0.18),
            line("一、审计意见", x=0.1, y=0.22),
            line("我们审计了松陵仪表有限公司的财务报表，在所有重大方面公允反映。", x=0.1, y=0.26),
        ]
    )
    found = label_pages([cover, opinion], load_catalogue())
    assert [(item.type, item.part, item.starts) for item in found] == [
        ("audit_report", "cover", True),
        ("audit_report", "opinion", True),
    ]


def test_blank_divider_and_contents_pages() -> None:
    blank = page([])
    divider = page([line("附件三 知识产权证明材料", x=0.3, y=0.45, height=0.03)])
    contents = page(
        [
            line("目录", x=0.46, y=0.1, height=0.03),
            line("一、营业执照…………1", x=0.1, y=0.2),
            line("二、审计报告…………2", x=0.1, y=0.25),
        ]
    )
    first, second, third = label_pages([blank, divider, contents], load_catalogue())
    assert first.blank and first.type is None
    assert (second.type, second.part, second.blank) == (None, "divider", False)
    assert third.type == "evidence_index"


def test_divider_that_names_a_paper_is_not_that_paper() -> None:
    assert label(page([line("营业执照", x=0.36, y=0.45, height=0.05)])).type is None


def test_acceptance_notice_is_no_patent_certificate() -> None:
    drawn = page(
        [
            line("国家知识产权局", x=0.4, y=0.08),
            line("专利申请受理通知书", x=0.3, y=0.25, height=0.025),
            line("申请号：202011608925.1", x=0.1, y=0.4),
            line("申请日：2020年12月30日", x=0.1, y=0.44),
        ]
    )
    assert label(drawn).type == "patent_acceptance_notice"


def test_unknown_page_with_a_large_title_starts_something() -> None:
    drawn = page(
        [line("产品说明", x=0.35, y=0.15, height=0.04)]
        + [
            line("某种产品的使用方法以及注意事项介绍。", x=0.1, y=0.3 + 0.03 * at)
            for at in range(5)
        ]
    )
    found = label(drawn)
    assert found.type is None
    assert found.starts


def test_pages_do_not_influence_each_other() -> None:
    pages = [landscape_license(), patent(), management()]
    together = label_pages(pages, load_catalogue())
    assert together == tuple(label(item) for item in pages)


@pytest.mark.parametrize(
    ("text", "nearly"),
    [("质量管理休系认证证书", True), ("质量管理认证证书", False), ("环境管理休系认征证书", False)],
)
def test_one_misread_character_in_a_title_is_forgiven(text: str, nearly: bool) -> None:
    assert contains_nearly(text, "管理体系认证证书") is nearly


def test_licence_of_the_auditor_belongs_to_the_audit_report() -> None:
    lines = [item for item in landscape_license().lines if "公司" not in item.text]
    drawn = page([*lines, line("松岳会计师事务所（普通合伙）", x=0.20, y=0.40)])
    found = label(drawn)
    assert (found.type, found.part, found.starts) == ("audit_report", "firm_papers", False)


def test_the_subject_line_of_an_official_document_is_a_title_at_any_size() -> None:
    drawn = page(
        [
            line("潭州市发展和改革委员会文件", x=0.2, y=0.12, height=0.03),
            line("关于年产2万台水质分析仪项目节能报告的审查意见", x=0.1, y=0.2, height=0.014),
            line("澄岭测控仪器有限公司：", x=0.1, y=0.26),
            line("报来的材料收悉，经审查，原则同意。", x=0.13, y=0.3),
            line("2021年7月15日", x=0.7, y=0.4),
        ]
    )
    assert label(drawn).type == "project_approval"


def test_a_sentence_in_the_middle_of_the_page_is_no_title() -> None:
    drawn = page(
        [
            line("校企产学研合作协议书", x=0.35, y=0.15, height=0.02),
            line("甲方：澄岭测控仪器有限公司", x=0.15, y=0.22),
            line("乙方：潭州理工大学", x=0.15, y=0.26),
            line("双方本着互利的原则，就共建联合研发中心达成如下协议：", x=0.25, y=0.3),
        ]
    )
    assert label(drawn).type == "project_contract"


@pytest.mark.parametrize(
    ("source", "kind"), [(TextSource.native, "supply_contract"), (TextSource.ocr, None)]
)
def test_the_first_line_of_a_typed_page_without_sizes_is_its_title(
    source: TextSource, kind: str | None
) -> None:
    texts = ("产品购销合同", "合同编号：HT-1", "需方：甲公司", "供方：乙公司", "交货时间：三十日内")
    lines = [line(text, x=0.04, y=0.02 + 0.02 * at) for at, text in enumerate(texts)]
    assert label(page(lines).model_copy(update={"source": source})).type == kind
