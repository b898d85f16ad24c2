"""Sheets for golden pages, and where each of their lines was put: a certificate, a statement, a report page."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from PIL import Image, ImageDraw, ImageFilter

from golden_docs.maker.fonts import Face
from golden_docs.maker.optics import Box, box_on_picture
from golden_docs.maker.paper import Paper
from golden_docs.maker.scan import Look, sheet_on_scan

_DPI = 150
_TOWNS = ("临岚市", "东浦市", "西陵市", "南屏市", "云溪市")
_TRADES = ("精密传动", "智能仪表", "特种线缆", "新型滤材", "工业软件")
_ITEMS = (
    "货币资金", "应收票据", "应收账款", "预付款项", "其他应收款", "存货", "合同资产",
    "固定资产", "在建工程", "无形资产", "长期待摊费用", "短期借款", "应付账款", "应交税费",
)  # fmt: skip


@dataclass
class Sheet:
    """A drawing that remembers where each line of text was put, in pixels of the sheet."""

    paper: Paper
    spots: list[tuple[str, Box]] = field(default_factory=list)

    def put(
        self, x: float, y: float, text: str, size: float, *, face: Face = "song", align: str = "l"
    ) -> None:
        """Draw one line of text at (x, y) points and remember its box: the type with some leading."""
        right = self.paper.text(x, y, text, face, size, align=align)
        left = right - self.paper.text_width(text, face, size)
        box = (left - 0.2 * size, y - 0.25 * size, right + 0.2 * size, y + 1.3 * size)
        self.spots.append((text, tuple(v * self.paper.scale for v in box)))  # type: ignore[arg-type]

    def scaled(self, factor: float) -> Sheet:
        """The same spots on a picture of the sheet that was reduced."""
        spots = [(text, tuple(v * factor for v in box)) for text, box in self.spots]
        return Sheet(self.paper, spots)  # type: ignore[arg-type]

    def facts(
        self, look: Look, *, size: tuple[int, int] | None = None, offset: tuple[int, int] = (0, 0)
    ) -> list[dict[str, object]]:
        """The lines with their places on the scan; the sheet lies at `offset` on a picture of `size`."""
        whole = size or self.paper.image.size
        matrix, scan = sheet_on_scan(whole, look)
        facts: list[dict[str, object]] = []
        for text, (x0, y0, x1, y1) in self.spots:
            moved = (x0 + offset[0], y0 + offset[1], x1 + offset[0], y1 + offset[1])
            facts.append({"kind": "line", "text": text, "box": box_on_picture(moved, matrix, scan)})
        return facts


def amount(rng: random.Random) -> str:
    """An amount as printed in a statement."""
    return f"{rng.randint(1_000_00, 9_999_999_99) / 100:,.2f}"


def certificate(rng: random.Random) -> Sheet:
    """A framed certificate with labels on the left and values on the right."""
    sheet = Sheet(Paper(dpi=_DPI, tint=(252, 250, 243)))
    paper = sheet.paper
    for inset, width in ((26, 2.4), (32, 0.8)):
        paper.rect((inset, inset, 595 - inset, 842 - inset), width=width, colour=(150, 120, 60))
    sheet.put(297, 90, "合格供应单位证书", 30, face="hei", align="c")
    town, trade = rng.choice(_TOWNS), rng.choice(_TRADES)
    rows = (
        ("证书编号", f"GY-{rng.randint(2018, 2021)}-{rng.randint(10000, 99999)}"),
        ("单位名称", f"{town}{rng.choice('恒瑞安远')}{rng.choice('达通泰信')}{trade}有限公司"),
        ("单位地址", f"{town}新城大道{rng.randint(2, 980)}号{rng.randint(1, 9)}栋"),
        ("供应产品", f"{trade}组件及配套服务"),
        ("年供应金额", f"{amount(rng)}元"),
        ("评定等级", rng.choice(("甲级", "乙级"))),
        ("有效期至", f"{rng.randint(2022, 2025)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日"),
    )
    y = 190.0
    for label, value in rows:
        sheet.put(90, y, label, 14, face="hei")
        sheet.put(215, y, value, 14)
        y += 46
    for text in (
        "经评审，该单位在质量、交付和服务方面符合合格供应单位的要求，特发此证。",
        "本证书在有效期内使用，评定结果以年度复审为准，复审不合格的予以撤销。",
        "查询本证书的真伪，请拨打服务电话并提供证书编号和单位名称。",
    ):
        sheet.put(90, y + 20, text, 11.5)
        y += 34
    sheet.put(400, 730, "供应链评定中心", 14)
    sheet.put(400, 756, f"{rng.randint(2019, 2021)}年{rng.randint(1, 12)}月", 14)
    return sheet


def statement(rng: random.Random, *, rows: int = 14) -> Sheet:
    """A ruled table of amounts."""
    sheet = Sheet(Paper(dpi=_DPI))
    paper = sheet.paper
    sheet.put(297, 70, "资产负债情况表", 18, face="hei", align="c")
    sheet.put(500, 104, "单位：元", 10.5)
    lefts, top, step = (60.0, 220.0, 270.0, 405.0, 540.0), 124.0, 34.0
    head = ("项目", "行次", "期末余额", "期初余额")
    for number in range(rows + 2):
        paper.line(lefts[0], top + number * step, lefts[-1], top + number * step, width=0.8)
    for x in lefts:
        paper.line(x, top, x, top + (rows + 1) * step, width=0.8)
    for column, text in enumerate(head):
        middle = (lefts[column] + lefts[column + 1]) / 2
        sheet.put(middle, top + 11, text, 11, face="hei", align="c")
    for number in range(rows):
        y = top + (number + 1) * step + 11
        sheet.put(lefts[0] + 8, y, _ITEMS[number], 11)
        paper.text(245, y, str(number + 1), "song", 11, align="c")
        for right in lefts[3:]:
            sheet.put(right - 8, y, amount(rng), 11, align="r")
    sheet.put(60, top + (rows + 1) * step + 16, "单位负责人：", 11)
    sheet.put(300, top + (rows + 1) * step + 16, "会计机构负责人：", 11)
    return sheet


def report_page(rng: random.Random, *, number: int) -> Sheet:
    """A page of running text with its number at the foot."""
    sheet = Sheet(Paper(dpi=_DPI))
    y = 80.0
    for paragraph in range(1, 8):
        town, trade = rng.choice(_TOWNS), rng.choice(_TRADES)
        sheet.put(80, y, f"{number}.{paragraph} {trade}产品在{town}的供应情况", 13, face="hei")
        sheet.put(80, y + 30, f"报告期内完成订单金额{amount(rng)}元，按期交付。", 12)
        sheet.put(80, y + 54, f"年末在手订单金额{amount(rng)}元，未发生退货。", 12)
        y += 92
    sheet.put(297, 780, f"— {number} —", 10.5, align="c")
    return sheet


def shaded_fold(picture: Image.Image, fold: tuple[int, int, int], *, reach: int) -> Image.Image:
    """The shadow that a fold (x, top, bottom in pixels) throws onto the page on its right."""
    x, top, bottom = fold
    shade = Image.new("L", picture.size, 255)
    pen = ImageDraw.Draw(shade)
    for step in range(reach, 0, -1):
        level = round(60 + 195 * (step / reach) ** 0.6)
        pen.rectangle((x - step // 3, top, x + step, bottom), fill=level)
    shade = shade.filter(ImageFilter.GaussianBlur(2))
    dark = Image.new("RGB", picture.size, (20, 18, 18))
    return Image.composite(picture, dark, shade)
