"""Papers of other issuers, years and forms than those that are drawn: recognised, and read from rows and columns."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from extractor.classify import label_pages
from extractor.extract.record import extract_record
from extractor.segment import split_documents
from models.catalogue import load_catalogue
from models.field import FieldStatus
from models.page import TextLine
from tests.unit.extract.drawing import TEXT, line, page


class Layout(NamedTuple):
    """One paper: its lines (place, height, text), its type, the values that stand on it, keys that do not."""

    name: str
    type: str
    lines: list[str]
    fields: dict[str, str]
    absent: tuple[str, ...] = ()


LAYOUTS = [
    Layout(**entry)
    for entry in yaml.safe_load(Path(__file__).with_name("layouts.yaml").read_text("utf-8"))
]


def drawn(row: str) -> TextLine:
    place, _, text = row.partition(" | ")
    x, y, *height = (float(number) for number in place.split())
    return line(text, x=x, y=y, height=height[0] if height else TEXT)


@cache
def read(name: str) -> tuple[str | None, dict[str, tuple[FieldStatus, str | None]]]:
    layout = next(layout for layout in LAYOUTS if layout.name == name)
    pages = (page([drawn(row) for row in layout.lines]),)
    catalogue = load_catalogue()
    (document,) = split_documents(pages, label_pages(pages, catalogue), catalogue=catalogue)
    if document.type is None:
        return None, {}
    record, _ = extract_record(document, pages, catalogue)
    return document.type, {field.key: (field.status, field.value) for field in record.fields}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_layout_is_known_and_read(layout: Layout) -> None:
    kind, fields = read(layout.name)
    assert kind == layout.type
    assert {key: fields[key][1] for key in layout.fields} == layout.fields
    assert {key: fields[key][0] for key in layout.absent} == dict.fromkeys(
        layout.absent, FieldStatus.absent
    )
