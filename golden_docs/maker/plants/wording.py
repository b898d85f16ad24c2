"""Text that is too long, boxes too many, seals, signatures and sentences that lack or are of others."""

from __future__ import annotations

from golden_docs.maker.compose import Package
from golden_docs.maker.plant import PAPER_PLANTS, Discrepancy
from golden_docs.maker.plants.form import declare

_LONG = "率先攻克多项行业关键共性技术并形成具有完全自主知识产权的成套工艺与装备体系"
Changes = dict[tuple[str, str], str]

WORDINGS: tuple[tuple[str, str, str, str, str, Changes], ...] = (
    ("note_too_long", "format", "FMT-01", "failed", "shortboard_note", {("shortboard_note", ""): _LONG}),
    ("results_too_long", "format", "FMT-01", "failed", "rd_results_note", {("rd_results_note", ""): _LONG}),
    ("four_customers", "format", "FMT-06", "failed", "anchor_customers", {("anchor_customers", ""): "甲澜集团有限公司;乙澜重工有限公司;丙澜装备有限公司;丁澜电气有限公司"}),
    ("two_listing_states", "format", "FMT-06", "failed", "listing_status", {("listing_status", ""): "无上市计划;有上市计划"}),
    ("seal_of_another_company", "format", "FMT-02", "failed", "declaration_seal", {("declaration_seal_text", ""): "白鹭津通用机械有限公司"}),
    ("cover_unsealed", "format", "FMT-02", "failed", "cover_seal", {("cover_seal", ""): "否", ("cover_seal_text", ""): ""}),
    ("recommender_unsealed", "format", "FMT-02", "review", "review_seal", {("review_seal", ""): "否", ("review_seal_text", ""): ""}),
    ("declaration_unsigned", "declaration", "DEC-01", "failed", "declaration_signature", {("declaration_signature", ""): ""}),
    ("declaration_text_missing", "declaration", "DEC-01", "failed", "declaration_text", {("declaration_text", ""): ""}),
    ("declaration_shortened", "declaration", "DEC-02", "review", "declaration_text", {("declaration_text", ""): "以上所填内容和提交资料均准确、真实、合法、有效、无涉密信息。"}),
)  # fmt: skip
"""Name, family, rule, verdict, field, what the form carries instead."""


def _plant(name: str, family: str, rule: str, outcome: str, key: str, changes: Changes) -> None:
    def change(package: Package) -> tuple[Package, Discrepancy]:
        return declare(package, changes), Discrepancy(
            family, f"申请书“{key}”不合填报要求。", key, entry="form", tag=key, check=rule, outcome=outcome,
        )  # fmt: skip

    PAPER_PLANTS[name] = change


for _line in WORDINGS:
    _plant(*_line)
