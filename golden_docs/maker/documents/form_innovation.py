"""Part 四 of the 申请书: R&D institutions, expense, rights, digital means, titles."""

from __future__ import annotations

from golden_docs.maker.documents.form_cells import (
    YEARS,
    FormFacts,
    box_behind,
    boxes,
    label,
    wan,
    yes_no,
)
from golden_docs.maker.table import Cell, Table

Rows = tuple[tuple[Cell, ...], ...]


def part_four(form: FormFacts) -> Table:
    """四、创新能力."""
    rows = (*_institutions(form), *_research(form), *_rights(form), *_digital(form), *_titles(form))
    return Table((116, 174, 180), rows, size=10.5, min_height=23)


def _institutions(form: FormFacts) -> Rows:
    v = form.value

    def counted(name: str, key: str) -> str:
        parts = []
        for level, suffix in (("国家级", "national"), ("省级", "provincial")):
            count = v(f"{key}_{suffix}")
            parts.append(f"☑{level}⟪ {count} ⟫个" if count else f"□{level}⟪   ⟫个")
        return f"{name}  " + "  ".join(parts)

    def station(name: str, key: str) -> str:
        return f"{name}  " + boxes(v(key), ("有", "无"), " ")

    first, second, third = [*v("partner_institutes").split(";"), "", "", ""][:3]
    lines = (
        (counted("技术研究院", "technology_institute"), "technology_institute_provincial"),
        (counted("企业技术中心", "technology_centre"), "technology_centre_provincial"),
        (counted("企业工程中心", "engineering_centre"), "engineering_centre_provincial"),
        ("工业设计中心  " + boxes(v("design_centre"), ("国家级", "省级")), "design_centre"),
        (station("院士专家工作站", "academician_station"), "academician_station"),
        (station("博士后工作站", "postdoctoral_station"), "postdoctoral_station"),
        (
            f"合作院校机构名称（3个以内） 1.⟦{first}⟧\n2.⟦{second}⟧  3.⟦{third}⟧",
            "partner_institutes",
        ),
        (f"研究领域已获得成果及应用情况（30字）：⟦{v('rd_results_note')}⟧", "rd_results_note"),
    )
    cells = [Cell(text, 2, tags=(tag,)) for text, tag in lines]
    head = label("研发机构建设情况\n（企业自建或与高等院校、科研机构联合建立）", 1, len(cells))
    return ((head, cells[0]), *((cell,) for cell in cells[1:]))


def _research(form: FormFacts) -> Rows:
    def ratio(title: str, key: str) -> tuple[Cell, ...]:
        return (
            label(title),
            *(Cell(f"⟦{form.value(key, y)}⟧ %", align="r", tags=(key,)) for y in YEARS),
        )

    expense = (
        Cell(f"⟦{wan(form, 'rd_expense', y)}⟧ 万元", align="r", tags=("rd_expense",)) for y in YEARS
    )
    return (
        (label("相关指标"), label("2019年"), label("2020年")),
        (label("研发经费总额"), *expense),
        ratio("研发经费占营业收入比重", "rd_expense_ratio"),
        ratio("研发人员占全部职工比重", "rd_staff_ratio"),
    )


def _rights(form: FormFacts) -> Rows:
    v = form.value
    patents = (
        f"有效专利总数⟪ {v('ip_total')} ⟫项。\n"
        f"其中发明专利⟪ {v('invention_patents_valid')} ⟫项； 实用新型专利⟪ {v('utility_model_patents')} ⟫项；\n"
        f"外观设计专利⟪ {v('design_patents')} ⟫项； 软件著作权⟪ {v('software_copyrights')} ⟫项。"
    )
    tags = (
        "ip_total",
        "invention_patents_valid",
        "utility_model_patents",
        "design_patents",
        "software_copyrights",
    )
    counts = [
        Cell(
            f"主持制(修)⟪ {v('standards_led', y)} ⟫项\n参与制(修)⟪ {v('standards_joined', y)} ⟫项",
            tags=("standards_led",),
        )
        for y in YEARS
    ]
    names = tuple(
        Cell(f"名称：⟦{v('standard_names', y)}⟧", tags=("standard_names",)) for y in YEARS
    )
    return (
        (label("拥有专利情况"), Cell(patents, 2, tags=tags)),
        (label("主持或参与制（修）的标准数量和名称", 1, 2), *counts),
        names,
    )


def _digital(form: FormFacts) -> Rows:
    v = form.value

    def answer(key: str) -> Cell:
        return Cell(boxes(v(key), ("是", "否"), "   "), align="c", tags=(key,))

    systems = "\n".join(
        (
            "核心业务采用信息系统支撑情况（可多选）",
            boxes(
                v("it_supported_core_business"), ("研发设计CAX", "生产制造CAM", "经营管理ERP/OA")
            ),
            boxes(v("it_supported_core_business"), ("运维服务CRM", "供应链管理SRM", "其他"))
            + "⟪      ⟫（请说明）",
        )
    )
    return (
        (label("数字化赋能", 1, 3), Cell("业务系统是否向云端迁移"), answer("cloud_migration")),
        (Cell("是否拥有制造业与互联网融合试点示范项目"), answer("integration_pilot")),
        (Cell(systems, 2, tags=("it_supported_core_business",)),),
    )


def _titles(form: FormFacts) -> Rows:
    v = form.value
    titles = v("recognised_titles")

    def levels(name: str) -> str:
        chosen = titles.split(";")
        marks = (
            level + ("☑" if f"{name}（{level}）" in chosen else "□") for level in ("国家级", "省级")
        )
        return name + "（" + " ".join(marks) + "）"

    def project(key: str) -> Cell:
        return Cell(f"{yes_no(v(key))} 如是，请填写名称 ⟪{v(key + '_name')}⟫", 2, tags=(key,))

    honours = "\n".join(
        (
            f"1.{box_behind(titles, '高新技术企业')}",
            f"2.{levels('技术创新示范企业')}",
            f"3.{levels('工业企业知识产权运用试点企业')}",
            f"4.{levels('智能制造试点示范企业')}",
            f"5.{box_behind(titles, '绿色工厂')}    6.{box_behind(titles, '质量标杆')}",
            f"7.{box_behind(titles, '《产业基础领域先进技术产品转化应用目录》入编企业')}",
            f"8.{box_behind(titles, '其他')}⟪{v('recognised_titles_other')}⟫（请说明）。",
        )
    )
    return (
        (
            label("获得相关部门认定的称号（有效期内）"),
            Cell(honours, 2, tags=("recognised_titles",)),
        ),
        (label("近2年是否承担过国家重大科技项目"), project("national_major_project")),
        (label("近2年是否获得过国家级技术创新类项目"), project("national_innovation_project")),
    )
