"""A correction on a sheet that holds two papers changes the one on which it stands."""

from __future__ import annotations

from pathlib import Path

from extractor.correct.pages import PageIndex
from extractor.correct.seen import seen_at
from extractor.ingest import PageSource, Submission
from extractor.papers import Read, correct_read, digested_files, understand_pages
from models.correction import Corrections, ReadingCorrection
from models.field import Field
from models.geometry import Box
from models.page import PageText
from models.submission import FileKind, SourceFile
from tests.unit.correct.runs import CATALOGUE
from tests.unit.extract.papers import landscape_license

SHEETS = Submission(
    files=(SourceFile(name="two.jpg", sha256="2" * 64, pages=1, kind=FileKind.image),),
    pages=(PageSource("two.jpg", 1, Path("two.jpg"), FileKind.image, "page1"),),
)


def half(number: int, name: str) -> PageText:
    """A licence on one half of a sheet."""
    whole = landscape_license()
    lines = tuple(
        line.model_copy(update={"text": line.text.replace("文若谦", name)}) for line in whole.lines
    )
    area = Box(0.5 * (number - 1), 0.0, 0.5 * number, 1.0)
    here = {"file": "two.jpg", "page": 1, "half": number, "frame": whole.frame.part(area)}
    return whole.model_copy(update={**here, "lines": lines})


def representatives(read: Read) -> list[str | None]:
    return [found.value for record in read.records if (found := named(record.fields))]


def named(fields: tuple[Field, ...]) -> Field | None:
    return next((field for field in fields if field.key == "legal_representative"), None)


def test_only_the_paper_on_the_half_is_corrected() -> None:
    pages = (half(1, "文若谦"), half(2, "文若曦"))
    read = understand_pages(SHEETS, pages, issues=(), catalogue=CATALOGUE)
    assert representatives(read) == ["文若谦", "文若曦"]
    second = named(read.records[1].fields)
    assert second and second.reading and second.reading.place
    mark = PageIndex(digested_files(SHEETS)).mark("two.jpg", 1)
    assert mark is not None
    box = second.reading.place.box
    correction = ReadingCorrection(
        id="c1",
        by="审核员甲",
        at="2021-05-06T08:00:00+00:00",
        mark=mark,
        box=box,
        seen=seen_at(pages[1], box),
        key="legal_representative",
        text="文若清",
    )
    corrections = Corrections(entries=(correction,))
    assert representatives(correct_read(read, corrections, catalogue=CATALOGUE)) == [
        "文若谦",
        "文若清",
    ]
