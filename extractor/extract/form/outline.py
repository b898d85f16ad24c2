"""Reads parts of a form that are printed without tables: headings with text below, fixed sentences, a date."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.extract.form.anchors import Zone, on_paper
from extractor.extract.form.answer import ABSENT, NOT_FOUND, Answer
from extractor.extract.form.answers import read_answer
from extractor.extract.form.sheet import FormCell
from extractor.extract.form.tokens import Stream, word_key
from models.catalogue.spec_tables import OnPaper, Section, TableField

_SHORTEST = 4
"""Characters of a heading that must be printed, its number and limit of length apart."""


def read_outline(
    zone: Zone, section: Section, *, notes: Sequence[str]
) -> list[tuple[TableField, Answer]]:
    """What is written under each heading, up to the next heading that was found.

    `notes` are sentences that the form itself prints.
    """
    printed = "".join(map(word_key, notes))
    starts = {field.key: _start(zone, field) for field in section.fields}
    found = sorted(cell.order for cell in starts.values() if cell is not None)
    answers = []
    for field in section.fields:
        cell = starts[field.key]
        if cell is None:
            answers.append((field, NOT_FOUND))
            continue
        end = next((order for order in found if order > cell.order), None)
        streams = [
            c.stream
            for c in zone.cells
            if c.order > cell.order and (end is None or c.order < end) and c.stream.tokens
            if not c.stream.key or c.stream.key not in printed
        ]
        paper = OnPaper(after=(field.label,))
        answer = read_answer(field, paper, streams) if streams else ABSENT
        answers.append((field, answer.asked_at(cell.page.place(cell.box))))
    return answers


def _start(zone: Zone, field: TableField) -> FormCell | None:
    """The line that is the heading; its limit of length may be left out."""
    key = word_key(field.label)
    bare = word_key(field.label.split("（")[0])
    lines = [cell for cell in zone.cells if cell.stream.key]
    exact = [cell for cell in lines if cell.stream.key == key]
    begins = [c for c in lines if len(bare) >= _SHORTEST and _begins(c.stream.key, bare)]
    return next(iter(exact or begins), None)


def _begins(line: str, bare: str) -> bool:
    return line.startswith(bare) and len(line) <= len(bare) + 12


def read_unlabelled(zone: Zone, field: TableField) -> Answer:
    """A sentence that the form prints itself, or a date that stands by itself at the end."""
    if field.fixed:
        for cell in zone.cells:
            span = cell.stream.find(field.fixed, near=True)
            if span is not None:
                return read_answer(field, on_paper(field), [cell.stream.part(*span)])
        return _over_lines(zone, field)
    if field.kind == "day":
        for cell in reversed(zone.cells):
            answer = read_answer(field, on_paper(field), [cell.stream])
            if answer.value is not None and len(cell.stream.key) <= len("2021年12月31日"):
                return answer
    return ABSENT


def _over_lines(zone: Zone, field: TableField) -> Answer:
    """A fixed sentence broken over several lines."""
    key = word_key(field.fixed or "")
    for number, cell in enumerate(zone.cells):
        if not cell.stream.key or not key.startswith(cell.stream.key):
            continue
        streams: list[Stream] = []
        have = ""
        for line in zone.cells[number : number + 12]:
            streams.append(line.stream)
            have += line.stream.key
            if len(have) >= len(key):
                break
        if have.startswith(key):
            return read_answer(field, on_paper(field), streams)
    return NOT_FOUND


def is_unlabelled(field: TableField, section: Section) -> bool:
    """Whether the form prints no words before the answer."""
    alone = field.fixed is not None or field.kind == "day"
    return section.layout == "letter" and alone and not field.quoted and field.on_paper is None
