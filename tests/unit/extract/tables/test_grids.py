"""Grids from rules: merged cells, broken and doubled rules, strokes, lines that cross a border."""

from __future__ import annotations

from extractor.extract.tables.grids import grids_of
from extractor.extract.tables.printed import PrintedTable
from models.geometry import Box
from models.page import CellText, NativeTable, TextSource
from tests.unit.extract.drawing import across, down, grid, line, page
from tests.unit.extract.lookups import cell_at

XS, YS = (0.1, 0.4, 0.65, 0.9), (0.2, 0.23, 0.26, 0.29)
FILLER = [
    line(text, x=0.11, y=y) for text, y in (("甲项目", 0.215), ("乙项目", 0.245), ("丙项目", 0.275))
]


def texts(table: PrintedTable) -> list[list[str]]:
    return [[cell.text for cell in table.row(row)] for row in range(table.row_count)]


def test_plain_grid_gives_rows_and_columns() -> None:
    figures = [
        line("1,234.50", x=0.64, y=0.245, right=True),
        line("88.00", x=0.89, y=0.275, right=True),
    ]
    (table,) = grids_of(page([*FILLER, *figures], grid(XS, YS)))
    assert texts(table) == [["甲项目", "", ""], ["乙项目", "1,234.50", ""], ["丙项目", "", "88.00"]]
    assert table.box == Box(0.1, 0.2, 0.9, 0.29)
    assert cell_at(table, 1, 1).box == Box(0.4, 0.23, 0.65, 0.26)
    label = cell_at(table, 1, 0)
    assert [table.right_of(label), table.below(label)] == [
        cell_at(table, 1, 1),
        cell_at(table, 2, 0),
    ]
    assert cell_at(table, 1, 1).text == "1,234.50"
    assert cell_at(table, 2, 0).text == "丙项目"


def test_merged_cells_carry_their_spans() -> None:
    rules = [
        *(across(y, 0.1, 0.9) for y in (0.2, 0.23, 0.29)),
        across(0.26, 0.4, 0.9),
        down(0.1, 0.2, 0.29),
        down(0.9, 0.2, 0.29),
        down(0.4, 0.23, 0.29),
        down(0.65, 0.23, 0.29),
    ]
    (table,) = grids_of(
        page([line("企业基本情况", x=0.4, y=0.215), line("名称", x=0.2, y=0.26)], rules)
    )
    title, label = cell_at(table, 0, 0), cell_at(table, 1, 0)
    assert (title.text, title.row_span, title.column_span) == ("企业基本情况", 1, 3)
    assert (label.text, label.row_span, label.column_span) == ("名称", 2, 1)
    assert table.at(2, 0) == label
    assert len(table.cells) == 6


def test_broken_doubled_and_offset_rules_are_one_grid() -> None:
    rules = [
        across(0.2, 0.1, 0.35), across(0.2005, 0.355, 0.9), across(0.203, 0.1, 0.9),
        across(0.23, 0.101, 0.5), across(0.2303, 0.503, 0.899),
        across(0.26, 0.1, 0.9), across(0.29, 0.1, 0.9),
        down(0.1, 0.2, 0.29), down(0.4, 0.201, 0.244), down(0.4008, 0.247, 0.289),
        down(0.65, 0.202, 0.29), down(0.9, 0.2, 0.29),
    ]  # fmt: skip
    (table,) = grids_of(page(FILLER, rules))
    assert (table.row_count, table.column_count, len(table.cells)) == (3, 3, 9)


def test_strokes_frames_and_underlines_form_no_cells() -> None:
    strokes = [
        down(0.118, 0.208, 0.252),  # through the first characters of two rows
        across(0.245, 0.11, 0.16),  # through the middle of a line
        across(0.5, 0.2, 0.4),  # an underline
        *grid((0.02, 0.98), (0.02, 0.98)),  # the frame of the page
    ]
    tables = grids_of(page(FILLER, [*grid(XS, YS), *strokes]))
    assert [(len(t.cells), t.column_count) for t in tables] == [(9, 3)]


def test_table_open_at_its_sides_keeps_the_outer_columns() -> None:
    rules = [*(across(y, 0.1, 0.9) for y in YS), down(0.4, 0.2, 0.29), down(0.65, 0.2, 0.29)]
    (table,) = grids_of(page([*FILLER, line("5.00", x=0.89, y=0.215, right=True)], rules))
    assert texts(table)[0] == ["甲项目", "", "5.00"]


def test_a_line_that_crosses_a_border_is_cut_there() -> None:
    crossing = line("货币资金1,516,034.28", x=0.32, y=0.215)
    both = line("639,476.38 672,476.03", x=0.56, y=0.245)
    rules = grid((0.1, 0.387, 0.656, 0.9), YS)
    (table,) = grids_of(page([crossing, both, *FILLER[2:]], rules))
    assert texts(table)[0] == ["货币资金", "1,516,034.28", ""]
    assert texts(table)[1] == ["", "639,476.38", "672,476.03"]
    figure = cell_at(table, 0, 1).lines[0]
    assert len(figure.char_confidences) == len(figure.text)
    assert figure.box.x0 > 0.38


def test_lines_broken_inside_a_cell_are_joined() -> None:
    lines = [
        line("归属于母公司股东的", x=0.11, y=0.215), line("净利润", x=0.11, y=0.24),
        line("Beijing Heavy", x=0.41, y=0.215), line("Industry", x=0.41, y=0.24),
        line("517,286,", x=0.66, y=0.215), line("354.68", x=0.66, y=0.24),
    ]  # fmt: skip
    (table,) = grids_of(page(lines, grid(XS, (0.2, 0.26, 0.29))))
    assert texts(table)[0] == [
        "归属于母公司股东的净利润",
        "Beijing Heavy Industry",
        "517,286,354.68",
    ]


def test_two_tables_of_a_page_stay_apart_top_to_bottom() -> None:
    upper, lower = grid((0.1, 0.5, 0.9), (0.1, 0.13, 0.16)), grid(XS, YS)
    tables = grids_of(page(FILLER, [*lower, *upper]))
    assert [table.column_count for table in tables] == [2, 3]


def test_no_rules_no_grid() -> None:
    assert grids_of(page(FILLER)) == ()


def test_cells_stated_by_the_file_are_taken_as_they_are() -> None:
    box = Box(0.1, 0.2, 0.9, 0.29)
    native = NativeTable(
        box=box,
        cells=(
            CellText(row=0, column=0, row_span=1, column_span=2, text="基本情况", box=Box(0.1, 0.2, 0.9, 0.23)),
            CellText(row=1, column=0, row_span=1, column_span=1, text="名称", box=Box(0.1, 0.23, 0.5, 0.29)),
            CellText(row=1, column=1, row_span=1, column_span=1, text="", box=Box(0.5, 0.23, 0.9, 0.29)),
        ),
    )  # fmt: skip
    (table,) = grids_of(page([]).model_copy(update={"tables": (native,)}))
    assert texts(table) == [["基本情况"], ["名称", ""]]
    assert cell_at(table, 0, 0).lines[0].text == "基本情况"
    assert cell_at(table, 1, 1).lines == ()


def test_strokes_beside_a_border_do_not_lengthen_it() -> None:
    """A merged cell whose second line of text begins where the border of its neighbours ends."""
    rules = [
        *(across(y, 0.1, 0.9) for y in (0.2, 0.23, 0.29)),
        across(0.26, 0.1, 0.4),
        across(0.2625, 0.4, 0.52),  # heads of the characters below
        *(down(x, 0.2, 0.29) for x in (0.1, 0.4, 0.9)),
    ]
    lines = [
        *FILLER,
        line("研发人员数量及", x=0.401, y=0.25),
        line("占全职员工比重", x=0.401, y=0.264),
    ]
    (table,) = grids_of(page(lines, rules))
    merged = cell_at(table, 1, 1)
    assert (merged.text, merged.row_span) == ("研发人员数量及占全职员工比重", 2)


def test_a_number_elsewhere_on_the_page_takes_no_border_away() -> None:
    """A border of one row stays though a number of another row crosses its line."""
    lines = [
        line("从业人数", x=0.12, y=0.315),
        line("286", x=0.38, y=0.315),
        line("其中研发人员数", x=0.52, y=0.315),
        line("91320200MA1XYZ8K2", x=0.45, y=0.5),
    ]
    (table,) = grids_of(page(lines, grid((0.1, 0.3, 0.5, 0.9), (0.30, 0.33))))
    assert [cell.text for cell in table.cells] == ["从业人数", "286", "其中研发人员数"]


def test_strokes_of_typed_characters_are_no_border() -> None:
    """Places of a text layer are exact: what runs through its characters is none, however close to a border."""
    lines = [
        line("序号", x=0.11, y=0.22),
        line("服务企业名", x=0.41, y=0.212),
        line("称", x=0.41, y=0.228),
        line("1", x=0.11, y=0.255),
    ]
    rules = [*grid((0.1, 0.4, 0.5, 0.9), (0.2, 0.24, 0.27)), across(0.217, 0.4, 0.5)]
    typed = page(lines, rules).model_copy(update={"source": TextSource.text_layer})
    (table,) = grids_of(typed)
    assert texts(table) == [["序号", "服务企业名称", ""], ["1", "", ""]]


def test_a_border_is_cut_where_it_runs_into_typed_characters() -> None:
    rules = [*grid((0.1, 0.34, 0.4, 0.9), (0.2, 0.28, 0.31)), across(0.24, 0.34, 0.9)]
    lines = [
        line("从业", x=0.355, y=0.236),
        line("人数", x=0.355, y=0.252),
        line("产品", x=0.5, y=0.22),
        line("名称", x=0.45, y=0.26),
        line("31", x=0.35, y=0.295),
    ]
    typed = page(lines, rules).model_copy(update={"source": TextSource.text_layer})
    (table,) = grids_of(typed)
    assert cell_at(table, 0, 1).text == "从业人数"
    assert cell_at(table, 1, 2).text == "名称"


def test_a_sentence_that_touches_the_last_row_from_below_is_in_no_cell() -> None:
    figures = [line("88.00", x=0.89, y=0.275, right=True)]
    below = line("以上各项目由本公司产品执行国家标准情况汇总而成，特此说明。", x=0.1, y=0.289)
    (table,) = grids_of(page([*FILLER, *figures, below], grid(XS, YS)))
    assert texts(table)[2] == ["丙项目", "", "88.00"]
