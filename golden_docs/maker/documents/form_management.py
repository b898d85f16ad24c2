"""Part 五 of the 申请书: standards, certifications, 简介, 真实性声明."""

from __future__ import annotations

from golden_docs.maker.documents.form_cells import FormFacts, box_behind, boxes, label
from golden_docs.maker.table import Cell, Table


def part_five(form: FormFacts) -> Table:
    """五、经营管理."""
    v = form.value
    standards = "\n".join(
        (
            boxes(v("product_exec_standard"), ("国际标准", "国家标准")),
            boxes(v("product_exec_standard"), ("行业标准", "地方标准")),
        )
    )
    foreign = v("foreign_product_certs")
    marks = " ".join(box_behind(foreign, name) for name in ("UL", "CSA", "ETL", "GS"))
    marks += f"\n{box_behind(foreign, '其他')}⟪          ⟫（请说明）。"
    certs = v("management_system_certs")
    systems = (
        "\n".join(
            box_behind(certs, name)
            for name in (
                "ISO9000质量管理体系认证",
                "ISO14000环境管理体系认证",
                "OHSAS18000职业安全健康管理体系认证",
                "其他",
            )
        )
        + "⟪      ⟫(请说明)"
    )
    declaration = (
        f"    {v('declaration_text')}\n \n \n"
        f"法定代表人（签名）：                              （企业公章）：\n \n \n "
    )
    rows = (
        (label("产品生产执行标准", 1, 2), Cell(standards, tags=("product_exec_standard",))),
        (Cell(f"标准全称：⟦{v('exec_standard_name')}⟧", tags=("exec_standard_name",)),),
        (
            label("产品获得发达国家或地区权威机构认证情况(多选)"),
            Cell(marks, tags=("foreign_product_certs",)),
        ),
        (
            label("企业获得的管理体系认证情况（可多选）"),
            Cell(systems, tags=("management_system_certs",)),
        ),
        (
            label("企业总体情况简要介绍\n（300字以内，请勿另附页）"),
            Cell(f"⟦{v('enterprise_profile')}⟧", tags=("enterprise_profile",)),
        ),
        (
            label("真实性声明"),
            Cell(declaration, tags=("declaration_signature", "declaration_seal")),
        ),
    )
    return Table((116, 354), rows, size=10.5, min_height=24)
