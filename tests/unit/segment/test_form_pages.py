"""Pages of a printed form behind its first one: they belong to it, whatever else they look like."""

from __future__ import annotations

import pytest

from extractor.segment import split_documents
from extractor.segment.form_pages import carries_on_form
from models.catalogue import load_catalogue
from models.page import PageLabel, PageText
from tests.unit.extract.drawing import line, page

CATALOGUE = load_catalogue()
FORM = "he-project-target"
FIRST = ("河北省骨干中小企业“专精特新”项目发展目标表", "企业名称", "项目名称", "企业规模")
REST = (
    "研发项目",
    "所在领域及方向",
    "资金投入总额（万元）",
    "进展情况",
    "是否关键核心技术攻关",
    "填补国内国际空白情况",
    "龙头企业协同创新情况",
    "甲乙丙",
)
LICENCE = ("营业执照", "统一社会信用代码", "名称", "法定代表人", "注册资本", "成立日期", "住所")
STATEMENT = ("利润表", "营业收入", "营业成本", "税金及附加", "销售费用", "净利润", "1,204.55")


def paper(number: int, texts: tuple[str, ...]) -> PageText:
    lines = [line(text, x=0.1, y=0.1 + n / 25) for n, text in enumerate(texts)]
    return page(lines, number=number, file="a.pdf")


@pytest.mark.parametrize(
    ("texts", "is_of_form"),
    [
        (REST, True),
        (LICENCE, False),
        (STATEMENT, False),
        (FIRST, False),  # a second copy begins anew
        (("重点“小巨人”企业目标表", *REST), False),  # the title of another form
    ],
)
def test_the_words_of_the_form_tell(texts: tuple[str, ...], *, is_of_form: bool) -> None:
    assert carries_on_form([paper(1, FIRST)], paper(2, texts), CATALOGUE) is is_of_form


def test_a_page_of_notes_is_the_rest_of_its_form() -> None:
    table = CATALOGUE.table("sc-key2-app")
    first = paper(1, (table.title_zh, "企业名称"))
    assert carries_on_form([first], paper(2, table.notes[-2:]), CATALOGUE)


def test_it_stays_with_the_form_whatever_its_label_says() -> None:
    kind = CATALOGUE.table(FORM).document_type
    pages = [paper(1, FIRST), paper(2, REST), paper(3, LICENCE)]
    kinds = (kind, "industry_orientation_proof", "business_license")
    labels = [
        PageLabel(file="a.pdf", page=n, type=name, score=0.95, starts=True)
        for n, name in enumerate(kinds, start=1)
    ]
    documents = split_documents(pages, labels, catalogue=CATALOGUE)
    assert [(item.type, len(item.pages)) for item in documents] == [
        (kind, 2),
        ("business_license", 1),
    ]
