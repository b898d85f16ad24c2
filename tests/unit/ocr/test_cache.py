"""Kept readings: what was put comes back, what is damaged counts as not kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.ocr.cache import PageReading, ReadingCache, reading_key
from models.geometry import Box
from models.issue import Issue, IssueCode
from models.page import PageText, TextLine, TextSource
from models.run import EngineInfo

ENGINE = EngineInfo(name="rapidocr", version="3", weights={"det": "aa", "rec": "bb"})
KEY = reading_key("0" * 64, engine=ENGINE, version="1")


@pytest.fixture
def reading() -> PageReading:
    line = TextLine(text="核验 Heyan", box=Box(0.1, 0.2, 0.3, 0.4), confidence=0.98, second="核险")
    issue = Issue(code=IssueCode.low_confidence, file="a.pdf", page=3, message="请人工核对。")
    text = PageText(
        file="a.pdf", page=3, width=100, height=200, source=TextSource.ocr, lines=(line,)
    )
    return PageReading(text=text, issues=(issue,))


def test_what_was_put_comes_back(tmp_path: Path, reading: PageReading) -> None:
    ReadingCache(tmp_path).put(KEY, reading)
    assert ReadingCache(tmp_path).get(KEY) == reading


def test_nothing_was_put(tmp_path: Path) -> None:
    assert ReadingCache(tmp_path / "none").get(KEY) is None
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("content", [b"", b"{", b'{"text": 3}', b"\x00\xff", b'{"foreign": true}'])
def test_a_damaged_file_counts_as_not_kept_and_is_replaced(
    content: bytes, tmp_path: Path, reading: PageReading
) -> None:
    cache = ReadingCache(tmp_path)
    cache.put(KEY, reading)
    (file,) = tmp_path.rglob("*.json")
    file.write_bytes(content)
    assert cache.get(KEY) is None
    cache.put(KEY, reading)
    assert cache.get(KEY) == reading


def test_a_folder_in_the_way_counts_as_not_kept(tmp_path: Path, reading: PageReading) -> None:
    cache = ReadingCache(tmp_path)
    cache.put(KEY, reading)
    (file,) = tmp_path.rglob("*.json")
    file.unlink()
    file.mkdir()
    assert cache.get(KEY) is None


def test_no_half_written_file_is_left(tmp_path: Path, reading: PageReading) -> None:
    ReadingCache(tmp_path).put(KEY, reading)
    assert [file.suffix for file in tmp_path.rglob("*") if file.is_file()] == [".json"]


def test_the_key_follows_page_engine_weights_and_version() -> None:
    other_weights = ENGINE.model_copy(update={"weights": {"det": "aa", "rec": "cc"}})
    other_engine = ENGINE.model_copy(update={"name": "paddleocr"})
    keys = {
        KEY,
        reading_key("1" * 64, engine=ENGINE, version="1"),
        reading_key("0" * 64, engine=ENGINE, version="2"),
        reading_key("0" * 64, engine=other_weights, version="1"),
        reading_key("0" * 64, engine=other_engine, version="1"),
    }
    assert len(keys) == 5


def test_the_key_does_not_follow_the_order_of_the_weights() -> None:
    swapped = ENGINE.model_copy(update={"weights": {"rec": "bb", "det": "aa"}})
    assert reading_key("0" * 64, engine=swapped, version="1") == KEY
