"""The loader: refuses what does not hold together, says where, suggests the nearest name."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from models.catalogue import InvalidCatalogueError, check_catalogue, load_catalogue
from models.catalogue.loader import catalogue_dir

PROGRAMME = "programmes/cn/xjr3-2021.yaml"
TABLE = "tables/cn-xjr3-application.yaml"
PATENT = "document_types/patent_certificate.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped catalogue that a test may spoil, with the national programmes only."""
    target = tmp_path / "catalogue"
    shutil.copytree(catalogue_dir(), target, ignore=_left_out)
    return target


def _left_out(folder: str, names: list[str]) -> set[str]:
    others = {name for name in names if Path(folder).name == "programmes" and name != "cn"}
    return others | {name for name in names if name.endswith(".py") or name == "__pycache__"}


def spoil(folder: Path, name: str, old: str, new: str) -> int:
    """Replace the first `old` in a file by `new`; returns the line (from 1)."""
    file = folder / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def problems(folder: Path) -> tuple[str, ...]:
    with pytest.raises(InvalidCatalogueError) as caught:
        check_catalogue(folder)
    return caught.value.problems


def test_a_copy_has_the_same_hash(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "again")
    assert check_catalogue(tmp_path / "again").sha256 == check_catalogue(folder).sha256


def test_every_change_changes_the_hash(folder: Path) -> None:
    before = load_catalogue(folder).sha256
    (folder / PATENT).write_text((folder / PATENT).read_text("utf-8") + "# a remark\n", "utf-8")
    assert check_catalogue(folder).sha256 != before


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        (PATENT, "holder: patentee", "holdr: patentee", "unknown key 'holdr' (did you mean 'holder'?)"),
        (PATENT, "holder: patentee", "holder: patente", "unknown field 'patente' (did you mean 'patentee'?)"),
        (PATENT, "indicator: design_patents", "indicator: design_patent", "did you mean 'design_patents'?"),
        (PATENT, "part: back_page", "part: backpage", "unknown part 'backpage' (did you mean 'back_page'?)"),
        (TABLE, "document_type: audit_report", "document_type: audit_reports", "did you mean 'audit_report'?"),
        (TABLE, "field: income_statement.operating_revenue", "field: income_statement.revenue", "unknown field 'income_statement.revenue'"),
        (TABLE, "of: [main_business_revenue]", "of: [main_revenue]", "unknown field 'main_revenue'"),
        (PROGRAMME, "indicator: niche_years, at_least", "indicator: niche_year, at_least", "did you mean 'niche_years'?"),
        (PROGRAMME, "table: cn-xjr3-application", "table: cn-xjr3-form", "unknown table 'cn-xjr3-form'"),
        (PROGRAMME, "any_of: [market_share_proof]", "any_of: [market_proof]", "unknown document type 'market_proof'"),
        (PROGRAMME, "conditions: [X10]", "conditions: [X99]", "unknown condition 'X99'"),
        (PROGRAMME, 'at_most: "70"', "at_most: 70", "must be text: write it in quotes"),
        (PROGRAMME, 'at_most: "70"', 'at_most: "70", at_least: "1"', "exactly one comparator"),
        (PROGRAMME, 'base_year: "2020"', "base_year: 2020", "must be text: write it in quotes"),
        (PROGRAMME, "id: X02", "id: X01", "condition 'X01' stands twice"),
        (PROGRAMME, "at_most:", "at_mots:", "did you mean 'at_most'?"),
    ],
)  # fmt: skip
def test_faults_are_refused_with_file_line_and_suggestion(
    folder: Path, name: str, old: str, new: str, expected: str
) -> None:
    line = spoil(folder, name, old, new)
    found = [problem for problem in problems(folder) if expected in problem]
    assert found, problems(folder)
    place, at = found[0].split(": ")[0].split(":")
    assert place == name
    assert abs(int(at) - line) <= 12  # the value, or the entry that encloses it


def test_a_repeated_key_is_refused(folder: Path) -> None:
    line = spoil(folder, PATENT, "role: evidence", "role: evidence\nrole: claim")
    assert f"{PATENT}:{line + 1}: the key 'role' stands here twice" in problems(folder)


def test_broken_yaml_is_refused_with_its_line(folder: Path) -> None:
    spoil(folder, PATENT, "holder: patentee", "holder: [patentee")
    assert any(problem.startswith(f"{PATENT}:") for problem in problems(folder))


def test_a_missing_list_is_refused(folder: Path) -> None:
    (folder / "lookups/regions.yaml").unlink()
    assert problems(folder)


def test_all_faults_are_reported_at_once(folder: Path) -> None:
    spoil(folder, PATENT, "holder: patentee", "holdr: patentee")
    spoil(folder, PROGRAMME, 'at_most: "70"', "at_most: 70")
    assert len({problem.split(":")[0] for problem in problems(folder)}) == 2


def _edition(folder: Path, text: str) -> None:
    (folder / "programmes/cn/local-2021.yaml").write_text(text, "utf-8")


LOCAL = """
id: cn-local-2021
base: cn-xjr3-2021
title_zh: "某省推荐通知"
doc_no: "某工信〔2021〕1号"
date: "2021-04-22"
region_zh: "某省"
category: recognition_xjr
reference_date: "2021-05-06"
reference_note_zh: "同上级通知。"
base_year: "2020"
table: cn-xjr3-application
removed: [X15]
conditions:
  - id: X08
    title_zh: "资产负债率不高于60%"
    kind: gate
    indicator: asset_liability_ratio
    period: "Y"
    test: {indicator: asset_liability_ratio, period: "Y", at_most: "60"}
    clause: {source: "某工信〔2021〕1号", text: "资产负债率不高于60%。"}
"""


def test_an_edition_inherits_overrides_and_removes(folder: Path) -> None:
    _edition(folder, LOCAL)
    catalogue = check_catalogue(folder)
    local, base = catalogue.programme("cn-local-2021"), catalogue.programme("cn-xjr3-2021")
    ids = [condition.id for condition in local.conditions]
    assert len(ids) == 19
    assert "X15" not in ids
    overridden = local.condition("X08")
    assert overridden is not None
    assert overridden.title_zh == "资产负债率不高于60%"
    assert base.condition("X08") != overridden
    assert local.required_evidence == base.required_evidence


def test_inheriting_in_a_circle_is_refused(folder: Path) -> None:
    _edition(folder, LOCAL.replace("base: cn-xjr3-2021", "base: cn-local-2021"))
    assert any("circle" in problem for problem in problems(folder))


def test_an_unknown_base_is_refused(folder: Path) -> None:
    _edition(folder, LOCAL.replace("base: cn-xjr3-2021", "base: cn-xjr-2021"))
    assert any("did you mean 'cn-xjr3-2021'?" in problem for problem in problems(folder))


def test_an_expression_that_is_none_is_refused_with_its_place(folder: Path) -> None:
    spoil(folder, PATENT, 'phrase: "ZL\\\\d{4}"', 'phrase: "ZL(\\\\d{4}"')
    (problem,) = problems(folder)
    assert problem.startswith(PATENT)
    assert "no regular expression" in problem
