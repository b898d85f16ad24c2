"""Whom letters in many wordings are about: those of offices, customers, associations and of the company itself."""

from __future__ import annotations

import random
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from extractor.extract.chart import chart_page
from extractor.extract.patterns import Stream
from extractor.extract.subject import read_subject
from golden_docs.maker.document import Style
from golden_docs.maker.specimens.sheet import draw_sheet
from golden_docs.maker.text_level import read_paper
from models.catalogue.spec_documents import FieldSpec

HOLDER = FieldSpec(key="holder_name", title_zh="单位名称", kind="company_name")


class Letter(NamedTuple):
    about: str | None
    lines: list[str]


LETTERS = [
    Letter(**entry)
    for entry in yaml.safe_load(Path(__file__).with_name("letters.yaml").read_text("utf-8"))
]


def subject_of(lines: list[str]) -> str | None:
    paper = draw_sheet(lines, Style(dpi=36), random.Random(1))
    stream = Stream(chart_page(read_paper(paper, file="a.pdf", page=1)))
    found = read_subject([stream], HOLDER, {})
    return found.value.value if found is not None and found.value is not None else None


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.lines[1].strip()[:18])
def test_whom_a_letter_is_about(letter: Letter) -> None:
    assert subject_of(letter.lines) == letter.about
