"""Lists that an authority hands on: a row for each submission that was read, cells by their indicators."""

from __future__ import annotations

from extractor.batch.summaries import summaries_of
from extractor.report.form_layout import Grid
from models.batch import Figure, SubmissionState
from models.catalogue import load_catalogue
from tests.unit.batch.builders import NORTH, SOUTH, worked

CATALOGUE = load_catalogue()
FIGURES = (
    Figure(
        key="main_product_name", title="主导产品名称", period=None, declared="轴承", outcome=None
    ),
    Figure(key="operating_revenue", title="营业收入", period="2019", declared="9000", outcome=None),
    Figure(key="operating_revenue", title="营业收入", period="2020", declared="9500", outcome=None),
    Figure(key="uscc", title="代码", period=None, declared="未填写", outcome=None, is_found=False),
)


def rows_of(key: str, *, list_zh: str) -> list[list[str]]:
    """The rows of a list of a programme over three submissions, one of which was refused."""
    submissions = (
        worked("甲", NORTH).model_copy(update={"figures": FIGURES}),
        worked("乙", SOUTH),
        worked("丙", "某公司", state=SubmissionState.refused),
    )
    found = dict(summaries_of(submissions, CATALOGUE.programme(key), CATALOGUE))
    (grid,) = (block for block in found[list_zh] if isinstance(block, Grid))
    return [[cell.text for cell in row] for row in grid.rows]


def test_every_read_submission_has_a_row() -> None:
    title = "XX市州第一批重点“小巨人”企业名单汇总表"
    rows = rows_of("hb-key1-ent", list_zh=title)
    assert [row[:2] for row in rows[1:4]] == [["1", NORTH], ["2", SOUTH], ["3", ""]]


def test_cells_are_filled_by_indicator_and_year() -> None:
    title = "XX市（州）第二批重点支持国家级专精特新“小巨人”企业情况汇总表"
    first = rows_of("sc-key2-ent", list_zh=title)[2]
    assert first[1] == NORTH
    assert "轴承" in first
    assert [text for text in first if text.isdigit() and len(text) == 4] == ["9000", "9500"]
    assert "未填写" not in first
