"""Cells of the 申请书: printed labels, filled-in values, boxes, amounts in 万元."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

from golden_docs.maker.paper import Paper
from golden_docs.maker.table import Cell

YEARS = ("2019", "2020")
_FOOT_1 = "1 按照《国民经济行业分类(GB/T 4754-2017)》的大类行业填写所属行业。"
_FOOT_2 = (
    "2 对照《统计用产品分类目录》，填写产品对应的第四级或第五级产品类别名称，"
    "并填写对应的8位或10位数字代码。无法按该目录分类的，可按行业惯例分类。如是新产品请标明。"
)


class FormFacts(Protocol):
    """What the tables need of the form."""

    def value(self, key: str, period: str = "") -> str:
        """A declared value in base units; empty where the form is blank."""


def label(text: str, cols: int = 1, rows: int = 1, align: str = "c") -> Cell:
    """A printed label."""
    return Cell(text, cols, rows, align)


def filled(form: FormFacts, key: str, cols: int = 1, text: str | None = None) -> Cell:
    """A cell that holds one filled-in value, centred."""
    shown = form.value(key) if text is None else text
    return Cell(f"⟦{shown}⟧" if shown else "", cols, 1, "c", tags=(key,))


def wan(form: FormFacts, key: str, period: str = "") -> str:
    """An amount in 万 with two places; empty where the form is blank."""
    value = form.value(key, period)
    return f"{Decimal(value) / 10_000:.2f}" if value else ""


def boxes(chosen: str, options: tuple[str, ...], gap: str = "  ") -> str:
    """Options with a box before each; those chosen (joined by ;) are ticked."""
    ticked = chosen.split(";")
    return gap.join(("☑" if o.replace(" ", "") in ticked else "□") + o for o in options)


def box_behind(chosen: str, option: str) -> str:
    """An option whose box stands behind its name."""
    return option + ("☑" if option in chosen.split(";") else "□")


def yes_no(answer: str, *, gap: str = " ") -> str:
    """□否 □是 with the answer ticked."""
    return gap.join(("☑" if answer == word else "□") + word for word in ("否", "是"))


def day_text(iso: str) -> str:
    """A date as the form prints it."""
    year, month, day = iso.split("-")
    return f"{year}年{month}月{day}日"


def footnotes(page: Paper) -> None:
    """The footnote of each page that carries the field it belongs to."""
    notes = [_FOOT_1] if "industry_code_2" in page.tags else []
    notes += [_FOOT_2] if "main_product_category" in page.tags else []
    if notes:
        page.line(62, 768, 200, 768, width=0.4)
    y = 771.0
    for note in notes:
        y = page.paragraph(62, y, note, 470, "song", 7.5, leading=1.25)
