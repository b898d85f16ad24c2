"""Statements on other forms than that of large companies, filled from a seed: every one of them adds up.

小企业会计准则 (会小企01 to 03表) with assets and liabilities side by side and line numbers, and the older
form of 企业会计准则 with consolidated and parent figures side by side.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from models.page import PageText, Ruling, TextLine
from tests.unit.extract.drawing import HEIGHT as PAGE_HEIGHT
from tests.unit.extract.drawing import WIDTH, grid, line, page

TOP, PITCH, HEIGHT = 0.16, 0.019, 0.0095
Cents = dict[str, int]


class Form(NamedTuple):
    """Rows of a printed form: `total = parts` where a row ends in `=`, a minus before a part subtracts.

    `sums` names for each total its parts, and is filled from top to bottom.
    """

    rows: tuple[str, ...]
    sums: Mapping[str, tuple[str, ...]]
    blank: frozenset[str] = frozenset()  # headings
    details: Mapping[str, str] = {}  # rows of 其中, and the row they are part of


SMALL_ASSETS = Form(
    rows=(
        "流动资产：", "货币资金", "短期投资", "应收票据", "应收账款", "预付账款", "应收股利", "应收利息",
        "其他应收款", "存货", "其中：原材料", "在产品", "库存商品", "周转材料", "其他流动资产", "流动资产合计",
        "非流动资产：", "长期债券投资", "长期股权投资", "固定资产原价", "减：累计折旧", "固定资产账面价值",
        "在建工程", "工程物资", "固定资产清理", "生产性生物资产", "无形资产", "开发支出", "长期待摊费用",
        "其他非流动资产", "非流动资产合计", "资产总计",
    ),
    sums={
        "流动资产合计": (
            "货币资金", "短期投资", "应收票据", "应收账款", "预付账款", "应收股利", "应收利息", "其他应收款",
            "存货", "其他流动资产",
        ),
        "固定资产账面价值": ("固定资产原价", "-减：累计折旧"),
        "非流动资产合计": (
            "长期债券投资", "长期股权投资", "固定资产账面价值", "在建工程", "工程物资", "固定资产清理",
            "生产性生物资产", "无形资产", "开发支出", "长期待摊费用", "其他非流动资产",
        ),
        "资产总计": ("流动资产合计", "非流动资产合计"),
    },
    blank=frozenset(("流动资产：", "非流动资产：")),
    details={"其中：原材料": "存货", "在产品": "存货", "库存商品": "存货", "周转材料": "存货"},
)  # fmt: skip
SMALL_LIABILITIES = Form(
    rows=(
        "流动负债：", "短期借款", "应付票据", "应付账款", "预收账款", "应付职工薪酬", "应交税费", "应付利息",
        "应付利润", "其他应付款", "其他流动负债", "流动负债合计", "非流动负债：", "长期借款", "长期应付款",
        "递延收益", "其他非流动负债", "非流动负债合计", "负债合计", "所有者权益（或股东权益）：",
        "实收资本（或股本）", "资本公积", "盈余公积", "未分配利润", "所有者权益（或股东权益）合计",
        "负债和所有者权益（或股东权益）总计",
    ),
    sums={
        "流动负债合计": (
            "短期借款", "应付票据", "应付账款", "预收账款", "应付职工薪酬", "应交税费", "应付利息", "应付利润",
            "其他应付款", "其他流动负债",
        ),
        "非流动负债合计": ("长期借款", "长期应付款", "递延收益", "其他非流动负债"),
        "负债合计": ("流动负债合计", "非流动负债合计"),
        "所有者权益（或股东权益）合计": ("实收资本（或股本）", "资本公积", "盈余公积", "未分配利润"),
        "负债和所有者权益（或股东权益）总计": ("负债合计", "所有者权益（或股东权益）合计"),
    },
    blank=frozenset(("流动负债：", "非流动负债：", "所有者权益（或股东权益）：")),
)  # fmt: skip
SMALL_INCOME = Form(
    rows=(
        "一、营业收入", "减：营业成本", "税金及附加", "其中：消费税", "城市维护建设税", "教育费附加、矿产资源补偿税、排污费",
        "销售费用", "其中：商品维修费", "广告费和业务宣传费", "管理费用", "其中：开办费", "业务招待费", "研究费用",
        "财务费用", "其中：利息费用（收入以“-”号填列）", "加：投资收益（损失以“-”号填列）",
        "二、营业利润（亏损以“-”号填列）", "加：营业外收入", "其中：政府补助", "减：营业外支出", "其中：坏账损失",
        "税收滞纳金", "三、利润总额（亏损总额以“-”号填列）", "减：所得税费用", "四、净利润（净亏损以“-”号填列）",
    ),
    sums={
        "二、营业利润（亏损以“-”号填列）": (
            "一、营业收入", "-减：营业成本", "-税金及附加", "-销售费用", "-管理费用", "-财务费用",
            "加：投资收益（损失以“-”号填列）",
        ),
        "三、利润总额（亏损总额以“-”号填列）": (
            "二、营业利润（亏损以“-”号填列）", "加：营业外收入", "-减：营业外支出",
        ),
        "四、净利润（净亏损以“-”号填列）": ("三、利润总额（亏损总额以“-”号填列）", "-减：所得税费用"),
    },
    details={
        "其中：消费税": "税金及附加", "城市维护建设税": "税金及附加", "教育费附加、矿产资源补偿税、排污费": "税金及附加",
        "其中：商品维修费": "销售费用", "广告费和业务宣传费": "销售费用", "其中：开办费": "管理费用",
        "业务招待费": "管理费用", "研究费用": "管理费用", "其中：利息费用（收入以“-”号填列）": "财务费用",
        "其中：政府补助": "加：营业外收入", "其中：坏账损失": "减：营业外支出", "税收滞纳金": "减：营业外支出",
    },
)  # fmt: skip
SMALL_CASH = Form(
    rows=(
        "一、经营活动产生的现金流量：", "销售产成品、商品、提供劳务收到的现金", "收到其他与经营活动有关的现金",
        "购买原材料、商品、接受劳务支付的现金", "支付的职工薪酬", "支付的税费", "支付其他与经营活动有关的现金",
        "经营活动产生的现金流量净额", "二、投资活动产生的现金流量：",
        "收回短期投资、长期债券投资和长期股权投资收到的现金", "取得投资收益收到的现金",
        "处置固定资产、无形资产和其他非流动资产收回的现金净额",
        "短期投资、长期债券投资和长期股权投资支付的现金", "购建固定资产、无形资产和其他非流动资产支付的现金",
        "投资活动产生的现金流量净额", "三、筹资活动产生的现金流量：", "取得借款收到的现金", "吸收投资者投资收到的现金",
        "偿还借款本金支付的现金", "偿还借款利息支付的现金", "分配利润支付的现金", "筹资活动产生的现金流量净额",
        "四、现金净增加额", "加：期初现金余额", "五、期末现金余额",
    ),
    sums={
        "经营活动产生的现金流量净额": (
            "销售产成品、商品、提供劳务收到的现金", "收到其他与经营活动有关的现金", "-购买原材料、商品、接受劳务支付的现金",
            "-支付的职工薪酬", "-支付的税费", "-支付其他与经营活动有关的现金",
        ),
        "投资活动产生的现金流量净额": (
            "收回短期投资、长期债券投资和长期股权投资收到的现金", "取得投资收益收到的现金",
            "处置固定资产、无形资产和其他非流动资产收回的现金净额",
            "-短期投资、长期债券投资和长期股权投资支付的现金", "-购建固定资产、无形资产和其他非流动资产支付的现金",
        ),
        "筹资活动产生的现金流量净额": (
            "取得借款收到的现金", "吸收投资者投资收到的现金", "-偿还借款本金支付的现金", "-偿还借款利息支付的现金",
            "-分配利润支付的现金",
        ),
        "四、现金净增加额": (
            "经营活动产生的现金流量净额", "投资活动产生的现金流量净额", "筹资活动产生的现金流量净额",
        ),
        "五、期末现金余额": ("四、现金净增加额", "加：期初现金余额"),
    },
    blank=frozenset(("一、经营活动产生的现金流量：", "二、投资活动产生的现金流量：", "三、筹资活动产生的现金流量：")),
)  # fmt: skip
GROUP_BALANCE = Form(
    rows=(
        "流动资产：", "货币资金", "以公允价值计量且其变动计入当期损益的金融资产", "应收票据", "应收账款", "预付款项",
        "应收利息", "应收股利", "其他应收款", "存货", "一年内到期的非流动资产", "其他流动资产", "流动资产合计",
        "非流动资产：", "可供出售金融资产", "长期应收款", "长期股权投资", "投资性房地产", "固定资产", "在建工程",
        "工程物资", "固定资产清理", "无形资产", "开发支出", "商誉", "长期待摊费用", "递延所得税资产",
        "其他非流动资产", "非流动资产合计", "资产总计",
    ),
    sums={
        "流动资产合计": (
            "货币资金", "以公允价值计量且其变动计入当期损益的金融资产", "应收票据", "应收账款", "预付款项",
            "应收利息", "应收股利", "其他应收款", "存货", "一年内到期的非流动资产", "其他流动资产",
        ),
        "非流动资产合计": (
            "可供出售金融资产", "长期应收款", "长期股权投资", "投资性房地产", "固定资产", "在建工程", "工程物资",
            "固定资产清理", "无形资产", "开发支出", "商誉", "长期待摊费用", "递延所得税资产", "其他非流动资产",
        ),
        "资产总计": ("流动资产合计", "非流动资产合计"),
    },
    blank=frozenset(("流动资产：", "非流动资产：")),
)  # fmt: skip


def fill(form: Form, rng: random.Random) -> Cents:
    """An amount in cents for every row but the headings; some are nothing, every sum holds."""
    amounts: Cents = {}
    for row in form.rows:
        if row in form.blank:
            continue
        if row in form.sums:
            amounts[row] = sum(
                -amounts[part[1:]] if part.startswith("-") else amounts[part]
                for part in form.sums[row]
            )
        elif row in form.details:
            amounts[row] = amounts[form.details[row]] * rng.randint(0, 24) // 100
        else:
            amounts[row] = 0 if rng.random() < 0.25 else rng.randint(10**5, 4 * 10**8)
    return amounts


def total(form: Form) -> str:
    """The last row, the sum of all."""
    return form.rows[-1]


def balanced(amounts: Cents, form: Form, wanted: int, *, by: str) -> Cents:
    """The same with the row `by` set so that the last total is `wanted`."""
    result = dict(amounts)
    result[by] += wanted - result[total(form)]
    for row, parts in form.sums.items():
        result[row] = sum(
            -result[part[1:]] if part.startswith("-") else result[part] for part in parts
        )
    return result


def printed(cents: int | None) -> str:
    """An amount as statements print it; nothing is left blank."""
    return f"{cents / 100:,.2f}" if cents else ""


class Block(NamedTuple):
    """A form on the page: left edge of its labels, right edges of its columns, figures by column.

    `numbers` is where line numbers stand, None for a form without.
    """

    form: Form
    columns: Sequence[Cents]
    heads: Sequence[str]
    left: float
    rights: Sequence[float]
    numbers: float | None = None

    def edges(self) -> tuple[float, ...]:
        """Right edges of the columns: labels, line numbers, figures."""
        rights = tuple(right + 0.004 for right in self.rights)
        if self.numbers is None:
            width = self.rights[1] - self.rights[0]
            return (self.rights[0] - width + 0.004, *rights)
        return (self.numbers - 0.006, self.numbers + 0.03, *rights)


def statement(
    title: str, date: str, blocks: Sequence[Block], *, unit: str, number: int = 1
) -> PageText:
    """A ruled page with the blocks side by side."""
    lines = [
        line(title, x=0.42, y=0.07, height=0.02),
        line("编制单位：澄岭测控仪器有限公司", x=0.06, y=0.12, height=HEIGHT),
        line(date, x=0.45, y=0.12, height=HEIGHT),
        line(f"单位：{unit}", x=0.94, y=0.12, right=True, height=HEIGHT),
    ]
    rules: list[Ruling] = []
    for block in blocks:
        lines += _lines(block)
        edges = [block.left - 0.01, *block.edges()]
        ys = [TOP + k * PITCH for k in range(len(block.form.rows) + 2)]
        rules += grid(edges, ys)
    return page(lines, tuple(rules), number=number)


def _lines(block: Block) -> list[TextLine]:
    def at(row: int) -> float:
        return TOP + (row + 0.5) * PITCH

    lines = [line("项目", x=block.left, y=at(0), height=HEIGHT)]
    if block.numbers is not None:
        lines.append(line("行次", x=block.numbers, y=at(0), height=HEIGHT))
    for head, right in zip(block.heads, block.rights, strict=True):
        lines.append(line(head, x=right, y=at(0), right=True, height=HEIGHT))
    for row, label in enumerate(block.form.rows, 1):
        lines.append(line(label, x=block.left, y=at(row), height=_height(block, label)))
        if block.numbers is not None and label not in block.form.blank:
            lines.append(line(str(row), x=block.numbers, y=at(row), height=HEIGHT))
        for cells, right in zip(block.columns, block.rights, strict=True):
            text = printed(cells.get(label))
            if text:
                lines.append(line(text, x=right, y=at(row), right=True, height=HEIGHT))
    return lines


def _height(block: Block, label: str) -> float:
    """Long labels are printed smaller, to stay in their column."""
    room = (block.edges()[0] - block.left) * WIDTH / PAGE_HEIGHT
    return min(HEIGHT, room / len(label))
