"""The ruled tables of parts 一 to 五 of the 申请书, with the printed wording of every field."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Protocol

from golden_docs.maker.paper import Paper
from golden_docs.maker.table import Cell, Table

_FOOT_1 = "1 按照《国民经济行业分类(GB/T 4754-2017)》的大类行业填写所属行业。"
_FOOT_2 = (
    "2 对照《统计用产品分类目录》，填写产品对应的第四级或第五级产品类别名称，并填写对应的8位或10位数字代码。"
    "无法按该目录分类的，可按行业惯例分类。如是新产品请标明。"
)
YEARS = ("2019", "2020")


class FormFacts(Protocol):
    """What the tables need of the form."""

    @property
    def contacts(self) -> Mapping[str, str]:
        """Contact lines."""

    @property
    def details(self) -> Mapping[str, str]:
        """Filled-in texts that are no indicators."""

    def value(self, key: str, period: str = "") -> str:
        """A declared value in base units."""


def footnotes(page: Paper) -> None:
    """The footnote of each page that carries the field it belongs to."""
    notes = [_FOOT_1] if "industry_code_2" in page.tags else []
    notes += [_FOOT_2] if "main_product_category" in page.tags else []
    if notes:
        page.line(62, 768, 200, 768, width=0.4)
    y = 771.0
    for note in notes:
        y = page.paragraph(62, y, note, 470, "song", 7.5, leading=1.25)


def _c(text: str, cols: int = 1, rows: int = 1, align: str = "c", *tags: str) -> Cell:
    return Cell(text, cols, rows, align, tags=tags)


def _v(text: str, cols: int = 1, rows: int = 1, *tags: str, align: str = "c") -> Cell:
    return Cell(f"⟦{text}⟧" if text else "", cols, rows, align, tags=tags)


def _wan(form: FormFacts, key: str, period: str = "") -> str:
    value = form.value(key, period)
    return f"{Decimal(value) / 10_000:.2f}" if value else ""


def _box(chosen: str, options: tuple[str, ...], gap: str = "  ") -> str:
    ticked = chosen.split(";")
    return gap.join(("☑" if option in ticked else "□") + option for option in options)


def _after(chosen: str, option: str) -> str:
    """An option whose box stands behind its name."""
    return option + ("☑" if option in chosen.split(";") else "□")


def part_one(form: FormFacts) -> Table:
    """一、企业基本情况."""
    v, contact = form.value, form.contacts
    listing = v("listing_status")
    stage = v("listing_plan_stage")
    rows = (
        (
            _c("企业名称"),
            _v(v("applicant_name"), 3, 1, "applicant_name"),
            _c("所在省份"),
            _v(v("registered_place"), 1, 1, "registered_place"),
        ),
        (
            _c("通讯地址"),
            _v(v("business_address"), 3, 1, "business_address"),
            _c("邮编"),
            _v(contact["postcode"]),
        ),
        (
            _c("法定代表人"),
            _v(v("legal_representative"), 1, 1, "legal_representative"),
            _c("电话"),
            _v(contact["legal_representative_phone"]),
            _c("手机"),
            _v(contact["legal_representative_mobile"]),
        ),
        (
            _c("联系人"),
            _v(contact["contact_person"]),
            _c("电话"),
            _v(contact["contact_phone"]),
            _c("手机"),
            _v(contact["contact_mobile"]),
        ),
        (_c("传真"), _v(contact["fax"], 2), _c("E-mail"), _v(contact["email"], 2)),
        (
            _c("注册时间"),
            _v(_day(v("registration_date")), 2, 1, "registration_date"),
            _c("注册资本（万元）"),
            _v(_capital(v("registered_capital")), 2, 1, "registered_capital"),
        ),
        (_c("统一社会信用代码"), _v(v("uscc"), 5, 1, "uscc")),
        (
            _c(
                "根据《中小企业划型标准规定》（工信部联企业〔2011〕300号），企业规模属于", 3, 1, "l"
            ),
            _c(
                _box(v("enterprise_size_class"), ("中型", "小型", "微型"), "    "),
                3,
                1,
                "c",
                "enterprise_size_class",
            ),
        ),
        (
            _c("所属行业1"),
            Cell(
                f"2 位数代码及名称：⟦{v('industry_code_2')} {form.details['industry_name_2']}⟧",
                5,
                tags=("industry_code_2",),
            ),
        ),
        (
            _c("具体细分领域"),
            Cell(
                f"4 位数代码及名称：⟦{v('industry_code_4')} {form.details['industry_name_4']}⟧",
                5,
                tags=("industry_code_4",),
            ),
        ),
        (
            _c("从业人数"),
            _v(v("employees"), 2, 1, "employees"),
            _c("其中研发人员数"),
            _v(v("rd_staff"), 2, 1, "rd_staff"),
        ),
        (
            _c("企业类型"),
            Cell(
                _box(v("enterprise_type"), ("国有", "合资", "民营", "其他"), "      "),
                5,
                tags=("enterprise_type",),
            ),
        ),
        (
            _c("上市情况"),
            Cell(
                "\n".join(
                    (
                        _box(listing, ("无上市计划",)),
                        _box(listing, ("有上市计划",)),
                        _box(listing, ("已上市",)) + " （股票代码：          ）",
                    )
                ),
                5,
                tags=("listing_status",),
            ),
        ),
        (
            _c("上市计划（如有，请填写）"),
            Cell(
                "1.上市进程："
                + "\n".join(
                    (
                        _box(stage, ("未进行上市前股改",)),
                        "                    " + _box(stage, ("已完成上市前股改",)),
                        "                    " + _box(stage, ("已提交上市申请",)),
                    )
                )
                + "\n2.拟上市地：\n"
                + _box(form.details["listing_venue"], ("上交所 主板", "上交所 科创板"))
                + "\n"
                + _box(form.details["listing_venue"], ("深交所 主板",))
                + "\n"
                + _box(form.details["listing_venue"], ("深交所 创业板", "新三板")),
                5,
                tags=("listing_plan_stage",),
            ),
        ),
    )
    return Table((88, 80, 60, 92, 56, 94), rows, size=10.5, min_height=25)


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{year}年{month}月{day}日"


def _capital(value: str) -> str:
    amount = Decimal(value) / 10_000
    return f"{amount:.0f}" if amount == amount.to_integral() else f"{amount:.2f}"


def part_two(form: FormFacts) -> Table:
    """二、经济效益."""

    def money(label: str, key: str) -> tuple[Cell, ...]:
        return (
            _c(label),
            *(Cell(f"⟦{_wan(form, key, y)}⟧ 万元", align="r", tags=(key,)) for y in YEARS),
        )

    def ratio(label: str, key: str) -> tuple[Cell, ...]:
        return (
            _c(label),
            *(Cell(f"⟦{form.value(key, y)}⟧ %", align="r", tags=(key,)) for y in YEARS),
        )

    funded = form.value("new_equity_financing")
    amount = f"⟪{Decimal(funded) / 10_000:.2f}⟫" if funded else "⟪          ⟫"
    rows = (
        (_c("重要指标"), _c("2019年"), _c("2020年")),
        money("营业收入", "operating_revenue"),
        money("主营业务收入", "main_business_revenue"),
        ratio("主营业务收入增长率", "main_business_revenue_growth"),
        money("净利润总额", "net_profit"),
        ratio("净利润增长率", "net_profit_growth"),
        money("资产总额", "total_assets"),
        ratio("资产负债率", "asset_liability_ratio"),
        money("上缴税金", "tax_paid"),
        (
            _c("近2年内是否获得\n新增股权融资"),
            Cell(
                f"{'□否 ☑是' if funded else '☑否 □是'}    如是，请填写金额：{amount}万元",
                2,
                tags=("new_equity_financing",),
            ),
        ),
    )
    return Table((150, 160, 160), rows, size=10.5, min_height=24)


def part_three(form: FormFacts) -> Table:
    """三、专业化程度."""
    v, d = form.value, form.details
    leaders = [*v("industry_leaders").split(";"), "", "", ""][:3]
    customers = [*v("anchor_customers").split(";"), "", "", ""][:3]
    short = v("shortboard_filling") == "是"

    def years(label: str, texts: tuple[str, str], *tags: str) -> tuple[Cell, ...]:
        return (_c(label, 2), *(Cell(text, align="l", tags=tags) for text in texts))

    rows = (
        (
            _c("主导产品名称（中文）"),
            _v(v("main_product_name"), 1, 1, "main_product_name"),
            _c("从事该产品领域的时间（单位：年）"),
            _v(v("niche_years"), 1, 1, "niche_years"),
        ),
        (
            _c("主导产品类别2"),
            _v(
                f"{d['main_product_category_name']} {v('main_product_category')}",
                3,
                1,
                "main_product_category",
            ),
        ),
        (
            _c("行业领军企业\n（3 个以内）"),
            Cell(
                f"1.⟦{leaders[0]}⟧    2.⟦{leaders[1]}⟧\n3.⟦{leaders[2]}⟧",
                3,
                tags=("industry_leaders",),
            ),
        ),
        (
            _c("是否属于《工业强基工程实施指南（2016-2020年）》“四基”领域"),
            Cell(
                f"{'□否 ☑是' if v('siji_field') else '☑否 □是'} 如是，请打勾\n"
                + _box(v("siji_field"), ("核心基础零部件（元器件）", "关键基础材料"))
                + "\n"
                + _box(v("siji_field"), ("先进基础工艺", "产业技术基础")),
                3,
                tags=("siji_field",),
            ),
        ),
        (
            Cell(
                "如属下列领域，请打勾\n"
                + _box(d["hot_field"], ("5G", "集成电路", "新能源", "工业软件"), "     "),
                4,
            ),
        ),
        (
            _c("是否在产业链关键领域实现“补短板”“填空白”"),
            Cell(
                f"{'□否 ☑是' if short else '☑否 □是'} 如是，请填写\n“补短板”的产品名称：⟦{d['shortboard_product']}⟧\n"
                f"或填补国内（国际）空白的领域：⟦{d['gap_field']}⟧\n或替代进口的国外企业（或产品）名称：⟦{d['import_substituted']}⟧\n"
                f"说明（是否在细分领域实现关键技术首创等情况，30字以内）：⟦{d['shortboard_note']}⟧",
                3,
                tags=("shortboard_filling",),
            ),
        ),
        (
            _c("主导产品是否为国内外知名大企业直接配套"),
            Cell(
                f"{'□否 ☑是' if v('anchor_customers') else '☑否 □是'} 如是，请填写\n1.⟦{customers[0]}⟧  2.⟦{customers[1]}⟧\n3.⟦{customers[2]}⟧",
                3,
                tags=("anchor_customers",),
            ),
        ),
        (_c("重要指标", 2), _c("2019年"), _c("2020年")),
        years(
            "主导产品国内市场占有率及本省排名",
            (
                f"市场占有率： ⟦{v('market_share', '2019')}⟧ %\n本省排名： ⟦{v('market_rank', '2019')}⟧",
                f"市场占有率： ⟦{v('market_share', '2020')}⟧ %\n本省排名： ⟦{v('market_rank', '2020')}⟧",
            ),
            "market_share",
            "market_rank",
        ),
        years(
            "主导产品销售收入占本企业营业收入比重",
            (
                f"⟦{v('main_product_revenue_ratio', '2019')}⟧ %",
                f"⟦{v('main_product_revenue_ratio', '2020')}⟧ %",
            ),
            "main_product_revenue_ratio",
        ),
        years(
            "主导产品出口额",
            (
                f"⟦{_wan(form, 'export_value', '2019')}⟧ 万美元",
                f"⟦{_wan(form, 'export_value', '2020')}⟧ 万美元",
            ),
            "export_value",
        ),
    )
    return Table((104, 126, 120, 120), rows, size=10.5, min_height=24)


def part_four(form: FormFacts) -> Table:
    """四、创新能力."""
    return Table(
        (116, 174, 180),
        (*_institutions(form), *_research(form), *_rights(form), *_digital(form)),
        size=10.5,
        min_height=23,
    )


def _institutions(form: FormFacts) -> tuple[tuple[Cell, ...], ...]:
    held = form.value("rd_institutions").split(";")

    def line(name: str, *, counted: bool = True) -> str:
        parts = []
        for level in ("国家级", "省级"):
            has = [h for h in held if h.startswith(f"{name}:{level}")]
            count = f"⟪ {has[0].split(':')[2]} ⟫个" if has else "⟪   ⟫个"
            parts.append(("☑" if has else "□") + level + (count if counted else ""))
        return f"{name}  " + "  ".join(parts)

    def station(name: str) -> str:
        return f"{name}  " + ("☑有 □无" if name in held else "□有 ☑无")

    partners = [*form.value("partner_institutes").split(";"), "", "", ""][:3]
    lines = [
        line("技术研究院"),
        line("企业技术中心"),
        line("企业工程中心"),
        line("工业设计中心", counted=False),
        station("院士专家工作站"),
        station("博士后工作站"),
        f"合作院校机构名称（3个以内） 1.⟦{partners[0]}⟧\n2.⟦{partners[1]}⟧  3.⟦{partners[2]}⟧",
        f"研究领域已获得成果及应用情况（30字）：⟦{form.details['research_results']}⟧",
    ]
    head = _c("研发机构建设情况\n（企业自建或与高等院校、科研机构联合建立）", 1, len(lines))
    first = (head, Cell(lines[0], 2, tags=("rd_institutions",)))
    return (
        first,
        *(
            (Cell(text, 2, tags=("partner_institutes",) if "院校" in text else ()),)
            for text in lines[1:]
        ),
    )


def _research(form: FormFacts) -> tuple[tuple[Cell, ...], ...]:
    v = form.value
    return (
        (_c("相关指标"), _c("2019年"), _c("2020年")),
        (
            _c("研发经费总额"),
            *(
                Cell(f"⟦{_wan(form, 'rd_expense', y)}⟧ 万元", align="r", tags=("rd_expense",))
                for y in YEARS
            ),
        ),
        (
            _c("研发经费占营业收入比重"),
            *(
                Cell(f"⟦{v('rd_expense_ratio', y)}⟧ %", align="r", tags=("rd_expense_ratio",))
                for y in YEARS
            ),
        ),
        (
            _c("研发人员占全部职工比重"),
            *(
                Cell(f"⟦{v('rd_staff_ratio', y)}⟧ %", align="r", tags=("rd_staff_ratio",))
                for y in YEARS
            ),
        ),
    )


def _rights(form: FormFacts) -> tuple[tuple[Cell, ...], ...]:
    v, d = form.value, form.details
    patents = (
        f"有效专利总数⟪ {v('ip_total')} ⟫项。\n其中发明专利⟪ {v('invention_patents_valid')} ⟫项； 实用新型专利⟪ {v('utility_model_patents')} ⟫项；\n"
        f"外观设计专利⟪ {v('design_patents')} ⟫项； 软件著作权⟪ {v('software_copyrights')} ⟫项。"
    )
    tags = (
        "ip_total",
        "invention_patents_valid",
        "utility_model_patents",
        "design_patents",
        "software_copyrights",
    )

    def standards(year: str) -> Cell:
        return Cell(
            f"主持制(修)⟪ {d['standards_led_' + year]} ⟫项\n参与制(修)⟪ {d['standards_joined_' + year]} ⟫项",
            tags=("standards_participated",),
        )

    return (
        (_c("拥有专利情况"), Cell(patents, 2, tags=tags)),
        (_c("主持或参与制（修）的标准数量和名称", 1, 2), standards("2019"), standards("2020")),
        (
            Cell(f"名称：⟦{d['standards_names_2019']}⟧"),
            Cell(f"名称：⟦{d['standards_names_2020']}⟧"),
        ),
    )


def _digital(form: FormFacts) -> tuple[tuple[Cell, ...], ...]:
    v, d = form.value, form.details
    systems, titles = v("it_supported_core_business"), v("recognised_titles")

    def levels(name: str) -> str:
        return (
            "（"
            + " ".join(
                level + ("☑" if f"{name}:{level}" in titles.split(";") else "□")
                for level in ("国家级", "省级")
            )
            + "）"
        )

    project, award = d["national_major_project"], d["national_innovation_project"]
    honours = (
        f"1.{_after(titles, '高新技术企业')}\n2.技术创新示范企业{levels('技术创新示范企业')}\n"
        f"3.工业企业知识产权运用试点企业{levels('工业企业知识产权运用试点企业')}\n4.智能制造试点示范企业{levels('智能制造试点示范企业')}\n"
        f"5.{_after(titles, '绿色工厂')}    6.{_after(titles, '质量标杆')}\n7.《产业基础领域先进技术产品转化应用目录》入编企业□\n"
        f"8.{'其他☑' if d['other_titles'] else '其他□'}⟪{d['other_titles']}⟫（请说明）。"
    )
    return (
        (
            _c("数字化赋能", 1, 3),
            Cell("业务系统是否向云端迁移"),
            _c(
                "☑是   □否" if v("cloud_migration") == "是" else "□是   ☑否",
                1,
                1,
                "c",
                "cloud_migration",
            ),
        ),
        (
            Cell("是否拥有制造业与互联网融合试点示范项目"),
            _c(
                "☑是   □否" if v("integration_pilot") == "是" else "□是   ☑否",
                1,
                1,
                "c",
                "integration_pilot",
            ),
        ),
        (
            Cell(
                "核心业务采用信息系统支撑情况（可多选）\n"
                + _box(systems, ("研发设计CAX", "生产制造CAM", "经营管理ERP/OA"))
                + "\n"
                + _box(systems, ("运维服务CRM", "供应链管理SRM", "其他"))
                + "⟪      ⟫（请说明）",
                2,
                tags=("it_supported_core_business",),
            ),
        ),
        (
            _c("获得相关部门认定的称号（有效期内）"),
            Cell(honours, 2, tags=("recognised_titles", "high_tech_enterprise")),
        ),
        (
            _c("近2年是否承担过国家重大科技项目"),
            Cell(
                f"{'□否 ☑是' if project else '☑否 □是'} 如是，请填写名称 ⟪{project}⟫",
                2,
                tags=("national_projects",),
            ),
        ),
        (
            _c("近2年是否获得过国家级技术创新类项目"),
            Cell(f"{'□否 ☑是' if award else '☑否 □是'} 如是，请填写名称 ⟪{award}⟫", 2),
        ),
    )


def part_five(form: FormFacts) -> Table:
    """五、经营管理 with 简介 and 真实性声明."""
    v, d = form.value, form.details
    certs, foreign = v("management_system_certs"), v("foreign_product_certs")
    systems = (
        "\n".join(
            name + ("☑" if short in certs else "□")
            for name, short in (
                ("ISO9000质量管理体系认证", "ISO9000"),
                ("ISO14000环境管理体系认证", "ISO14000"),
                ("OHSAS18000职业安全健康管理体系认证", "OHSAS18000"),
            )
        )
        + "\n其他□⟪      ⟫(请说明)"
    )
    marks = " ".join(
        name + ("☑" if name in foreign.split(";") else "□") for name in ("UL", "CSA", "ETL", "GS")
    )
    declaration = (
        "    以上所填内容和提交资料均准确、真实、合法、有效、无涉密信息，本企业愿为此承担有关法律责任。\n \n \n"
        "法定代表人（签名）：                              （企业公章）：\n \n \n "
    )
    rows = (
        (
            _c("产品生产执行标准", 1, 2),
            Cell(
                _box(v("product_exec_standard"), ("国际标准", "国家标准"))
                + "\n"
                + _box(v("product_exec_standard"), ("行业标准", "地方标准")),
                tags=("product_exec_standard",),
            ),
        ),
        (Cell(f"标准全称：⟦{d['product_standard_name']}⟧"),),
        (
            _c("产品获得发达国家或地区权威机构认证情况(多选)"),
            Cell(f"{marks}\n其他□⟪          ⟫（请说明）。", tags=("foreign_product_certs",)),
        ),
        (
            _c("企业获得的管理体系认证情况（可多选）"),
            Cell(systems, tags=("management_system_certs",)),
        ),
        (
            _c("企业总体情况简要介绍\n（300字以内，请勿另附页）"),
            Cell(f"⟦{v('enterprise_profile')}⟧", tags=("enterprise_profile",), size=10.5),
        ),
        (_c("真实性声明"), Cell(declaration, tags=("declaration",))),
    )
    return Table((116, 354), rows, size=10.5, min_height=24)
