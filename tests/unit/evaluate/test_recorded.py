"""Recorded readings: kept whole, refused when damaged, scored as page types, papers of a stream and fields."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pytest

from extractor.errors import InputError
from extractor.evaluate.recorded import (
    READINGS,
    RecordedDocument,
    RecordedReadings,
    find_recorded,
    find_scans,
    read_recorded,
    write_recorded,
)
from extractor.evaluate.run import Scores, evaluate_dirs
from extractor.evaluate.scans import added_fields, score_scans, shares_of
from extractor.evaluate.show import show_scores
from extractor.settings import Settings
from golden_docs.maker.document import Style
from golden_docs.maker.specimens import Specimen, load_specimens
from golden_docs.maker.text_level import read_paper
from models.catalogue import load_catalogue

KINDS = ("ic_layout_cert", "name_change_proof", "id_card", None)


def documents() -> list[RecordedDocument]:
    found = []
    for layout in load_specimens():
        if layout.type not in KINDS or (layout.type is None and layout.name != "menu"):
            continue
        specimen = Specimen.fill(layout, "recorded")
        sheets = specimen.draw(Style(dpi=36), random.Random(layout.name))
        fields = {
            key: dict(value) if value is not None and not isinstance(value, str) else value
            for key, value in specimen.fields().items()
        }
        found.append(
            RecordedDocument(
                type=layout.type,
                name=layout.name,
                fields=fields,
                digests=("0" * 64,),
                pages=tuple(read_paper(s, file=layout.name, page=1) for s in sheets),
            )
        )
    return found


def readings() -> RecordedReadings:
    return RecordedReadings(degree="light", reading_version="1", documents=tuple(documents()))


def test_what_is_written_comes_back(tmp_path: Path) -> None:
    path = tmp_path / f"a{READINGS}"
    write_recorded(path, readings())
    kept = read_recorded(path)
    assert [item.truth for item in kept.documents] == [item.truth for item in documents()]
    texts = [[page.text for page in item.pages] for item in kept.documents]
    assert texts == [[page.text for page in item.pages] for item in documents()]
    again = tmp_path / f"b{READINGS}"
    write_recorded(again, kept)
    assert again.read_bytes() == path.read_bytes()
    assert find_recorded(tmp_path) == [kept, kept]


@pytest.mark.parametrize(
    "content",
    [b"", b"no gzip", gzip.compress(b'{"degree": "mild"}')],
    ids=["empty", "no gzip", "another degree"],
)
def test_a_damaged_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / f"a{READINGS}"
    path.write_bytes(content)
    with pytest.raises(InputError, match="识别记录文件"):
        read_recorded(path)


def test_right_papers_are_counted_right() -> None:
    score = score_scans("light", documents(), catalogue=load_catalogue())
    pages = sum(len(item.pages) for item in documents())
    assert shares_of(score.confusion) == (pages, 0, 0)
    assert score.split.f1 == 1.0
    assert score.split.wanted == score.split.right > 2 * len(documents()) - 4
    assert set(score.fields) == {kind for kind in KINDS if kind}
    assert added_fields(score).right == added_fields(score).total > 20


def test_a_paper_of_another_kind_is_wrong_and_none_of_its_fields_is_right() -> None:
    first, *rest = documents()
    other = next(item for item in rest if item.type not in (first.type, None))
    swapped = first.model_copy(update={"pages": other.pages})
    score = score_scans("light", [swapped, *rest], catalogue=load_catalogue())
    right, unknown, wrong = shares_of(score.confusion)
    assert (unknown, wrong) == (0, len(other.pages))
    assert right == sum(len(item.pages) for item in rest)
    assert len(score.misnamed) == len(other.pages)
    assert score.split.f1 < 1.0
    missed = [miss for miss in added_fields(score).misses if miss.right is not None]
    assert {miss.where for miss in missed} == {f"{first.type}/{first.name}"}


def test_a_page_that_is_no_paper_counts_wrong_when_it_is_taken_for_one() -> None:
    items = documents()
    none = next(item for item in items if item.type is None)
    paper = next(item for item in items if item.type is not None)
    taken = none.model_copy(update={"pages": paper.pages, "fields": {}})
    score = score_scans("heavy", [taken], catalogue=load_catalogue())
    assert shares_of(score.confusion) == (0, 0, len(paper.pages))


def test_recorded_readings_are_found_below_a_folder_and_shown(tmp_path: Path) -> None:
    write_recorded(tmp_path / "readings" / f"light{READINGS}", readings())
    scores: Scores = evaluate_dirs([tmp_path], settings=Settings(), catalogue=load_catalogue())
    text = show_scores(scores)
    assert f"损伤程度：轻，共 {len(documents())} 份" in text
    assert "混排分件 F1 1.0000" in text
    assert "认错 0" in text


def test_a_drawn_scan_is_no_single_document(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"")
    truth: dict[str, object] = {"type": None, "degree": "heavy", "fields": {}}
    (tmp_path / "a.truth.json").write_text(json.dumps(truth), encoding="utf-8")
    (scan,) = find_scans(tmp_path)
    assert (scan.type, scan.degree, scan.name) == (None, "heavy", "a")
