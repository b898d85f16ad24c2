"""Cover and 填报说明 of the 申请书."""

from __future__ import annotations

import random
from typing import Protocol

from golden_docs.maker.document import Style
from golden_docs.maker.marks import seal
from golden_docs.maker.paper import Paper

_INSTRUCTIONS = (
    "一、本申请书第一至第五部分由申请专精特新“小巨人”的企业（以下简称“申请企业”）填写。第六部分由推荐单位填写。",
    "二、“推荐单位”为申请企业注册所在地的省、自治区、直辖市及计划单列市、新疆生产建设兵团中小企业主管部门（简称省级中小企业主管部门）。",
    "三、申请企业填写主导产品时应参照国家统计局《统计用产品分类目录》中的产品分类或行业分类惯例。",
    "四、申请企业须根据本通知列明的申请条件，上传相关说明或佐证材料，并保证所填内容和提交资料准确、真实、合法、有效、无涉密信息。如弄虚作假，取消本次申请资格，且三年内不得申请。",
    "五、省级中小企业主管部门组织报送纸质材料，作为我部审核的工作依据。纸质材料应与在线填报材料一致。",
    "六、省级中小企业主管部门须严格按照“第六部分”所列初核指标，认真对企业填写内容进行初审核实，提出推荐意见，并加盖公章。",
)


class CoverFacts(Protocol):
    """What the cover prints."""

    def value(self, key: str, period: str = "") -> str:
        """A declared value."""


def draw_cover(form: CoverFacts, style: Style, rng: random.Random) -> Paper:
    """The cover with the seals of the applicant and of the office."""
    page = Paper(dpi=style.dpi)
    year, month = form.value("cover_recommend_date").split("-")[:2]
    page.text(62, 70, "附件 1：", style.head, 14)
    page.text(297, 190, "第三批专精特新“小巨人”企业", style.head, 23, align="c", weight=0.2)
    page.text(297, 238, "申 请 书", style.head, 32, align="c", weight=0.3, spacing=6)
    rows = (
        ("企业名称（盖章）", form.value("cover_applicant_name")),
        ("推荐时间", f"{year}年{int(month)}月"),
        ("推荐单位（盖章）", form.value("cover_recommender")),
    )
    for k, (label, value) in enumerate(rows):
        y = 430 + 62 * k
        page.text(92, y, label, style.body, 16)
        page.line(226, y + 20, 515, y + 20)
        page.text(370, y, value, style.filled, 14, align="c")
    page.text(297, 735, "工业和信息化部制", style.body, 16, align="c")
    page.tags.add("cover_applicant_name")
    for y, key in ((440, "cover_seal_text"), (574, "cover_recommender_seal_text")):
        if name := form.value(key):
            seal(page, 432 + (y - 440) / 6, y, name, rng, radius=56, alpha=0.7)
    return page


def draw_instructions(style: Style) -> Paper:
    """The printed instructions."""
    page = Paper(dpi=style.dpi)
    page.text(297, 96, "填报说明", style.head, 20, align="c", spacing=6)
    y = 150.0
    for text in _INSTRUCTIONS:
        y = page.paragraph(72, y, text, 452, style.body, 13, leading=1.75, indent=26) + 4
    return page
