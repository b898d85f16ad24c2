"""The 申请书 of 第三批专精特新“小巨人”企业 (工信厅企业函〔2021〕79号 附件1): content, truth and pages."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from golden_docs.maker.document import FieldValue, Style
from golden_docs.maker.documents.form_cells import footnotes
from golden_docs.maker.documents.form_enterprise import part_one, part_three, part_two
from golden_docs.maker.documents.form_front import draw_cover, draw_instructions
from golden_docs.maker.documents.form_innovation import part_four
from golden_docs.maker.documents.form_management import part_five
from golden_docs.maker.documents.form_review import review_table
from golden_docs.maker.marks import seal, signature
from golden_docs.maker.paper import Paper
from golden_docs.maker.table import Flow, Table, draw_table, first_block_height

Declared = Mapping[str, Mapping[str, str | None]]


@dataclass(frozen=True)
class ApplicationForm:
    """Everything filled into the form: `declared` by field key of the table and period, in base units."""

    declared: Declared

    @property
    def type(self) -> str:
        """The document type key."""
        return "application_form"

    def value(self, key: str, period: str = "") -> str:
        """A declared value as text; empty when the form leaves it blank."""
        return self.declared.get(key, {}).get(period) or ""

    def fields(self) -> dict[str, FieldValue]:
        """Nothing beside `declared`, which the truth lists on its own."""
        return {}

    def draw(self, style: Style, rng: random.Random) -> list[Paper]:
        """Cover, instructions, parts 一 to 六."""
        flow = Flow(lambda: Paper(dpi=style.dpi), top=64, bottom=762)
        tables = (
            part_one(self),
            part_two(self),
            part_three(self),
            part_four(self),
            part_five(self),
        )
        titles = (
            "一、企业基本情况",
            "二、经济效益",
            "三、专业化程度",
            "四、创新能力",
            "五、经营管理",
        )
        for title, table in zip(titles, tables, strict=True):
            self._section(flow, title, table, style, rng)
        self._sign(flow.page, rng)
        flow.turn()
        self._section(flow, "六、初核推荐", review_table(self), style, rng, centred=True)
        self._authority_seal(flow.page, rng)
        for number, page in enumerate(flow.pages, start=1):
            footnotes(page)
            page.text(297, 800, f"- {number} -", "song", 9, align="c")
        return [draw_cover(self, style, rng), draw_instructions(style), *flow.pages]

    def _section(
        self,
        flow: Flow,
        title: str,
        table: Table,
        style: Style,
        rng: random.Random,
        *,
        centred: bool = False,
    ) -> None:
        page = flow.room(30 + first_block_height(flow, table, style.pens))
        flow.y += 8 if flow.y > flow.top else 0
        page.text(
            297 if centred else 62, flow.y, title, style.head, 13, align="c" if centred else "l"
        )
        flow.y += 22
        if centred:
            page.text(
                297, flow.y, "（省级中小企业主管部门填写，加盖公章）", style.body, 10.5, align="c"
            )
            flow.y += 20
        draw_table(flow, table, style.pens, rng, left=62)

    def _sign(self, page: Paper, rng: random.Random) -> None:
        box = page.spots["declaration_signature"]
        if signer := self.value("declaration_signature"):
            signature(page, box[0] + 100, box[3] - 74, signer, rng, size=25)
        if name := self.value("declaration_seal_text"):
            seal(page, box[2] - 92, box[3] - 56, name, rng, radius=54, alpha=0.7)

    def _authority_seal(self, page: Paper, rng: random.Random) -> None:
        box = page.spots["review_opinion"]
        if name := self.value("review_seal_text"):
            seal(page, box[2] - 110, box[3] - 46, name, rng, radius=56, alpha=0.7)
