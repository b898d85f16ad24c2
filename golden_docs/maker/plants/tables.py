"""Fields of the form that contradict one another, and figures against papers that are no accounts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from golden_docs.maker.compose import Package
from golden_docs.maker.documents.market import MarketShareProof
from golden_docs.maker.plant import PAPER_PLANTS, Discrepancy, paper_plant
from golden_docs.maker.plants.form import declare, form_of

Changes = dict[tuple[str, str], str]

CONTRADICTIONS: tuple[tuple[str, str, str, Changes], ...] = (
    ("no_plan_but_venue", "XTB-01", "listing_status", {("listing_status", ""): "无上市计划"}),
    ("no_siji_but_field", "XTB-01", "siji_member", {("siji_member", ""): "否"}),
    ("no_supplier_but_customers", "XTB-01", "direct_supplier", {("direct_supplier", ""): "否"}),
    ("no_equity_but_amount", "XTB-01", "equity_financing_received", {("new_equity_financing", ""): "23000000"}),
    ("no_project_but_name", "XTB-01", "national_major_project", {("national_major_project_name", ""): "高端轴承专项"}),
    ("must_count_wrong", "XTB-07", "review_must_count", {("review_must_count", ""): "5"}),
)  # fmt: skip
"""Name, rule, the field that the finding is about, what is filled in."""


def _plant(name: str, rule: str, key: str, changes: Changes) -> None:
    def change(package: Package) -> tuple[Package, Discrepancy]:
        why = f"申请书“{key}”与其他栏目矛盾。"
        return declare(package, changes), Discrepancy(
            "cross_table", why, key, entry="form", tag=key, check=rule, outcome="failed"
        )

    PAPER_PLANTS[name] = change


for _line in CONTRADICTIONS:
    _plant(*_line)


@paper_plant
def cover_name_differs(package: Package) -> tuple[Package, Discrepancy]:
    """The cover names another company than the form inside."""
    why = "封面的企业名称与基本情况不一致。"
    return declare(package, {("cover_applicant_name", ""): "白鹭津通用机械有限公司"}), Discrepancy(
        "cross_table", why, "cover_applicant_name", entry="form", tag="cover_applicant_name", check="XTB-01", outcome="failed",
    )  # fmt: skip


@paper_plant
def review_statement_differs(package: Package) -> tuple[Package, Discrepancy]:
    """The recommendation states another class than the one ticked."""
    letter = form_of(package).value("review_class")
    false = "c" if letter != "c" else "b"
    return declare(package, {("review_class_statement", ""): false}), Discrepancy(
        "cross_table", "推荐意见写明的类别与勾选不一致。", "review_class_statement", entry="form", tag="review_class", check="XTB-07", outcome="failed",
    )  # fmt: skip


def _share(why: str, key: str, year: str, cause: str | None = None) -> Discrepancy:
    return Discrepancy(
        "declared_vs_evidence", why, key, year, entry="form", tag=key, check="VAL-14", outcome="failed", cause=cause,
    )  # fmt: skip


@paper_plant
def market_share_raised(package: Package) -> tuple[Package, Discrepancy]:
    """The declared market share of 2019 is not that of the proof."""
    true = form_of(package).value("market_share", "2019")
    false = str(Decimal(true) + Decimal("11.7"))
    return declare(package, {("market_share", "2019"): false}), _share(
        f"申请书填报2019年市场占有率{false}%，证明为{true}%。", "market_share", "2019"
    )


@paper_plant
def market_rank_raised(package: Package) -> tuple[Package, Discrepancy]:
    """The declared rank of 2019 is better than that of the proof."""
    return declare(package, {("market_rank", "2019"): "1"}), _share(
        "申请书填报2019年排名第1位，证明为第2位。", "market_rank", "2019"
    )


@paper_plant
def market_share_of_other_year(package: Package) -> tuple[Package, Discrepancy]:
    """The share of 2020 is declared for 2019."""
    true = form_of(package).value("market_share", "2020")
    return declare(package, {("market_share", "2019"): true}), _share(
        f"申请书填报2019年市场占有率{true}%，为2020年的数。", "market_share", "2019", "other_year"
    )


@paper_plant
def proof_ranks_lower(package: Package) -> tuple[Package, Discrepancy]:
    """The proof of 2020 says rank 2 where the form says rank 1."""
    paper = package.get("market_share")
    assert isinstance(paper, MarketShareProof)
    lower = tuple((y, s, 2 if y == "2020" else r) for y, s, r in paper.shares)
    return package.change("market_share", lambda _: replace(paper, shares=lower)), _share(
        "申请书填报2020年排名第1位，证明为第2位。", "market_rank", "2020"
    )


@paper_plant
def profile_counts_more(package: Package) -> tuple[Package, Discrepancy]:
    """The profile tells of more invention patents than the table."""
    form = form_of(package)
    true = form.value("invention_patents_valid")
    said = form.value("enterprise_profile").replace(f"发明专利{true}项", "发明专利9项")
    return declare(package, {("enterprise_profile", ""): said}), Discrepancy(
        "declared_vs_evidence", "企业简介写明发明专利9项，与表内不同。", "invention_patents_valid", entry="form", tag="enterprise_profile", check="DVE-13", outcome="review",
    )  # fmt: skip


@paper_plant
def more_rd_staff_than_employees(package: Package) -> tuple[Package, Discrepancy]:
    """More R&D staff are declared than employees."""
    false = str(package.company.spec.employees + 46)
    return declare(package, {("rd_staff", ""): false}), Discrepancy(
        "arithmetic", "申报的研发人员数多于从业人数。", "rd_staff", entry="form", tag="rd_staff", check="ARI-07", outcome="failed",
    )  # fmt: skip
