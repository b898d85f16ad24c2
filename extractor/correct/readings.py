"""Corrected readings: put into the page texts, so that sums are checked anew, and into the fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from extractor.correct.pages import PageIndex, PageKey
from extractor.correct.seen import Stretch, even_spans, seen_at, spans_of, stretches
from models.catalogue import Catalogue
from models.correction import ReadingCorrection
from models.document import Document
from models.field import DocumentRecord, Field, FieldStatus, Value
from models.geometry import Box, Place
from models.issue import Issue, IssueCode
from models.kinds import kind, kind_names
from models.page import PageText, TextLine

PICKED = frozenset({"choice", "multi_choice", "bool", "rows"})
"""Kinds whose value is picked or told by position, not written in one place."""


class Located(NamedTuple):
    """A correction at a page of this submission; `half` tells which page of a sheet that holds two."""

    correction: ReadingCorrection
    page: PageKey
    half: int | None = None

    @property
    def place(self) -> Place:
        """Where the value stands in this submission."""
        return Place(file=self.page[0], page=self.page[1], box=self.correction.box)


def locate_readings(
    corrections: Sequence[ReadingCorrection],
    pages: Mapping[PageKey, Sequence[PageText]],
    index: PageIndex,
) -> tuple[tuple[Located, ...], tuple[Issue, ...]]:
    """Return the corrections whose source text is what it was, and an issue for each other one.

    A sheet that holds two pages is given by both.
    """
    located: list[Located] = []
    issues: list[Issue] = []
    for correction in corrections:
        found = [key for key in index.find(correction.mark) if key in pages]
        same = [key for key in found if _seen(pages[key], correction.box) == correction.seen]
        located += [Located(correction, key, _half(pages[key], correction.box)) for key in same]
        if not same:
            issues.append(_stale(correction, found))
    return tuple(located), tuple(issues)


def _seen(halves: Sequence[PageText], box: Box) -> str:
    return "\n".join(seen for page in halves if (seen := seen_at(page, box)))


def _half(halves: Sequence[PageText], box: Box) -> int | None:
    return next((page.half for page in halves if seen_at(page, box)), None)


def correct_pages(pages: Sequence[PageText], located: Sequence[Located]) -> tuple[PageText, ...]:
    """Return the pages with every corrected value that stands in one line written into that line.

    What is printed around it (sums, other columns) is then understood together with it.
    """
    by_page: dict[PageKey, list[Located]] = {}
    for item in located:
        if item.correction.status is FieldStatus.found:
            by_page.setdefault(item.page, []).append(item)
    return tuple(_corrected_page(page, by_page.get((page.file, page.page), ())) for page in pages)


def usable_readings(
    located: Sequence[Located], *, documents: Sequence[Document], catalogue: Catalogue
) -> tuple[tuple[Located, ...], tuple[Issue, ...]]:
    """Return the corrections of fields that their paper has, in a way their kind can be written.

    For each other one there is an issue.
    """
    usable: list[Located] = []
    issues: list[Issue] = []
    for item in located:
        owner = _owner(item, documents)
        known = field_kind(owner.type or "", item.correction.key, catalogue) if owner else None
        if known is not None and _is_written(item.correction, known):
            usable.append(item)
        else:
            issues.append(_homeless(item))
    return tuple(usable), tuple(issues)


def correct_records(
    records: Sequence[DocumentRecord],
    usable: Sequence[Located],
    *,
    documents: Sequence[Document],
    catalogue: Catalogue,
) -> tuple[DocumentRecord, ...]:
    """Return the records with the corrected fields."""
    corrected = {record.document: record for record in records}
    for item in usable:
        owner = _owner(item, documents)
        if owner is not None and owner.id in corrected:
            corrected[owner.id] = _with_field(corrected[owner.id], item, catalogue)
    return tuple(corrected[record.document] for record in records)


def _owner(item: Located, documents: Sequence[Document]) -> Document | None:
    mine = [document for document in documents if item.page in _keys(document)]
    whole = (*item.page, item.half)
    halves = [d for d in mine if whole in {(ref.file, ref.page, ref.half) for ref in d.pages}]
    return next(iter([*halves, *mine]), None)


def _is_written(correction: ReadingCorrection, kind_name: str) -> bool:
    return (
        correction.text is None
        or read_text(correction.text, kind_name=kind_name, unit=correction.unit) is not None
    )


def field_kind(document_type: str, key: str, catalogue: Catalogue) -> str | None:
    """Return the kind of a field of a document type or of the form of a standard table."""
    spec = catalogue.field_spec(document_type, key)
    if spec is not None:
        return spec.kind
    for table in catalogue.tables.values():
        field = table.field(key) if table.document_type == document_type else None
        if field is not None:
            return field.kind
    return None


def read_text(text: str, *, kind_name: str, unit: str | None) -> Value | None:
    """Return what a person wrote as a value without doubts; None where it is no value of the kind."""
    if kind_name in PICKED or kind_name not in kind_names():
        return Value(value=text.strip(), raw=text, unit=unit)
    parsed = kind(kind_name).read(text, unit=unit)
    if parsed is None:
        return None
    return Value(value=parsed.value, raw=text, unit=parsed.unit, step=parsed.step)


def _with_field(record: DocumentRecord, item: Located, catalogue: Catalogue) -> DocumentRecord:
    correction = item.correction
    kind_name = field_kind(record.type, correction.key, catalogue) or "text"
    at = _index_of(record.fields, item)
    at = len(record.fields) if at is None else at
    old = (
        record.fields[at] if at < len(record.fields) else _new_field(record, correction, catalogue)
    )
    new = _corrected_field(old, item, kind_name)
    fields = (*record.fields[:at], new, *record.fields[at + 1 :])
    return record.model_copy(update={"fields": fields})


def _new_field(
    record: DocumentRecord, correction: ReadingCorrection, catalogue: Catalogue
) -> Field:
    """A field that the engine did not see at all, e.g. a year's column of a statement."""
    spec = catalogue.field_spec(record.type, correction.key)
    return Field(
        document=record.document,
        key=correction.key,
        title_zh=spec.title_zh if spec else catalogue.title(correction.key),
        period=correction.period,
        scope=correction.scope,
        status=FieldStatus.absent,
    )


def _index_of(fields: Sequence[Field], item: Located) -> int | None:
    """The field meant: same key, period and scope; of several the one nearest to the place."""
    wanted = (item.correction.key, item.correction.period, item.correction.scope)
    same = [at for at, f in enumerate(fields) if (f.key, f.period, f.scope) == wanted]
    return min(same, key=lambda at: _distance(fields[at], item.place), default=None)


def _distance(field: Field, place: Place) -> float:
    own = field.reading.place if field.reading else None
    if own is None:
        return 1.0
    if (own.file, own.page) != (place.file, place.page):
        return 2.0
    (x0, y0), (x1, y1) = own.box.center, place.box.center
    return min(1.0, abs(x0 - x1) + abs(y0 - y1))


def _corrected_field(old: Field, item: Located, kind_name: str) -> Field:
    correction = item.correction
    before = correction.seen
    if correction.status is not FieldStatus.found:
        seen = Value(value="", raw=before, place=item.place, corrected_from=before)
        return old.model_copy(update={"status": correction.status, "reading": seen})
    unit = correction.unit or (old.reading.unit if old.reading else None)
    text = correction.text or ""
    value = read_text(text, kind_name=kind_name, unit=unit) or read_text(
        text, kind_name=kind_name, unit=correction.unit
    )
    if value is None:
        raise ValueError(f"a correction was not checked: {correction.id}")
    reading = value.model_copy(update={"place": item.place, "corrected_from": before})
    return old.model_copy(update={"status": FieldStatus.found, "reading": reading})


def _corrected_page(page: PageText, located: Iterable[Located]) -> PageText:
    lines = list(page.lines)
    for item in located:
        text = item.correction.text or ""
        found = stretches(page.model_copy(update={"lines": tuple(lines)}), item.correction.box)
        if len(found) == 1 and "\n" not in text and ";" not in text:
            lines[found[0].number] = _rewritten(found[0], text)
    return page.model_copy(update={"lines": tuple(lines)})


def _rewritten(stretch: Stretch, text: str) -> TextLine:
    """The line with other characters in a stretch, which share its width evenly."""
    line, start, end = stretch.line, stretch.start, stretch.end
    spans = tuple(spans_of(line))
    inner = even_spans(spans[start][0], spans[end - 1][1], count=len(text))
    sure = line.char_confidences
    known = len(sure) == len(line.text)
    return line.model_copy(
        update={
            "text": line.text[:start] + text + line.text[end:],
            "char_spans": (*spans[:start], *inner, *spans[end:]),
            "char_confidences": (*sure[:start], *[1.0] * len(text), *sure[end:]) if known else (),
            "confidence": 1.0 if (start, end) == (0, len(line.text)) else line.confidence,
            "second": None,
        }
    )


def _keys(document: Document) -> set[PageKey]:
    return {(ref.file, ref.page) for ref in document.pages}


def _stale(correction: ReadingCorrection, found: Sequence[PageKey]) -> Issue:
    where = found[0] if found else (None, None)
    why = "该处识别出的文字已与更正时不同" if found else "更正时所在的页面不在本次材料中"
    return Issue(
        code=IssueCode.correction_stale,
        file=where[0],
        page=where[1],
        message=f"对“{_what(correction)}”的人工更正没有采用：{why}，请重新确认。",
    )


def _homeless(item: Located) -> Issue:
    return Issue(
        code=IssueCode.correction_stale,
        file=item.page[0],
        page=item.page[1],
        message=f"对“{_what(item.correction)}”的人工更正没有采用：该页所属文件没有这一项，或所填内容不是这一项的合法写法，请重新确认。",
    )


def _what(correction: ReadingCorrection) -> str:
    shown = correction.text or correction.status.value
    return f"{correction.key} {correction.period or ''}".strip() + f"：{shown}"
