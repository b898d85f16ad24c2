"""Parts 一 to 三 of the 申请书: the enterprise, its economics, its specialisation."""

from __future__ import annotations

from decimal import Decimal

from golden_docs.maker.documents.form_cells import (
    YEARS,
    FormFacts,
    boxes,
    day_text,
    filled,
    label,
    wan,
    yes_no,
)
from golden_docs.maker.table import Cell, Table


def part_one(form: FormFacts) -> Table:
    """一、企业基本情况."""
    v = form.value
    code_2 = f"2 位数代码及名称：⟦{v('industry_code_2')} {v('industry_name_2')}⟧"
    code_4 = f"4 位数代码及名称：⟦{v('industry_code_4')} {v('industry_name_4')}⟧"
    size_rule = "根据《中小企业划型标准规定》（工信部联企业〔2011〕300号），企业规模属于"
    sizes = boxes(v("enterprise_size_class"), ("中型", "小型", "微型"), "    ")
    types = boxes(v("enterprise_type"), ("国有", "合资", "民营", "其他"), "      ")
    rows = (
        (
            label("企业名称"),
            filled(form, "applicant_name", 3),
            label("所在省份"),
            filled(form, "registered_place"),
        ),
        (
            label("通讯地址"),
            filled(form, "business_address", 3),
            label("邮编"),
            filled(form, "postcode"),
        ),
        _person(form, "法定代表人", "legal_representative", "legal_representative"),
        _person(form, "联系人", "contact_name", "contact"),
        (label("传真"), filled(form, "fax", 2), label("E-mail"), filled(form, "email", 2)),
        (
            label("注册时间"),
            filled(form, "registration_date", 2, day_text(v("registration_date"))),
            label("注册资本（万元）"),
            filled(form, "registered_capital", 2, _capital(v("registered_capital"))),
        ),
        (label("统一社会信用代码"), filled(form, "uscc", 5)),
        (label(size_rule, 3, 1, "l"), Cell(sizes, 3, 1, "c", tags=("enterprise_size_class",))),
        (label("所属行业1"), Cell(code_2, 5, tags=("industry_code_2",))),
        (label("具体细分领域"), Cell(code_4, 5, tags=("industry_code_4",))),
        (
            label("从业人数"),
            filled(form, "employees", 2),
            label("其中研发人员数"),
            filled(form, "rd_staff", 2),
        ),
        (label("企业类型"), Cell(types, 5, tags=("enterprise_type",))),
        (label("上市情况"), Cell(_listing(v("listing_status")), 5, tags=("listing_status",))),
        (
            label("上市计划（如有，请填写）"),
            Cell(_plan(form), 5, tags=("listing_plan_stage", "listing_venue")),
        ),
    )
    return Table((94, 78, 58, 92, 56, 92), rows, size=10.5, min_height=25)


def _person(form: FormFacts, title: str, key: str, prefix: str) -> tuple[Cell, ...]:
    phone, mobile = f"{prefix}_phone", f"{prefix}_mobile"
    return (
        label(title),
        filled(form, key),
        label("电话"),
        filled(form, phone),
        label("手机"),
        filled(form, mobile),
    )


def _capital(value: str) -> str:
    amount = Decimal(value) / 10_000
    return f"{amount:.0f}" if amount == amount.to_integral() else f"{amount:.2f}"


def _listing(status: str) -> str:
    listed = boxes(status, ("已上市",)) + " （股票代码：          ）"
    return "\n".join((boxes(status, ("无上市计划",)), boxes(status, ("有上市计划",)), listed))


def _plan(form: FormFacts) -> str:
    stage, venue = form.value("listing_plan_stage"), form.value("listing_venue")
    indent = " " * 20
    return "\n".join(
        (
            "1.上市进程：" + boxes(stage, ("未进行上市前股改",)),
            indent + boxes(stage, ("已完成上市前股改",)),
            indent + boxes(stage, ("已提交上市申请",)),
            "2.拟上市地：",
            boxes(venue, ("上交所 主板", "上交所 科创板")),
            boxes(venue, ("深交所 主板",)),
            boxes(venue, ("深交所 创业板", "新三板")),
        )
    )


def part_two(form: FormFacts) -> Table:
    """二、经济效益."""

    def money(title: str, key: str) -> tuple[Cell, ...]:
        return (
            label(title),
            *(Cell(f"⟦{wan(form, key, y)}⟧ 万元", align="r", tags=(key,)) for y in YEARS),
        )

    def ratio(title: str, key: str) -> tuple[Cell, ...]:
        return (
            label(title),
            *(Cell(f"⟦{form.value(key, y)}⟧ %", align="r", tags=(key,)) for y in YEARS),
        )

    amount = f"⟪{wan(form, 'new_equity_financing') or ' ' * 10}⟫"
    funded = f"{yes_no(form.value('equity_financing_received'))}    如是，请填写金额：{amount}万元"
    rows = (
        (label("重要指标"), label("2019年"), label("2020年")),
        money("营业收入", "operating_revenue"),
        money("主营业务收入", "main_business_revenue"),
        ratio("主营业务收入增长率", "main_business_revenue_growth"),
        money("净利润总额", "net_profit"),
        ratio("净利润增长率", "net_profit_growth"),
        money("资产总额", "total_assets"),
        ratio("资产负债率", "asset_liability_ratio"),
        money("上缴税金", "tax_paid"),
        (
            label("近2年内是否获得\n新增股权融资"),
            Cell(funded, 2, tags=("equity_financing_received",)),
        ),
    )
    return Table((150, 160, 160), rows, size=10.5, min_height=24)


def part_three(form: FormFacts) -> Table:
    """三、专业化程度."""
    v = form.value
    category = f"{v('main_product_category_name')} {v('main_product_category')}"
    rows = (
        (
            label("主导产品名称（中文）"),
            filled(form, "main_product_name"),
            label("从事该产品领域的时间（单位：年）"),
            filled(form, "niche_years"),
        ),
        (label("主导产品类别2"), filled(form, "main_product_category", 3, category)),
        (
            label("行业领军企业\n（3 个以内）"),
            Cell(_three(v("industry_leaders"), "    "), 3, tags=("industry_leaders",)),
        ),
        (
            label("是否属于《工业强基工程实施指南（2016-2020年）》“四基”领域"),
            Cell(_siji(form), 3, tags=("siji_field",)),
        ),
        (
            Cell(
                "如属下列领域，请打勾\n"
                + boxes(v("hot_fields"), ("5G", "集成电路", "新能源", "工业软件"), "     "),
                4,
            ),
        ),
        (
            label("是否在产业链关键领域实现“补短板”“填空白”"),
            Cell(_shortboard(form), 3, tags=("shortboard_filling",)),
        ),
        (
            label("主导产品是否为国内外知名大企业直接配套"),
            Cell(
                f"{yes_no(v('direct_supplier'))} 如是，请填写\n{_three(v('anchor_customers'), '  ')}",
                3,
                tags=("anchor_customers",),
            ),
        ),
        (label("重要指标", 2), label("2019年"), label("2020年")),
        _years(
            "主导产品国内市场占有率及本省排名",
            [
                f"市场占有率： ⟦{v('market_share', y)}⟧ %\n本省排名： ⟦{v('market_rank', y)}⟧"
                for y in YEARS
            ],
            ("market_share", "market_rank"),
        ),
        _years(
            "主导产品销售收入占本企业营业收入比重",
            [f"⟦{v('main_product_revenue_ratio', y)}⟧ %" for y in YEARS],
            ("main_product_revenue_ratio",),
        ),
        _years(
            "主导产品出口额",
            [f"⟦{wan(form, 'export_value', y)}⟧ 万美元" for y in YEARS],
            ("export_value",),
        ),
    )
    return Table((104, 126, 120, 120), rows, size=10.5, min_height=24)


def _years(title: str, texts: list[str], tags: tuple[str, ...]) -> tuple[Cell, ...]:
    return (label(title, 2), *(Cell(text, tags=tags) for text in texts))


def _three(names: str, gap: str) -> str:
    """The three lines that the form prints; further names are written behind the last."""
    first, second, third, *more = [*names.split(";"), "", "", ""]
    further = "".join(f"{gap}{n}.⟦{name}⟧" for n, name in enumerate(filter(None, more), start=4))
    return f"1.⟦{first}⟧{gap}2.⟦{second}⟧\n3.⟦{third}⟧{further}"


def _siji(form: FormFacts) -> str:
    field = form.value("siji_field")
    return "\n".join(
        (
            f"{yes_no(form.value('siji_member'))} 如是，请打勾",
            boxes(field, ("核心基础零部件（元器件）", "关键基础材料")),
            boxes(field, ("先进基础工艺", "产业技术基础")),
        )
    )


def _shortboard(form: FormFacts) -> str:
    v = form.value
    return "\n".join(
        (
            f"{yes_no(v('shortboard_filling'))} 如是，请填写",
            f"“补短板”的产品名称：⟦{v('shortboard_product')}⟧",
            f"或填补国内（国际）空白的领域：⟦{v('gap_filled_field')}⟧",
            f"或替代进口的国外企业（或产品）名称：⟦{v('import_substituted')}⟧",
            f"说明（是否在细分领域实现关键技术首创等情况，30字以内）：⟦{v('shortboard_note')}⟧",
        )
    )
