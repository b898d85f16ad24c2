"""Tables in every usual ruling: grids with merged cells, open sides, level rules only, none; over pages."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pymupdf

from golden_docs.maker.amounts import grouped
from golden_docs.maker.pages.page import LOOKS, Degree, DrawnPage, FactTruth, golden_page, scanned
from golden_docs.maker.paper import Paper
from golden_docs.maker.rich import Pens
from golden_docs.maker.scan import Look, scan_page, to_jpeg
from golden_docs.maker.table import Cell, Flow, Table, draw_table

_DPI: Mapping[Degree, int] = {"light": 200, "medium": 200, "heavy": 150}
_QUALITY: Mapping[Degree, int] = {"light": 45, "medium": 38, "heavy": 30}
_PENS = Pens("song", "song")
_ITEMS = (
    "货币资金", "应收票据", "应收账款", "预付款项", "其他应收款", "存货", "合同资产", "其他流动资产",
    "长期股权投资", "固定资产", "在建工程", "无形资产", "商誉", "长期待摊费用", "递延所得税资产",
)  # fmt: skip
_DEBTS = (
    "短期借款", "应付票据", "应付账款", "合同负债", "应付职工薪酬", "应交税费", "其他应付款",
    "长期借款", "递延收益", "实收资本（或股本）", "资本公积", "盈余公积", "未分配利润",
    "归属于母公司所有者权益合计", "少数股东权益",
)  # fmt: skip


def look_of(degree: Degree) -> Look:
    """The look of a degree, stored so that a page stays small."""
    return replace(LOOKS[degree], quality=_QUALITY[degree], grey=True)


def cell_facts(
    rows: Sequence[Sequence[Cell]], *, pages: Sequence[int] = (), table: int = 0
) -> list[FactTruth]:
    """Where every cell with text stands; `pages` gives the page of every row (default: the first)."""
    taken: set[tuple[int, int]] = set()
    facts: list[FactTruth] = []
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            taken |= {(row + r, column + c) for r in range(cell.rows) for c in range(cell.cols)}
            text = cell.text.replace("⟦", "").replace("⟧", "").replace("\n", "")
            if text:
                fact: dict[str, object] = {"kind": "cell", "row": row, "column": column}
                fact |= {"text": text}
                fact |= {"row_span": cell.rows} if cell.rows > 1 else {}
                fact |= {"column_span": cell.cols} if cell.cols > 1 else {}
                fact |= {"page": pages[row]} if pages else {}
                fact |= {"table": table} if table else {}
                facts.append(fact)
            column += cell.cols
    return facts


def amount(rng: random.Random, *, negative: float = 0.0) -> str:
    """An amount to the cent, some in brackets or with a minus."""
    text = grouped(rng.randint(10**4, 10 ** rng.randint(6, 12)))
    if rng.random() < negative:
        return rng.choice((f"-{text}", f"({text})", f"（{text}）"))
    return text


def statement_cells(rng: random.Random, items: Sequence[str]) -> list[tuple[Cell, ...]]:
    """Rows of a statement: item, note number, two amounts."""
    return [
        (
            Cell(item),
            Cell(f"五、{number}", align="c"),
            Cell(amount(rng, negative=0.15), align="r"),
            Cell(amount(rng, negative=0.15), align="r"),
        )
        for number, item in enumerate(items, start=1)
    ]


HEAD = tuple(Cell(text, align="c") for text in ("项目", "附注", "期末余额", "期初余额"))


@golden_page("tables", "grid")
def merged_grid(rng: random.Random, degree: Degree) -> DrawnPage:
    """A ruled form with cells over rows and columns and text broken inside of cells."""
    paper = Paper(dpi=_DPI[degree], size=(595, 440))
    rows = (
        (Cell("企业基本情况", cols=6, align="c", bold=True),),
        (Cell("企业名称"), Cell("临江晟达精密传动科技股份有限公司", cols=3), Cell("注册资本"), Cell("6,800万元")),
        (Cell("所属领域", rows=2), Cell("主导产品"), Cell("精密减速器及其核心零部件的研发、生产与销售服务", cols=2), Cell("行业代码"), Cell("3453")),
        (Cell("细分市场"), Cell("工业机器人关节", cols=2), Cell("从业年限"), Cell("12")),
        (Cell("经济效益（单位：万元）", rows=4, align="c"), Cell("指标", align="c"), *(Cell(t, align="c") for t in ("2018年", "2019年", "2020年")), Cell("两年平均增长率")),
        *(
            (Cell(name), *(Cell(grouped(rng.randint(10**5, 10**8)), align="r") for _ in range(3)), Cell(f"{rng.randint(500, 4000) / 100:.2f}%", align="r"))
            for name in ("营业收入", "净利润总额", "研发费用支出")
        ),
        (Cell("人员", rows=2), Cell("全职员工数量"), Cell("312"), Cell("研发人员数量及占全职员工比重", rows=2), Cell("85"), Cell("27.24%")),
        (Cell("社保人数"), Cell("305"), Cell("84"), Cell("27.54%")),
        (Cell("备注"), Cell("表内数据以经审计的合并财务报表为准，涉及比例的按四舍五入保留两位小数，未经审计的数据另行注明。", cols=5)),
    )  # fmt: skip
    flow = Flow(lambda: paper, top=40, bottom=430)
    flow.turn()
    table = Table((78, 84, 92, 92, 84, 84), rows, size=9.5)
    draw_table(flow, table, _PENS, rng, left=40)
    return scanned(paper.image, cell_facts(rows), look_of(degree), seed=f"grid-{degree}")


def _statement_page(rng: random.Random, degree: Degree, *, rules: str, name: str) -> DrawnPage:
    paper = Paper(dpi=_DPI[degree], size=(595, 420))
    paper.text(297, 24, "合并资产负债表", "hei", 14, align="c", spacing=3)
    paper.text(297, 46, "2020年12月31日", "song", 9, align="c")
    paper.text(48, 60, "编制单位：临江晟达精密传动科技股份有限公司", "song", 9)
    paper.text(547, 60, "单位：元", "song", 9, align="r")
    rows = (HEAD, *statement_cells(rng, _ITEMS))
    flow = Flow(lambda: paper, top=40, bottom=415)
    flow.turn()
    flow.y = 75
    widths = (190.0, 50.0, 130.0, 130.0)
    draw_table(flow, Table(widths, rows, size=9, rules=rules), _PENS, rng, left=48)
    return scanned(paper.image, cell_facts(rows), look_of(degree), seed=f"{name}-{degree}")


@golden_page("tables", "open-sides")
def open_sides(rng: random.Random, degree: Degree) -> DrawnPage:
    """A statement ruled inside, open at its left and right side."""
    return _statement_page(rng, degree, rules="open", name="open-sides")


@golden_page("tables", "level-rules")
def level_rules(rng: random.Random, degree: Degree) -> DrawnPage:
    """A statement with rules between its rows only."""
    return _statement_page(rng, degree, rules="light", name="level-rules")


@golden_page("tables", "unruled")
def unruled(rng: random.Random, degree: Degree) -> DrawnPage:
    """A statement without any rule."""
    return _statement_page(rng, degree, rules="none", name="unruled")


def _part(
    rng: random.Random, rows: Sequence[Sequence[Cell]], *, degree: Degree, seed: str, footer: str
) -> bytes:
    paper = Paper(dpi=130, size=(595, 380))
    flow = Flow(lambda: paper, top=30, bottom=420)
    flow.turn()
    table = Table((190.0, 50.0, 130.0, 130.0), tuple(tuple(r) for r in rows), size=9)
    draw_table(flow, table, _PENS, rng, left=48)
    paper.text(297, 362, footer, "song", 8, align="c")
    look = look_of(degree)
    return to_jpeg(scan_page(paper.image, look, seed), look.quality)


def _document(parts: Sequence[bytes]) -> bytes:
    with pymupdf.open() as pdf:
        for jpeg in parts:
            page = pdf.new_page(width=595, height=380)
            page.insert_image(page.rect, stream=jpeg)
        pdf.set_metadata({})
        return bytes(pdf.tobytes(garbage=4, deflate=True, no_new_id=True))


@golden_page("tables", "continued")
def continued_table(rng: random.Random, degree: Degree) -> DrawnPage:
    """A table over three pages: the head stands again on the second, not on the third; a row is broken."""
    body = statement_cells(
        rng, (*_ITEMS, *_DEBTS, "其他综合收益", "专项储备", "库存股", "一般风险准备")
    )
    long = "其他权益工具中划分为权益的永续债及优先股"
    first, second, third = body[:15], body[15:29], body[29:]
    broken = (
        Cell(long),
        Cell("五、40", align="c"),
        Cell(amount(rng), align="r"),
        Cell(amount(rng), align="r"),
    )
    upper = (Cell(long[:12]), *broken[1:])
    lower = (Cell(long[12:]), Cell(), Cell(), Cell())
    pages = [
        [HEAD, *first, upper],
        [HEAD, lower, *second],
        third,
    ]
    parts = [
        _part(
            rng, rows, degree=degree, seed=f"continued-{degree}-{number}", footer=f"第 {number} 页"
        )
        for number, rows in enumerate(pages, start=1)
    ]
    whole = [HEAD, *first, broken, *second, *third]
    on = [1] * (len(first) + 2) + [2] * len(second) + [3] * len(third)
    return DrawnPage(_document(parts), ".pdf", cell_facts(whole, pages=on))
