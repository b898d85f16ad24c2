"""Reads a filled application form by the standard table of its programme."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.extract.form.anchors import Zone, find_anchors, on_paper, zones_of
from extractor.extract.form.answer import NOT_FOUND, Answer, misplaced
from extractor.extract.form.answers import read_answer
from extractor.extract.form.choose import choose_table
from extractor.extract.form.locate import Region, region_of
from extractor.extract.form.outline import is_unlabelled, read_outline, read_unlabelled
from extractor.extract.form.periods import by_period
from extractor.extract.form.places import seal_at, seal_text_at, signature_at
from extractor.extract.form.repeated import RowAnswer, read_repeated
from extractor.extract.form.sheet import Sheet, sheet_of
from extractor.extract.form.tokens import word_key
from models.catalogue import Catalogue
from models.catalogue.spec_tables import Section, TableField, TableSpec
from models.document import Document
from models.field import DocumentRecord, Field, FieldStatus
from models.geometry import Place
from models.issue import Issue, IssueCode
from models.page import PageText


def read_application_form(
    document: Document, pages: Sequence[PageText], catalogue: Catalogue, *, at_least: float = 0.0
) -> tuple[DocumentRecord, tuple[Issue, ...]]:
    """The declared values of a form and what could not be read of it.

    `pages` are the document's pages in order. The standard table whose title or printed words stand on
    them tells the fields; every printed field comes back, once per period or repeated row: found,
    unreadable, or absent when nothing is filled in. `at_least`: see `choose_table`.
    """
    record_type = document.type or "application_form"
    bare = sheet_of(pages)
    table = choose_table(bare, catalogue, document_type=record_type, at_least=at_least)
    if table is None:
        return DocumentRecord(document=document.id, type=record_type, fields=()), ()
    sheet = sheet_of(pages, label_keys(table))
    fields, issues = read_fields(document.id, sheet, table)
    record = DocumentRecord(document=document.id, type=record_type, fields=fields, table=table.id)
    return record, issues


def label_keys(table: TableSpec) -> frozenset[str]:
    """The printed words before values as keys, but for those that are options too."""
    printed = [f for f in table.fields if f.printed]
    options = {word_key(option) for f in printed for option in f.options}
    words = {word_key(phrase) for f in printed for phrase in on_paper(f).after}
    return frozenset(word for word in words - options if len(word) > 1)


def read_fields(
    document: str, sheet: Sheet, table: TableSpec
) -> tuple[tuple[Field, ...], tuple[Issue, ...]]:
    """All printed fields of the table as read from the sheet."""
    zones = zones_of(sheet, table)
    fields: list[Field] = []
    issues: list[Issue] = []
    missing: list[str] = []
    for section in table.sections:
        rows = _section(zones[section.key], section, table)
        for row in rows:
            fields.append(_field(document, row))
            issues.extend(_issues(row.field, row.answer))
        lost = dict.fromkeys(row.field.label for row in rows if row.answer is NOT_FOUND)
        seen = {row.field.label for row in rows if row.answer is not NOT_FOUND}
        missing += [label for label in lost if label not in seen]
    if missing:
        issues.append(_not_found(missing, table))
    return tuple(fields), tuple(issues)


def _section(zone: Zone, section: Section, table: TableSpec) -> list[RowAnswer]:
    """The answers of one section, in printed order."""
    printed = [field for field in section.fields if field.printed]
    if section.layout == "rows":
        own = {field.key for field in section.fields}
        others = [f for f in table.fields if f.printed and f.quoted and f.key not in own]
        labels = frozenset(word_key(on_paper(f).after[0]) for f in others)
        return list(read_repeated(zone, section, labels=labels))
    if section.layout == "outline":
        outline = read_outline(zone, section, notes=table.notes)
        return [RowAnswer(field, None, None, answer) for field, answer in outline]
    labels = frozenset(word_key(on_paper(f).after[0]) for f in table.fields if f.printed)
    loose = section is table.sections[0] or section.layout == "letter"
    rows = []
    for field in printed:
        if is_unlabelled(field, section):
            rows.append(RowAnswer(field, None, None, read_unlabelled(zone, field)))
            continue
        own_words = word_key(on_paper(field).after[0])
        answers = _answers(
            zone,
            field,
            stops=_stops(field, section.fields),
            labels=labels - {own_words},
            loose=loose,
        )
        rows += [RowAnswer(field, period, None, answer) for period, answer in answers]
    return rows


def _stops(field: TableField, siblings: Sequence[TableField]) -> tuple[str, ...]:
    """Words that end a value: those the table names, and the last words of fields behind the same first ones."""
    own = on_paper(field)
    options = {word_key(option) for option in field.options}
    others = [
        on_paper(other).after[-1]
        for other in siblings
        if other.printed and other.key != field.key and on_paper(other).after[0] == own.after[0]
        if not set(field.options)
        & set(on_paper(other).after)  # it stands behind an option of this one
    ]
    known = {word_key(word) for word in own.after} | options
    return own.before + tuple(
        other
        for other in others
        if word_key(other) not in known and not word_key(other).endswith(tuple(options) or ("\0",))
    )


def _answers(
    zone: Zone, field: TableField, *, stops: Sequence[str], labels: frozenset[str], loose: bool
) -> list[tuple[str | None, Answer]]:
    """The answers of a field by period; `loose`: its section is printed without a table."""
    regions = regions_at(zone, field, stops=stops, labels=labels)
    if not regions:
        return [(period, NOT_FOUND) for period in field.periods or (None,)]
    if not field.periods:
        return [(None, answer_at(field, regions[0], loose=loose))]
    streams = by_period(zone, field.periods, regions)
    paper = on_paper(field)
    doubtful = any(_is_doubtful(field, region, loose=loose) for region in regions)
    answers = [(p, read_answer(field, paper, streams.get(p, ()))) for p in field.periods]
    asked = regions[0].anchor.place
    return [(p, _asked(misplaced(answer) if doubtful else answer, asked)) for p, answer in answers]


def _asked(answer: Answer, place: Place) -> Answer:
    """The answer with the place of its words; what may belong elsewhere counts as not found."""
    return answer if answer is NOT_FOUND else answer.asked_at(place)


def regions_at(
    zone: Zone, field: TableField, *, stops: Sequence[str], labels: frozenset[str]
) -> list[Region]:
    """Where the values of a field stand behind its printed words, none when these are not found.

    `stops` are printed words that end a value, `labels` the first words of other fields as keys.
    """
    paper = on_paper(field)
    anchors = find_anchors(zone, paper.after, others=labels)
    years = bool(field.periods) and len(paper.after) == 1
    before = stops if len(anchors) == 1 else (*stops, paper.after[-1])
    return [
        region_of(
            zone,
            anchor,
            before=before,
            labels=labels,
            across=years or (bool(field.options) and not anchor.cell.ruled),
            options=field.options,
        )
        for anchor in anchors
    ]


def answer_at(field: TableField, region: Region, *, loose: bool) -> Answer:
    """The answer of a field without periods in its place; `loose`: its section is printed without a table."""
    answer = _answer(field, region)
    if _is_doubtful(field, region, loose=loose):
        answer = misplaced(answer)
    return _asked(answer, region.anchor.place)


def _is_doubtful(field: TableField, region: Region, *, loose: bool) -> bool:
    """Whether what stands there may belong to another field."""
    printed = on_paper(field).take in ("all", "digits", "words")
    return printed and (region.mixed or not (loose or region.anchor.cell.ruled))


def _answer(field: TableField, region: Region) -> Answer:
    paper = on_paper(field)
    if paper.take == "seal":
        return seal_at(region)
    if paper.take == "seal_text":
        return seal_text_at(region)
    if paper.take == "signature":
        return signature_at(region)
    streams = region.streams
    if region.beside and not field.options and field.kind != "rows":
        streams = streams[:1] + tuple(s for s in streams[1:] if s.page is not streams[0].page)
    return read_answer(field, paper, streams)


def _field(document: str, row: RowAnswer) -> Field:
    return Field(
        document=document,
        key=row.field.key,
        title_zh=row.field.label,
        period=row.period,
        scope=row.scope,
        status=row.answer.status,
        reading=row.answer.value,
        asked=row.answer.asked,
    )


def _issues(field: TableField, answer: Answer) -> list[Issue]:
    place = answer.value.place if answer.value else answer.asked
    file, page = (place.file, place.page) if place else (None, None)
    if answer.mark_unclear:
        message = f"“{field.label}”的勾选无法确认，请人工查看。"
        return [Issue(code=IssueCode.mark_unclear, file=file, page=page, message=message)]
    if answer.unmarked:
        message = f"“{field.label}”的各选项均未勾选，请人工查看。"
        return [Issue(code=IssueCode.mark_unclear, file=file, page=page, message=message)]
    if answer.status is FieldStatus.unreadable and answer is not NOT_FOUND:
        message = f"“{field.label}”处有内容，但未能读出，请人工查看。"
        return [Issue(code=IssueCode.field_unreadable, file=file, page=page, message=message)]
    return []


def _not_found(labels: Sequence[str], table: TableSpec) -> Issue:
    """One issue for all fields whose printed words are not on the form."""
    named = "、".join(f"“{label}”" for label in labels)
    message = f"未在《{table.title_zh}》上找到以下 {len(labels)} 栏，请人工查看：{named}。"
    return Issue(code=IssueCode.field_unreadable, message=message)
