"""Traces of editing on pages and in files: each is a note to look at the original, never a verdict.

What is not found is not clean: no rule here ever passes.
"""

# ruff: noqa: D415 -- the docstring of a rule is the clause it checks, in Chinese

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from extractor.verify.rule import About, Check, rule
from extractor.verify.sources import odd_pages
from extractor.verify.twin_seals import twin_seals
from models.catalogue.spec_documents import DocumentType
from models.finding import Family, Finding, Severity
from models.geometry import Box, Place
from models.page import PageText, TextSource
from models.submission import PageRef, page_ranges
from models.trace import FileHistory, Trace, TraceKind

WHOLE = Box(0.0, 0.0, 1.0, 1.0)
MOST_NAMED = 5
"""Traces of a page that are described; the others are shown."""
EDITORS = ("photoshop", "illustrator", "coreldraw", "gimp", "affinity", "美图秀秀")
"""Programs for changing pictures. Programs for PDF files are left out: every office scans and joins with them."""


@rule("TAM-01", Family.tamper, stage="tamper", severity=Severity.info)
def tam_01_text_layer(check: Check) -> Iterator[Finding]:
    """PDF 文字层中的数字应与页面画面一致。"""
    for page, traces in _traces(check, TraceKind.layer_differs):
        told = _told(f"画面为“{t.text}”，文字层为“{t.was}”" for t in traces)
        yield _note(
            check,
            page,
            traces,
            f"文字层与画面不同：{told}。扫描软件自带的识别也会认错，请以画面为准对照原件",
        )


@rule("TAM-02", Family.tamper, stage="tamper", severity=Severity.info)
def tam_02_covered(check: Check) -> Iterator[Finding]:
    """页面内容不应被遮盖后另行填写。"""
    kinds = (TraceKind.covered, TraceKind.typed_over, TraceKind.flat_patch)
    for page, traces in _traces(check, *kinds):
        told = _told(_say_cover(trace) for trace in traces)
        yield _note(
            check, page, traces, f"{told}。遮盖隐私、加注页码也会如此，请对照原件确认该处内容"
        )


@rule("TAM-03", Family.tamper, stage="tamper", severity=Severity.info)
def tam_03_history(check: Check) -> Iterator[Finding]:
    """电子文件的保存经过应与其来源相符。"""
    for file in check.case.files:
        history = file.history
        if history is None or not (said := _say_history(history)):
            continue
        pages = history.changed_pages or (1,)
        places = [Place(file=file.name, page=page, box=WHOLE) for page in pages[:MOST_NAMED]]
        message = (
            f"“{file.name}”{'；'.join(said)}。合并、压缩、签章也会留下同样的记录，"
            "请结合文件来源判断。"
        )
        yield check.review(About(), message).model_copy(update={"places": tuple(places)})


@rule("TAM-04", Family.tamper, stage="tamper", severity=Severity.info)
def tam_04_other_source(check: Check) -> Iterator[Finding]:
    """同一份文件的各页应出自同一来源。"""
    by_ref = {page.ref: page for page in check.case.pages}
    for document in check.case.documents:
        pages = [by_ref[ref] for ref in document.pages if ref in by_ref]
        for page, differences in odd_pages(pages):
            message = (
                f"第 {page.page} 页与同一份文件的其他页来源可能不同：{'；'.join(differences)}。"
                "补扫、换机扫描也会如此，请对照原件确认该页是否被替换"
            )
            yield _note(check, page, (), message)


@rule("TAM-05", Family.tamper, stage="tamper", severity=Severity.info)
def tam_05_number(check: Check) -> Iterator[Finding]:
    """同一个数的各位数字应当字体、大小、高低一致。"""
    for page, traces in _traces(check, TraceKind.font_change):
        told = _told(f"数字“{trace.text}”中字体、字号、颜色或基线不一" for trace in traces)
        yield _note(check, page, traces, f"{told}。排版软件拼字也会如此，请放大对照原件")


@rule("TAM-06", Family.tamper, stage="tamper", severity=Severity.info)
def tam_06_copied(check: Check) -> Iterator[Finding]:
    """扫描件上任何两处的像素都不应完全相同。"""
    for page, traces in _traces(check, TraceKind.copied_digits):
        told = "、".join(f"“{trace.text}”" for trace in traces[:MOST_NAMED])
        yield _note(
            check,
            page,
            traces,
            f"两处数字 {told} 的像素几乎完全相同，而扫描的纸纹和噪点不会重复，"
            "可能由一处复制到另一处，请放大对照原件",
        )


@rule("TAM-07", Family.tamper, stage="tamper", severity=Severity.info)
def tam_07_seals(check: Check) -> Iterator[Finding]:
    """不同页面上的印章应分别加盖。"""
    are_printed = partial(_are_of_one_series, _types(check))
    for first, second in twin_seals(check.case.pages, are_printed=are_printed):
        places = (first, second)
        message = (
            f"{_where(first)}与{_where(second)}的印章连像素也相同，不像分别加盖，"
            "可能是同一图样粘贴而成（电子印章也会如此），请核对印章来源。"
        )
        yield check.review(About(), message).model_copy(update={"places": places})


@rule("TAM-08", Family.tamper, stage="tamper", severity=Severity.info)
def tam_08_not_looked_at(check: Check) -> Iterator[Finding]:
    """没有页面图像的文件无从查找改动迹象。"""
    missed: dict[str, list[int]] = {}
    for page in check.case.pages:
        if page.look is None:
            missed.setdefault(page.file, []).append(page.page)
    for file, pages in missed.items():
        message = f"“{file}”第 {page_ranges(pages)} 页没有可查的页面图像，没有查找改动迹象。"
        yield check.not_checked(About(), message, missing=("页面图像",))


def _types(check: Check) -> Mapping[PageRef, DocumentType]:
    """The type of the paper that each page belongs to, where it is known."""
    return {
        ref: check.case.catalogue.document_type(document.type)
        for document in check.case.documents
        if document.type is not None
        for ref in document.pages
    }


def _are_of_one_series(
    types: Mapping[PageRef, DocumentType], page: PageText, other: PageText
) -> bool:
    """Whether two pages are certificates of one kind: an office prints its seal with the form."""
    kind = types.get(page.ref)
    return kind is not None and kind.holder is not None and types.get(other.ref) == kind


def _traces(check: Check, *kinds: TraceKind) -> Iterator[tuple[PageText, list[Trace]]]:
    for page in check.case.pages:
        traces = [trace for trace in page.traces if trace.kind in kinds]
        if traces and page.source is not TextSource.native:
            yield page, traces


def _note(check: Check, page: PageText, traces: Sequence[Trace], message: str) -> Finding:
    """One note for a page, with the places of its traces."""
    boxes = [box for trace in traces for box in (trace.box, trace.twin) if box is not None]
    places = [page.place(box) for box in boxes] or [
        Place(file=page.file, page=page.page, box=WHOLE)
    ]
    owner = next((d for d in check.case.documents if page.ref in d.pages), None)
    about = About(document=owner.id if owner else None, document_type=owner.type if owner else None)
    whole = f"“{page.file}”第 {page.page} 页：{message}。"
    note = check.review(about, whole)
    return note.model_copy(update={"places": tuple(dict.fromkeys(places)), "clause": None})


def _told(sayings: Iterable[str]) -> str:
    """The first sayings, and how many more there are."""
    said = list(dict.fromkeys(sayings))
    more = f"等共 {len(said)} 处" if len(said) > MOST_NAMED else ""
    return "；".join(said[:MOST_NAMED]) + more


def _say_cover(trace: Trace) -> str:
    if trace.kind is TraceKind.typed_over:
        return f"页面之上另有键入的文字“{trace.text}”"
    if trace.kind is TraceKind.flat_patch:
        return "扫描图像中有一块矩形区域没有纸纹和噪点，像是被涂盖过"
    under = f"，其下原有文字“{trace.was}”" if trace.was else ""
    over = f"，其上写有“{trace.text}”" if trace.text else ""
    return f"有不透明的图形或批注盖住页面内容{under}{over}"


def _say_history(history: FileHistory) -> list[str]:
    """What of a file's making a reviewer should know; empty for nothing of note."""
    said = []
    if history.revisions > 1 and history.changed_pages:
        pages = page_ranges(history.changed_pages)
        said.append(f"共保存过 {history.revisions} 次，后来的保存改写了第 {pages} 页的内容")
    maker = next(
        (
            name
            for name in (history.producer, history.creator)
            if any(editor in name.lower() for editor in EDITORS)
        ),
        "",
    )
    if maker:
        said.append(f"由图像编辑软件“{maker}”生成")
    days = (history.created[:10], history.modified[:10])
    if all(days) and days[1] > days[0] and said:
        said.append(f"{days[0]} 生成、{days[1]} 又作修改")
    return said


def _where(place: Place) -> str:
    return f"“{place.file}”第 {place.page} 页"
