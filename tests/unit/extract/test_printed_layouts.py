"""What certificates print around their labels: translations, lists of names, labels inside cells, plaques."""

from __future__ import annotations

import pytest

from extractor.extract.certificates import read_certificate
from models.catalogue import Catalogue, load_catalogue
from models.document import Document
from models.field import Field
from models.page import PageText, TextLine
from models.submission import PageRef
from tests.unit.extract.drawing import grid, line, page


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def read(catalogue: Catalogue, kind: str, sheet: PageText) -> dict[str, Field]:
    document = Document(
        id="d1",
        type=kind,
        confidence=1.0,
        pages=(PageRef(file=sheet.file, page=sheet.page),),
        parts=(None,),
    )
    fields, _ = read_certificate(document, (sheet,), catalogue.document_type(kind))
    return {field.key: field for field in fields}


def rows(*texts: str, x: float = 0.12) -> list[TextLine]:
    return [line(text, x=x, y=0.2 + 0.05 * at) for at, text in enumerate(texts)]


def test_a_label_may_carry_its_translation(catalogue: Catalogue) -> None:
    sheet = page(
        rows("认证证书", "证书编号/Certificate No.: CN-12345-Q1", "Valid until: 2023-05-11")
    )
    fields = read(catalogue, "management_system_cert", sheet)
    assert fields["certificate_number"].value == "CN-12345-Q1"
    assert fields["valid_until"].value == "2023-05-11"


def test_two_companies_under_each_other_are_both_owners(catalogue: Catalogue) -> None:
    lines = [
        line("著作权人：", x=0.12, y=0.3),
        line("澄屿新材料有限公司", x=0.3, y=0.3),
        line("霁川智能装备股份有限公司", x=0.3, y=0.32),
        line("开发完成日期：2022年03月05日", x=0.12, y=0.36),
    ]
    fields = read(catalogue, "software_copyright_cert", page(lines))
    assert fields["owner"].value == "澄屿新材料有限公司;霁川智能装备股份有限公司"


def test_a_title_of_a_field_goes_before_its_other_wordings(catalogue: Catalogue) -> None:
    lines = [
        line("组成形式", x=0.55, y=0.3),
        line("个人经营", x=0.7, y=0.3),
        line("类型", x=0.12, y=0.35),
        line("个体工商户", x=0.25, y=0.35),
    ]
    fields = read(catalogue, "business_license", page(lines))
    assert fields["enterprise_type"].value == "个体工商户"


def test_a_cell_may_hold_label_and_value(catalogue: Catalogue) -> None:
    lines = [
        line("申请人：栖梧精密机械", x=0.12, y=0.31),
        line("有限公司", x=0.12, y=0.34),
        line("发明创造名称：一种阀门", x=0.52, y=0.31),
    ]
    sheet = page(lines, grid((0.1, 0.5, 0.9), (0.28, 0.37)))
    fields = read(catalogue, "patent_acceptance_notice", sheet)
    assert fields["applicant"].value == "栖梧精密机械有限公司"


def test_a_plaque_names_the_company_and_the_honour(catalogue: Catalogue) -> None:
    lines = [
        line("澄屿新材料有限公司", x=0.3, y=0.2),
        line("守合同重信用企业", x=0.25, y=0.3, height=0.05),
        line("合肥市市场监督管理局", x=0.5, y=0.6),
        line("2020年3月", x=0.55, y=0.65),
    ]
    fields = read(catalogue, "honor_cert", page(lines))
    assert fields["holder_name"].value == "澄屿新材料有限公司"
    assert fields["award_name"].value == "守合同重信用企业"


@pytest.mark.parametrize(
    ("text", "confidence", "authority"),
    [
        ("74p", 0.4, "芜湖市环境保护高技术产业示范基地开发管理中心"),
        ("分部", 0.4, "芜湖市环境保护高技术产业示范基地开发管理中心分部"),
        ("R&D", 0.95, "芜湖市环境保护高技术产业示范基地开发管理中心R&D"),
    ],
)
def test_hardly_readable_letters_below_a_value_are_specks(
    catalogue: Catalogue, text: str, confidence: float, authority: str
) -> None:
    lines = [
        line("颁证机关：芜湖市环境保护高技术产业示范基地开发管理中心", x=0.2, y=0.42),
        line(text, x=0.5, y=0.437, confidence=confidence),
        line("颁证日期：2018年5月", x=0.2, y=0.48),
    ]
    fields = read(catalogue, "honor_cert", page(lines))
    assert fields["issuing_authority"].value == authority


def test_a_label_may_stand_behind_the_number_of_its_row(catalogue: Catalogue) -> None:
    lines = rows(
        "101统一社会信用代码 91340208MA2N4E1K97", "102单位详细名称 芜湖霜叶环保设备有限公司"
    )
    fields = read(catalogue, "stat_form_101", page(lines))
    assert fields["holder_name"].value == "芜湖霜叶环保设备有限公司"


@pytest.mark.parametrize("note", ["（盖章）", "（盖章位：万元"])
def test_a_note_on_the_seal_is_no_part_of_a_name(catalogue: Catalogue, note: str) -> None:
    lines = rows("企业近三年经营数据确认表", f"企业名称：芜湖霜叶环保设备有限公司{note}")
    fields = read(catalogue, "tax_sealed_operating_data", page(lines))
    assert fields["holder_name"].value == "芜湖霜叶环保设备有限公司"


@pytest.mark.parametrize(
    ("beside", "below", "kind"),
    [
        ("有限责任公司（自然人投资或控股）", "早白", "有限责任公司(自然人投资或控股)"),
        ("股份有限公司", "（非上市）", "股份有限公司(非上市)"),
        ("有限责任公司", "（外国自然人独资）", "有限责任公司(外国自然人独资)"),
    ],
)
def test_below_a_usual_wording_only_a_bracket_goes_on(
    catalogue: Catalogue, beside: str, below: str, kind: str
) -> None:
    lines = [
        line("类型", x=0.2, y=0.34),
        line(beside, x=0.3, y=0.34),
        line(below, x=0.3 if below.startswith("（") else 0.34, y=0.355),
        line("住所", x=0.2, y=0.38),
        line("芜湖市三山区峨桥路17号", x=0.3, y=0.38),
    ]
    fields = read(catalogue, "business_license", page(lines))
    assert fields["enterprise_type"].value == kind


def test_a_label_may_stand_behind_a_speck(catalogue: Catalogue) -> None:
    fields = read(
        catalogue,
        "other_ip_cert",
        page(rows("中华人民共和国医疗器械注册证", "Ⅱ有效期至：2025年04月15日")),
    )
    assert fields["valid_until"].value == "2025-04-15"


def test_a_closing_bracket_stays_with_the_label_of_its_cell(catalogue: Catalogue) -> None:
    label = line("一、营业收入（填写A101010）", x=0.11, y=0.215)
    lines = [
        label,
        line("8,000.00", x=0.89, y=0.215, right=True),
        line("减：营业成本", x=0.11, y=0.245),
        line("5,000.00", x=0.89, y=0.245, right=True),
    ]
    border = label.char_spans[-1][0]
    sheet = page(lines, grid((0.1, border, 0.9), (0.2, 0.23, 0.26)))
    assert read(catalogue, "cit_return", sheet)["operating_revenue"].value == "8000"


def test_a_signature_that_reaches_into_a_cell_is_no_part_of_the_name(catalogue: Catalogue) -> None:
    lines = [
        line("变更事项", x=0.11, y=0.215),
        line("变更前内容", x=0.41, y=0.215),
        line("变更后内容", x=0.66, y=0.215),
        line("名称", x=0.11, y=0.255),
        line("芜湖霜叶机械有限公司", x=0.41, y=0.255),
        line("芜湖霜叶环保设备有限", x=0.66, y=0.242),
        line("公司", x=0.66, y=0.257),
        line("芜湖市行政审批局", x=0.66, y=0.275),
    ]
    sheet = page(lines, grid((0.1, 0.4, 0.65, 0.9), (0.2, 0.23, 0.28)))
    assert read(catalogue, "name_change_proof", sheet)["current_name"].value == (
        "芜湖霜叶环保设备有限公司"
    )
