"""The golden maker: its companies are consistent, its plants change what they say, its truth fits.

One file because every test reads the same composed companies and committed truths.
"""

from __future__ import annotations

import json
import random
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from golden_docs.maker import plants  # noqa: F401  (registers the plants)
from golden_docs.maker.accounts import YEARS
from golden_docs.maker.amounts import capitals
from golden_docs.maker.assemble import compose_case
from golden_docs.maker.cases import CASES, CLEAN_01, DISCREPANT_02, PROGRAMME, Case
from golden_docs.maker.codes import make_uscc, patent_number
from golden_docs.maker.company import Company, found_company
from golden_docs.maker.compose import Package, compose_package
from golden_docs.maker.document import Style
from golden_docs.maker.documents.audit_report import AuditReport
from golden_docs.maker.documents.form import ApplicationForm
from golden_docs.maker.documents.sheets import Divider
from golden_docs.maker.fonts import FontsMissingError, load_font
from golden_docs.maker.plant import PAPER_PLANTS, SPEC_PLANTS
from golden_docs.maker.scan import Look, scan_paper, write_pdf
from models.catalogue.loader import load_catalogue
from models.kinds import patent_number as patent_kind
from models.kinds import uscc as uscc_kind
from tests.golden.test_planted import NAMES as GENERATED

ROOT = Path(__file__).resolve().parents[2] / "golden_docs"
LIMIT = 5 * 1024 * 1024
SINGLE_LIMIT = 205 * 1024
ON_PAPER = 26  # kinds of discrepancy that the scanned packages hold
ALL_CASES = sorted(CASES.values(), key=lambda case: case.name)


@cache
def company_of(name: str) -> Company:
    return found_company(CASES[name].spec)


@cache
def truth_of(name: str) -> Mapping[str, Any]:
    path = ROOT / PROGRAMME / name / "truth.json"
    data: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def form_of(package: Package) -> ApplicationForm:
    form = package.get("form")
    assert isinstance(form, ApplicationForm)
    return form


def report_of(package: Package, name: str) -> AuditReport:
    report = package.get(name)
    assert isinstance(report, AuditReport)
    return report


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: case.name)
def test_statements_balance(case: Case, year: int) -> None:
    y = company_of(case.name).accounts.years[year]
    b, i, c = y.balance, y.income, y.cash
    current = (
        "monetary_funds notes_receivable accounts_receivable receivables_financing prepayments"
    )
    current += " other_receivables inventories other_current_assets"
    assert b["total_current_assets"] == sum(b[k] for k in current.split())
    assert b["total_assets"] == b["total_current_assets"] + b["total_non_current_assets"]
    assert b["total_assets"] == b["total_liabilities"] + b["total_equity"]
    equity = "paid_in_capital capital_reserve surplus_reserve undistributed_profit"
    assert b["total_equity"] == sum(b[k] for k in equity.split())
    assert i["net_profit"] == i["total_profit"] - i["income_tax_expense"]
    flows = "net_operating_cash_flow net_investing_cash_flow net_financing_cash_flow"
    assert c["net_increase_in_cash"] == sum(c[k] for k in flows.split())
    assert c["closing_cash"] == c["opening_cash"] + c["net_increase_in_cash"] == b["monetary_funds"]
    assert y.rd_note["合计"] == i["rd_expense"] == sum(y.rd_note.values()) - y.rd_note["合计"]
    note = y.revenue_note
    assert note["main_revenue"] + note["other_revenue"] == i["operating_revenue"]
    assert note["main_cost"] + note["other_cost"] == i["operating_cost"]
    assert min(v for k, v in b.items()) > 0


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: case.name)
def test_years_chain(case: Case) -> None:
    years = company_of(case.name).accounts.years
    for year in (2019, 2020):
        now, before = years[year], years[year - 1]
        kept = now.income["net_profit"] - now.income["profit_distributed"]
        grown = now.balance["total_equity"] - before.balance["total_equity"]
        assert grown == kept
        assert now.cash["opening_cash"] == before.balance["monetary_funds"]
        to_reserve = now.balance["surplus_reserve"] - before.balance["surplus_reserve"]
        assert to_reserve == now.income["net_profit"] // 10


def test_clean_case_meets_the_conditions() -> None:
    form = form_of(compose_package(company_of("clean-01")))

    def number(key: str, period: str = "") -> Decimal:
        return Decimal(form.value(key, period))

    assert company_of("clean-01").revenue_class == form.value("review_class") == "a"
    assert min(number("main_business_revenue_growth", y) for y in ("2019", "2020")) >= 5
    assert number("asset_liability_ratio", "2020") <= 70
    assert number("main_business_revenue", "2020") / number("operating_revenue", "2020") >= Decimal(
        "0.7"
    )
    assert number("market_rank", "2020") <= 3
    assert number("invention_patents_valid") >= 2
    assert min(number("rd_expense_ratio", y) for y in ("2019", "2020")) >= 3
    assert 3 <= number("niche_years") <= 2021 - int(form.value("registration_date")[:4])
    assert number("employees") < 1000
    assert len(form.value("enterprise_profile")) <= 300
    assert len(form.value("shortboard_note")) <= 30
    assert len(form.value("rd_results_note")) <= 30


def test_declared_amounts_are_the_audited_ones_rounded() -> None:
    package = compose_package(company_of("clean-01"))
    form = form_of(package)
    for year in ("2019", "2020"):
        cells = report_of(package, f"audit_{year}").fields()
        for key, cell in (
            ("operating_revenue", "income_statement.operating_revenue"),
            ("net_profit", "income_statement.net_profit"),
            ("total_assets", "balance_sheet.total_assets"),
            ("rd_expense", "notes.rd_expense"),
            ("main_business_revenue", "notes.main_business_revenue"),
            ("tax_paid", "cash_flow_statement.taxes_paid"),
        ):
            audited = cells[cell]
            assert isinstance(audited, Mapping)
            assert abs(Decimal(audited[year]) - Decimal(form.value(key, year))) <= 50


@pytest.mark.parametrize("seed", range(20))
def test_codes_have_right_check_characters(seed: int) -> None:
    rng = random.Random(seed)
    assert uscc_kind.is_valid(make_uscc("340207", rng))
    number = patent_number(2018, 1 + seed % 3, rng.randint(100_000, 1_999_999))
    assert number[-1] == patent_kind.check_character(number[2:14])


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: case.name)
def test_numbers_on_patent_papers_have_right_check_characters(case: Case) -> None:
    for document in truth_of(case.name)["documents"]:
        fields = document["fields"]
        number = fields.get("patent_number") or fields.get("application_number")
        if number:
            digits, _, check = number.removeprefix("ZL").partition(".")
            assert check == patent_kind.check_character(digits)


def test_capital_numerals() -> None:
    assert capitals(4100) == "肆仟壹佰万元整"
    assert capitals(2600) == "贰仟陆佰万元整"
    assert capitals(3050) == "叁仟零伍拾万元整"


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: case.name)
def test_committed_truth_is_what_the_maker_prints(case: Case) -> None:
    package, found = compose_case(case)
    truth = truth_of(case.name)
    assert truth["declared"] == form_of(package).declared
    assert [d["type"] for d in truth["documents"]] == [e.document.type for e in package.entries]
    assert [d["fields"] for d in truth["documents"]] == [
        e.document.fields() for e in package.entries
    ]
    assert [d["why"] for d in truth["discrepancies"]] == [d.why for d in found]


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: case.name)
def test_truth_uses_the_keys_of_the_catalogue(case: Case) -> None:
    catalogue = load_catalogue()
    table = catalogue.tables["cn-xjr3-application"]
    truth = truth_of(case.name)
    assert [key for key in truth["declared"] if table.field(key) is None] == []
    printed = {f.key for section in table.sections for f in section.fields if f.printed}
    assert printed <= set(truth["declared"])
    for document in truth["documents"]:
        unknown = [k for k in document["fields"] if not catalogue.field_spec(document["type"], k)]
        assert unknown == [], document["type"]
    for planted in truth["discrepancies"]:
        assert planted["indicator"] is None or table.field(planted["indicator"])


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: case.name)
def test_every_page_of_the_files_is_in_the_truth(case: Case) -> None:
    folder = ROOT / PROGRAMME / case.name / "input"
    pages = sorted(
        (p["file"], p["page"])
        for document in truth_of(case.name)["documents"]
        for p in document["pages"]
    )
    assert len(pages) >= 30
    assert pages == sorted(_pages_in(folder))
    assert sum(f.stat().st_size for f in folder.iterdir()) <= LIMIT


def _pages_in(folder: Path) -> list[tuple[str, int]]:
    contents = {f.name: f.read_bytes() for f in folder.iterdir() if f.suffix != ".zip"}
    for packed in folder.glob("*.zip"):
        with zipfile.ZipFile(packed, metadata_encoding="gbk") as archive:
            contents |= {f"{packed.name}/{n}": archive.read(n) for n in archive.namelist()}
    out = []
    for name, content in contents.items():
        count = 1
        if name.endswith(".pdf"):
            with pymupdf.open(stream=content, filetype="pdf") as pdf:
                count = len(pdf)
        out += [(name, page) for page in range(1, count + 1)]
    return out


def test_archive_names_are_gbk_without_the_utf8_flag() -> None:
    path = ROOT / PROGRAMME / DISCREPANT_02.name / "input" / "证书.zip"
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            assert not member.flag_bits & 0x800
            assert member.orig_filename.encode("cp437").decode("gbk").endswith((".pdf", ".jpg"))


FORM_PLANTS = {
    "revenue_transposed": {"operating_revenue"},
    "rd_expense_inflated": {"rd_expense"},
    "debt_ratio_misstated": {"asset_liability_ratio"},
    "profit_growth_misstated": {"net_profit_growth"},
    "rd_staff_ratio_misstated": {"rd_staff_ratio"},
    "ip_total_wrong": {"ip_total"},
    "inventions_overstated": {"invention_patents_valid", "ip_total", "enterprise_profile"},
    "uscc_differs": {"uscc"},
    "capital_differs": {"registered_capital"},
    "niche_longer_than_age": {"niche_years", "enterprise_profile"},
    "industry_codes_disagree": {"industry_code_2", "industry_name_2"},
    "profile_too_long": {"enterprise_profile"},
    "two_enterprise_types": {"enterprise_type"},
    "declaration_unsealed": {"declaration_seal", "declaration_seal_text"},
    "signer_not_representative": {"declaration_signature"},
    "review_class_wrong": {"review_class", "review_class_statement"},
}
PAPERS = {
    "representative_differs": {"licence"},
    "patent_of_another_company": {"foreign_patent"},
    "iso_expired": {"iso_9001"},
    "audit_2019_missing": {"audit_2019"},
    "market_share_missing": {"market_share"},
    "balance_sheet_off_by_digit": {"audit_2020"},
    "opening_balance_differs": {"audit_2020"},
}


def _changed(before: Package, after: Package) -> set[str]:
    left = {e.name: e.document for e in before.entries}
    right = {e.name: e.document for e in after.entries}
    return {n for n in left.keys() | right.keys() if left.get(n) != right.get(n)}


@pytest.mark.parametrize("name", sorted((*PAPERS, *FORM_PLANTS)))
def test_plant_changes_only_what_it_says(name: str) -> None:
    clean = compose_package(company_of("discrepant-02"))
    planted, found = PAPER_PLANTS[name](clean)
    assert found.why.endswith("。")
    if name in PAPERS:
        assert _changed(clean, planted) == PAPERS[name]
        return
    assert _changed(clean, planted) == {"form"}
    before, after = form_of(clean).declared, form_of(planted).declared
    assert {key for key in before if before[key] != after[key]} == FORM_PLANTS[name]
    assert before.keys() == after.keys()


@pytest.mark.parametrize("name", sorted(PAPER_PLANTS))
def test_plant_changes_a_few_papers(name: str) -> None:
    clean = compose_package(company_of("discrepant-02"))
    planted, found = PAPER_PLANTS[name](clean)
    changed = _changed(clean, planted)
    assert found.why.endswith("。")
    assert 1 <= len(changed) <= 5


@pytest.mark.parametrize("name", sorted(SPEC_PLANTS))
def test_plant_in_the_company_keeps_its_papers_consistent(name: str) -> None:
    spec, _ = SPEC_PLANTS[name](DISCREPANT_02.spec)
    company = found_company(spec)
    form = form_of(compose_package(company))
    balance = company.accounts.years[2020].balance
    ratio = Decimal(balance["total_liabilities"] * 100) / balance["total_assets"]
    assert abs(ratio - Decimal(form.value("asset_liability_ratio", "2020"))) <= Decimal("0.005")
    assert spec != DISCREPANT_02.spec


def test_plants_cover_the_families() -> None:
    families = {d["family"] for case in ALL_CASES for d in truth_of(case.name)["discrepancies"]}
    assert families == {
        "arithmetic",
        "completeness",
        "cross_table",
        "declaration",
        "declared_vs_evidence",
        "eligibility",
        "format",
        "identity",
        "validity",
    }
    used = {plant for case in ALL_CASES for plant in case.plants}
    assert len(used) >= ON_PAPER
    assert used | set(GENERATED) == set(PAPER_PLANTS) | set(SPEC_PLANTS)


def test_planted_balance_sheet_misses_by_one_digit() -> None:
    planted, _ = PAPER_PLANTS["balance_sheet_off_by_digit"](
        compose_package(company_of("discrepant-01"))
    )
    true = company_of("discrepant-01").accounts.years[2020].balance["inventories"]
    printed = report_of(planted, "audit_2020").statements.balance[0]["inventories"]
    pairs = zip(str(true), str(printed), strict=True)
    assert sum(left != right for left, right in pairs) == 1


def test_single_documents_have_truth_and_are_small() -> None:
    catalogue = load_catalogue()
    pictures = sorted((ROOT / "documents").rglob("*.jpg"))
    assert len(pictures) >= 20
    for picture in pictures:
        truth = json.loads(picture.with_suffix(".truth.json").read_text(encoding="utf-8"))
        assert truth["type"] == picture.parent.name
        assert all(catalogue.field_spec(truth["type"], key) for key in truth["fields"])
        assert picture.stat().st_size <= SINGLE_LIMIT, picture.name


def test_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    try:
        load_font("hei", 20)
    except FontsMissingError:
        pytest.skip("the typefaces of the maker are not installed")
    for name in ("one.pdf", "two.pdf"):
        paper = Divider("知识产权证明材料").draw(Style(dpi=60), random.Random(1))[0]
        page = scan_paper(paper, Look(skew=0.7, light=0.05, pdf_rotate=90), "seed")
        write_pdf(tmp_path / name, [page], title="x")
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_companies_follow_from_their_seed() -> None:
    assert found_company(CLEAN_01.spec) == company_of("clean-01")
    names = {company_of(case.name).name for case in ALL_CASES}
    assert len(names) == len(ALL_CASES)
