"""A page whose content is broken must not pass for an empty page, nor for a whole one."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.errors import InputCode, InputError
from extractor.ingest import PageSource, load_page
from extractor.reading import read_image
from extractor.settings import Settings
from models.issue import IssueCode
from models.submission import FileKind
from tests.hostile.pdfs import PDFS, image, page
from tests.unit.ingest.makers import write
from tests.unit.ocr.engines import BlindEngine

BROKEN = image(
    300,
    200,
    b"\xff\xd8\xff\xe0 broken off",
    b"/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode",
)
LOST = ("broken JPEG", "broken JBIG2", "broken JPEG 2000", "picture without data", "unknown filter")


def source_of(path: Path) -> PageSource:
    return PageSource(path.name, 1, path, FileKind.pdf, "0" * 64)


@pytest.mark.parametrize("name", LOST)
def test_a_broken_page_that_shows_nothing_is_unreadable(
    name: str, tmp_path: Path, settings: Settings
) -> None:
    with pytest.raises(InputError) as raised:
        load_page(source_of(write(tmp_path, "a.pdf", PDFS[name]())), settings=settings)
    assert raised.value.input_code is InputCode.UNREADABLE
    assert "第 1 页" in raised.value.message


def test_a_page_of_which_a_part_is_lost_is_read_and_says_so(
    tmp_path: Path, settings: Settings
) -> None:
    content = b"300 0 0 200 0 200 cm /I Do 1 0 0 1 0 -1 cm 0 0 .5 .5 re f"
    source = source_of(write(tmp_path, "a.pdf", page(b"/XObject<</I 5 0 R>>", content, BROKEN)))
    image_of_page = load_page(source, settings=settings)
    assert image_of_page.is_damaged
    reading = read_image(image_of_page, source, engine=BlindEngine())
    assert [issue.code for issue in reading.issues] == [IssueCode.page_damaged]


def test_a_whole_page_says_nothing(tmp_path: Path, settings: Settings) -> None:
    source = source_of(write(tmp_path, "a.pdf", page(b"", b"0 0 99 99 re f")))
    image_of_page = load_page(source, settings=settings)
    assert not image_of_page.is_damaged
    assert read_image(image_of_page, source, engine=BlindEngine()).issues == ()
