"""What is not there: papers that the notice asks for, fields left empty."""

from __future__ import annotations

from golden_docs.maker.compose import Package
from golden_docs.maker.plant import PAPER_PLANTS, Discrepancy
from golden_docs.maker.plants.form import declare

PAPERS: tuple[tuple[str, str, str | None, tuple[str, ...]], ...] = (
    ("licence_missing", "business_license", None, ("licence",)),
    ("audit_2020_missing", "audit_report", "2020", ("audit_2020",)),
    ("both_audits_missing", "audit_report", None, ("audit_2019", "audit_2020")),
    ("software_missing", "software_copyright_cert", None, ("software_1", "software_2")),
    ("management_certificates_missing", "management_system_cert", None, ("iso_9001", "iso_14001")),
    ("high_tech_missing", "high_tech_cert", None, ("high_tech",)),
    ("tech_centre_missing", "rd_institution_proof", None, ("tech_centre",)),
)
"""Name, the type of paper, the year of the one that lacks, the entries left out."""

FIELDS: tuple[tuple[str, str, str], ...] = (
    ("employees_blank", "employees", ""),
    ("product_blank", "main_product_name", ""),
    ("revenue_blank", "operating_revenue", "2019"),
    ("industry_blank", "industry_code_4", ""),
    ("share_blank", "market_share", "2020"),
)
"""Name, the field left empty, its year."""


def _paper_plant(name: str, kind: str, year: str | None, entries: tuple[str, ...]) -> None:
    def change(package: Package) -> tuple[Package, Discrepancy]:
        why = f"材料中没有{kind}。"
        return package.drop(*entries), Discrepancy(
            "completeness", why, period=year, document_type=kind, check="CMP-05" if year else "CMP-03", outcome="failed",
        )  # fmt: skip

    PAPER_PLANTS[name] = change


def _field_plant(name: str, key: str, year: str) -> None:
    def change(package: Package) -> tuple[Package, Discrepancy]:
        return declare(package, {(key, year): ""}), Discrepancy(
            "completeness", f"申请书的{year}{key}未填写。", key, year or None, entry="form", tag=key, check="CMP-01", outcome="failed",
        )  # fmt: skip

    PAPER_PLANTS[name] = change


for _line in PAPERS:
    _paper_plant(*_line)
for _field in FIELDS:
    _field_plant(*_field)
