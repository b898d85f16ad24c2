"""Statements drawn by hand: rows of label and figures with or without rules."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.extract.statements.read import read_audit_report
from models.catalogue import Catalogue
from models.document import Document
from models.field import DocumentRecord
from models.issue import Issue
from models.page import PageText, TextLine
from models.submission import PageRef
from tests.unit.extract.drawing import grid, line, page

TOP, PITCH = 0.2, 0.02
LEFT, RIGHTS = 0.11, (0.64, 0.89)
Row = tuple[str, ...]  # label and the figures of the columns
ASSETS = (
    ("流动资产：", "", ""),
    ("货币资金", "1,200.50", "1,100.00"),
    ("应收账款", "800.00", "700.25"),
    ("流动资产合计", "2,000.50", "1,800.25"),
    ("非流动资产：", "", ""),
    ("固定资产", "3,000.00", "2,500.00"),
    ("非流动资产合计", "3,000.00", "2,500.00"),
    ("资产总计", "5,000.50", "4,300.25"),
)


def row_lines(
    rows: Sequence[Row], *, x: float = LEFT, rights: Sequence[float] = RIGHTS, top: float = TOP
) -> list[TextLine]:
    """One line per cell; figures are right-aligned, heads and labels are not."""
    lines = []
    for number, (label, *cells) in enumerate(rows):
        y = top + (number + 0.5) * PITCH
        if label:
            lines.append(line(label, x=x, y=y))
        for text, right in zip(cells, rights, strict=False):
            if text:
                lines.append(line(text, x=right, y=y, right=True))
    return lines


def statement_page(
    title: str,
    rows: Sequence[Row],
    *,
    date: str = "2020年12月31日",
    unit: str = "单位：元",
    heads: Row = ("项目", "期末余额", "期初余额"),
    ruled: bool = True,
    number: int = 1,
    extra: Sequence[TextLine] = (),
) -> PageText:
    """A statement of one column of labels and two of figures."""
    table = [heads, *rows] if heads else list(rows)
    lines = [*row_lines(table), *extra]
    if title:
        lines.append(line(title, x=0.42, y=0.1, height=0.02))
    if date:
        lines.append(line(date, x=0.43, y=0.13))
    if unit:
        lines.append(line(unit, x=0.89, y=0.15, right=True))
    ys = [TOP + k * PITCH for k in range(len(table) + 1)]
    rules = grid((0.1, 0.45, 0.66, 0.91), ys) if ruled else ()
    return page(lines, rules, number=number)


def read(
    catalogue: Catalogue, *pages: PageText, kind: str = "audit_report"
) -> tuple[DocumentRecord, tuple[Issue, ...]]:
    document = Document(
        id="d1",
        type=kind,
        confidence=1.0,
        pages=tuple(PageRef(file=p.file, page=p.page) for p in pages),
    )
    return read_audit_report(document, pages, catalogue)


def amounts(record: DocumentRecord) -> dict[tuple[str, str | None, str | None], str]:
    """The value of every found statement cell by item, period and scope."""
    return {
        (f.key.split(".")[1], f.period, f.scope): f.value
        for f in record.fields
        if "." in f.key and f.value is not None
    }
