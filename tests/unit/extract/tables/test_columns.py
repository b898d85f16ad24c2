"""Tables that only alignment shows."""

from __future__ import annotations

from extractor.extract.tables.columns import columns_of
from extractor.extract.tables.pieces import is_figure, pieces_of
from extractor.extract.tables.printed import PrintedTable
from models.page import TextLine
from tests.unit.extract.drawing import line, page

ROWS = (("货币资金", "1,200.50", "1,100.00"), ("应收账款", "", "700.25"), ("存货", "3,456,789.01", "8.00"), ("合计", "9,999.00", "1,808.25"))  # fmt: skip


def table_lines(*, top: float = 0.2, drift: float = 0.0) -> list[TextLine]:
    lines = []
    for number, (label, *cells) in enumerate(ROWS):
        y = top + 0.02 * number
        lines.append(line(label, x=0.1, y=y))
        for text, right in zip(cells, (0.6, 0.9), strict=True):
            if text:
                lines.append(line(text, x=right, y=y + drift * right, right=True))
    return lines


def texts(table: PrintedTable) -> list[list[str]]:
    return [[cell.text for cell in table.row(row)] for row in range(table.row_count)]


def test_right_aligned_figures_are_columns_and_base_lines_rows() -> None:
    (table,) = columns_of(page(table_lines()))
    assert texts(table) == [list(row) for row in ROWS]


def test_rows_that_drift_across_the_page_stay_together() -> None:
    (table,) = columns_of(page(table_lines(drift=0.008)))
    assert texts(table) == [list(row) for row in ROWS]


def test_words_and_figures_read_as_one_line_are_cut_apart() -> None:
    lines = [*table_lines()[:3], line("应收账款 88.20 700.25", x=0.1, y=0.22), *table_lines()[5:]]
    pieces = [piece.text for piece in pieces_of(lines)]
    assert pieces[3:6] == ["应收账款", "88.20", "700.25"]


def test_white_space_parts_two_tables() -> None:
    tables = columns_of(page([*table_lines(), *table_lines(top=0.5)]))
    assert [table.row_count for table in tables] == [4, 4]


def test_text_without_figures_is_no_table() -> None:
    assert (
        columns_of(page([line("我们审计了财务报表", x=0.1, y=0.1), line("第2页", x=0.5, y=0.9)]))
        == ()
    )


def test_what_counts_as_a_figure() -> None:
    assert all(
        map(is_figure, ("1,234.50", "-12.00", "(1,195.72)", "4,920000.08", "0.36", "123456"))
    )
    assert not any(map(is_figure, ("2020", "五、1", "12", "第3页", "2020年", "—", "")))


def test_a_number_with_misread_separators_is_not_cut() -> None:
    whole = line("7.081,053.73", x=0.1, y=0.2)
    assert [piece.text for piece in pieces_of([whole])] == ["7.081,053.73"]
    two = line("639,476.38672,476.03", x=0.1, y=0.2)
    assert [piece.text for piece in pieces_of([two])] == ["639,476.38", "672,476.03"]


def test_white_space_between_words_parts_columns_of_words() -> None:
    notes = [line(f"五、{at}", x=0.3, y=0.2 + 0.02 * at) for at in range(len(ROWS))]
    heads = [
        line("项目", x=0.2, y=0.18),
        line("附注", x=0.3, y=0.18),
        line("期末余额", x=0.53, y=0.18),
    ]
    (table,) = columns_of(page([*table_lines(), *notes, *heads]))
    assert [row[:3] for row in texts(table)] == [
        ["项目", "附注", "期末余额"],
        *([label, f"五、{at}", first] for at, (label, first, _) in enumerate(ROWS)),
    ]
