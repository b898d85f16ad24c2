"""What `heyan programmes` prints: counts that add up, a page with every clause, a comparison of two."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.cli.programme_pages import (
    compare_programmes,
    count_conditions,
    list_programmes,
    render_programme,
)
from models.catalogue import check_catalogue
from tests.unit.cli.conftest import Call

CATALOGUE = check_catalogue()


def test_every_condition_is_counted_once_under_how_it_is_handled() -> None:
    for key in CATALOGUE.programmes:
        counts = count_conditions(CATALOGUE.programme(key))
        handled = sum(counts[name] for name in ("按材料核对", "人工判断或外部查询", "不核对"))
        assert handled == counts["条件"] == counts["清单"], key


def test_the_list_ends_with_the_parts_of_the_inventory_and_the_whole() -> None:
    lines = list(list_programmes(CATALOGUE))
    assert [line.split("\t")[0] for line in lines[-6:]] == [
        *(f"清单第{part}部分" for part in range(1, 6)), "合计",
    ]  # fmt: skip
    assert "条件 1660/1660" in lines[-1]


@pytest.mark.parametrize("key", ["tj-zjtx-2021", "qd-gazellepool-2021", "cn-key-plat"])
def test_a_page_holds_every_condition_with_its_clause(key: str) -> None:
    programme = CATALOGUE.programme(key)
    page = render_programme(programme, CATALOGUE)
    for condition in programme.conditions:
        assert f"`{condition.id}`" in page
        assert condition.clause.text in page
    assert all(group.clause.text in page for group in programme.groups)


def test_every_page_says_which_papers_are_asked_and_what_is_not_printed() -> None:
    for key in CATALOGUE.programmes:
        programme = CATALOGUE.programme(key)
        page = render_programme(programme, CATALOGUE).replace("\\|", "|")
        asked = page.partition("## 佐证材料")[2]
        for item in programme.required_evidence:
            assert item.clause.text in asked, (key, item.id)
        if programme.unlisted_evidence is not None:
            assert programme.unlisted_evidence.reason_zh in asked, key
            assert programme.unlisted_evidence.clause.text in asked, key


def test_thresholds_stand_on_the_page_in_words() -> None:
    page = render_programme(CATALOGUE.programme("tj-zjtx-2021"), CATALOGUE)
    assert "2020年营业收入不低于1000万元" in page
    assert "2019、2020年研发经费占营业收入比重各年分别高于3%" in page
    assert "须满足 4 项" in page


def test_a_comparison_tells_thresholds_that_differ_and_dates() -> None:
    left, right = (CATALOGUE.programme(key) for key in ("hb-xjr-2021a", "hb-xjr-2021b"))
    text = "\n".join(compare_programmes(left, right, CATALOGUE))
    assert "  - 2020年资产负债率不高于70%" in text
    assert "  + 2020年资产负债率不高于80%" in text
    assert "发文日期" in text
    assert "从事特定细分市场" not in text  # both ask for three years


def test_nothing_differs_from_itself() -> None:
    programme = CATALOGUE.programme("hb-xjr-2021a")
    assert len(list(compare_programmes(programme, programme, CATALOGUE))) == 1


def test_a_page_is_written_to_a_file(heyan: Call, tmp_path: Path) -> None:
    code, _, _ = heyan("programmes", "show", "bt-zjtx", "--out", str(tmp_path / "page.md"))
    assert code == 0
    assert (tmp_path / "page.md").read_text("utf-8").startswith("# 兵团“专精特新”")


def test_two_programmes_are_compared_on_the_command_line(heyan: Call) -> None:
    code, out, _ = heyan("programmes", "compare", "hb-xjr-2021a", "hb-xjr-2021b")
    assert code == 0
    assert "营业收入" in out
    assert heyan("programmes", "compare", "hb-xjr-2021a")[0] == 2
