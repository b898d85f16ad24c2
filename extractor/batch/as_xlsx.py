"""batch.xlsx: the ranking, the limits, the papers, what is shared and what was not checked."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence

from openpyxl import Workbook

from extractor.batch.digest import show_presence
from extractor.batch.rank import Ranked
from extractor.batch.result import Batch
from extractor.batch.summaries import summaries_of
from extractor.batch.words import KINDS, STATES, show_use
from extractor.report.as_xlsx import TINTS
from extractor.report.blank_form import add_form_sheet
from extractor.report.sheets import add_sheet, put, put_number
from extractor.report.steady import steady_office
from extractor.report.words import DOUBTS, OUTCOMES, SEVERITIES, show_period, type_title
from models.batch import CrossFinding, Use, Worked
from models.catalogue import Catalogue
from models.finding import Outcome

MOST_ROWS = 1_000_000  # a sheet ends at 1,048,576 (ECMA-376)
CUT = "（行数超过表格上限，其余内容见各份报告）"
WHO = ("申报材料", "企业名称")
WHO_WIDTHS = (30, 34)
RANKING_HEAD = (
    "风险次序", *WHO, "统一社会信用代码", "状态", "主要原因", "不一致", "需人工判断", "未能核对",
    "通过", "跨企业重复", "缺少或不全的材料", "未读取", "页数", "结果目录",
    "抽查",
)  # fmt: skip
RANKING_WIDTHS = (10, *WHO_WIDTHS, 24, 16, 60, 9, 12, 10, 8, 12, 18, 9, 8, 34, 8)

Row = tuple[Sequence[object], Outcome | None]
"""The cells of a row, and the outcome that tints its first cell."""


def render_batch_xlsx(batch: Batch, *, catalogue: Catalogue) -> bytes:
    """Return the workbook; text that begins like a formula stays text."""
    book = Workbook()
    book.remove(book.worksheets[0])
    ranked = [entry.worked for entry in batch.ranked]
    rows = (_ranking_row(entry, batch.sample) for entry in batch.ranked)
    _fill(book, "风险排序", RANKING_HEAD, RANKING_WIDTHS, rows)
    _fill(
        book,
        "不一致明细",
        (*WHO, "程度", "事项", "说明", "规则"),
        (*WHO_WIDTHS, 8, 30, 100, 12),
        _reason_rows(ranked),
    )
    _fill(
        book,
        "条件与差距",
        ("结果", *WHO, "条件", "事项", "要求", "差距", "说明"),
        (12, *WHO_WIDTHS, 12, 30, 24, 20, 100),
        _threshold_rows(ranked),
    )
    _evidence_sheet(book, ranked)
    _shared_sheet(book, batch.findings, catalogue)
    _fill(
        book,
        "未能核对",
        (*WHO, "事项", "缺少", "说明", "规则"),
        (*WHO_WIDTHS, 30, 40, 90, 12),
        _unchecked_rows(ranked),
    )
    _figures_sheet(book, batch.submissions)
    _fill(
        book,
        "拒收与未读取",
        ("申报材料", "文件", "页", "说明"),
        (30, 40, 8, 100),
        _unread_rows(batch),
    )
    programme = catalogue.programme(batch.programme)
    for title, blocks in summaries_of(batch.submissions, programme, catalogue):
        add_form_sheet(book, title, blocks)
    out = io.BytesIO()
    book.save(out)
    return steady_office(out.getvalue())


def _fill(
    book: Workbook,
    title: str,
    head: Sequence[str],
    widths: Sequence[float],
    rows: Iterable[Row],
) -> None:
    """A sheet of rows; one too long for a sheet says so in its last row."""
    sheet = add_sheet(book, title, head, widths)
    for number, (cells, outcome) in enumerate(rows, start=2):
        if number > MOST_ROWS:
            put(sheet, number, 1, CUT)
            return
        for column, text in enumerate(cells, start=1):
            if isinstance(text, int):
                put_number(sheet, number, column, str(text))
            else:
                put(sheet, number, column, text)
        if outcome is not None:
            sheet.cell(row=number, column=1).fill = TINTS[outcome.value]


def _who(worked: Worked) -> tuple[str, str]:
    return worked.name, worked.applicant.applicant_name or ""


def _ranking_row(ranked: Ranked, sample: frozenset[str]) -> Row:
    worked, weights = ranked.worked, ranked.weights
    counts = worked.counts
    cells = (
        ranked.rank,
        *_who(worked),
        worked.applicant.uscc or "",
        STATES[worked.state],
        "\n".join(ranked.reasons),
        counts.failed,
        counts.review,
        counts.not_checked,
        counts.passed,
        weights.shared + weights.hints,
        weights.missing,
        weights.unread,
        worked.pages,
        f"submissions/{worked.name}" if worked.results else "",
        "抽查" if worked.name in sample else "",
    )
    bad = weights.unusable or weights.errors or weights.warnings or weights.shared
    return cells, Outcome.failed if bad else Outcome.review if weights.reviews else None


def _reason_rows(submissions: Sequence[Worked]) -> Iterator[Row]:
    for worked in submissions:
        for reason in worked.reasons:
            shown = SEVERITIES[reason.severity]
            yield (*_who(worked), shown, reason.subject, reason.message, reason.rule), None


def _threshold_rows(submissions: Sequence[Worked]) -> Iterator[Row]:
    for worked in submissions:
        for line in worked.thresholds:
            cells = (
                OUTCOMES[line.outcome],
                *_who(worked),
                line.rule,
                line.subject,
                line.limit,
                line.distance,
                line.message,
            )
            yield cells, line.outcome


def _evidence_sheet(book: Workbook, submissions: Sequence[Worked]) -> None:
    """One row per submission, one column per paper that the programme asks for."""
    titles = list(dict.fromkeys(line.title for w in submissions for line in w.evidence))
    rows = []
    for worked in submissions:
        lines = {line.title: line for line in worked.evidence}
        shown = []
        for title in titles:
            line = lines.get(title)
            parts = (show_presence(line.presence), line.pages, line.remarks) if line else ()
            shown.append("\n".join(filter(None, parts)))
        rows.append(((*_who(worked), *shown), None))
    _fill(book, "材料齐备", (*WHO, *titles), (*WHO_WIDTHS, *(26 for _ in titles)), rows)


def _shared_sheet(book: Workbook, findings: Sequence[CrossFinding], catalogue: Catalogue) -> None:
    """Each finding: both places side by side; further places follow in rows of their own."""
    side = ("申报材料", "企业名称", "材料种类", "原文", "位置", "存疑", "证书载明")
    head = (
        "程度",
        "类别",
        "内容",
        *(f"甲方{t}" for t in side),
        *(f"乙方{t}" for t in side),
        "说明",
    )
    widths = (8, 18, 30, *(2 * (26, 28, 18, 28, 40, 14, 28)), 100)
    _fill(book, "跨企业重复", head, widths, _shared_rows(findings, catalogue))


def _shared_rows(findings: Sequence[CrossFinding], catalogue: Catalogue) -> Iterator[Row]:
    for finding in findings:
        first, *others = finding.uses
        for other in others:
            cells = (
                SEVERITIES[finding.severity],
                KINDS[finding.kind],
                finding.value,
                *_side(first, catalogue),
                *_side(other, catalogue),
                finding.message,
            )
            yield cells, finding.outcome


def _side(use: Use, catalogue: Catalogue) -> tuple[str, ...]:
    return (
        use.submission,
        use.applicant_name or "",
        type_title(use.document_type, catalogue) if use.document_type else "",
        use.raw,
        show_use(use),
        "、".join(DOUBTS[doubt] for doubt in use.doubts),
        use.holder or "",
    )


def _unchecked_rows(submissions: Sequence[Worked]) -> Iterator[Row]:
    for worked in submissions:
        for line in worked.unchecked:
            missing = "、".join(line.missing)
            yield (*_who(worked), line.subject, missing, line.message, line.rule), None


def _figures_sheet(book: Workbook, submissions: Sequence[Worked]) -> None:
    """The standard tables filled: one row per submission, one column per indicator and period."""
    keys = list(dict.fromkeys((f.title, f.period) for w in submissions for f in w.figures))
    titles = [f"{title}（{show_period(period)}）" if period else title for title, period in keys]
    rows = []
    for worked in submissions:
        figures = {(f.title, f.period): f for f in worked.figures}
        shown = [figures[key].declared if key in figures else "" for key in keys]
        rows.append(((*_who(worked), *shown), None))
    _fill(book, "申报值汇总", (*WHO, *titles), (*WHO_WIDTHS, *(22 for _ in titles)), rows)


def _unread_rows(batch: Batch) -> Iterator[Row]:
    for worked in batch.submissions:
        if worked.reason is not None:
            text = f"［{worked.reason.code}］{worked.reason.message}"
            yield (worked.name, "", "", text), None
        for line in worked.unread:
            page = "" if line.page is None else line.page
            yield (worked.name, line.file, page, line.message), None
    for ignored in batch.ignored:
        yield (ignored.name, "", "", ignored.message), None
