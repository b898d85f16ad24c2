"""Several certificates on one sheet: each becomes a paper with its own fields and place; one page stays one."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from statistics import median

import pytest

from extractor.classify import label_pages
from extractor.evaluate.facts.certificate import CertificateFact
from extractor.evaluate.score import Tally, score_document
from extractor.evaluate.truth import DocumentTruth, fields_of
from extractor.extract.record import extract_record
from extractor.ocr.several import find_certificates, find_uncut, split_certificates
from extractor.segment import split_documents
from golden_docs.maker.document import FieldValue, Style
from golden_docs.maker.specimens import Specimen, load_specimens
from golden_docs.maker.specimens.specimen import Layout
from golden_docs.maker.text_level import read_paper
from models.catalogue import load_catalogue
from models.geometry import Box
from models.issue import IssueCode
from models.page import PageText, TextLine

SHEETS = {  # columns, rows
    "below each other": (1, 2),
    "beside each other": (2, 1),
    "two by two": (2, 2),
}
KINDS = (
    "patent_certificate",
    "software_copyright_cert",
    "management_system_cert",
    "ic_layout_cert",
    "trademark_cert",
    "production_license",
)
LEAST_CUT = 0.8
Drawn = tuple[Specimen, PageText]


@cache
def layouts() -> tuple[Layout, ...]:
    """One-page certificates."""
    return tuple(
        layout for layout in load_specimens() if layout.type in KINDS and "+++" not in layout.page
    )


def drawn(layout: Layout, seed: str) -> Drawn:
    specimen = Specimen.fill(layout, seed)
    (paper,) = specimen.draw(Style(dpi=36), random.Random(layout.name))
    return specimen, read_paper(paper, file="a.pdf", page=1)


def on_one_sheet(pages: Sequence[PageText], columns: int, rows: int) -> PageText:
    """Page texts reduced and laid out on one sheet, row by row."""
    lines: list[TextLine] = []
    for place, page in enumerate(pages):
        left, top = place % columns / columns, place // columns / rows
        for line in page.lines:
            box = line.box
            lines.append(
                line.model_copy(
                    update={
                        "box": Box(
                            left + box.x0 / columns,
                            top + box.y0 / rows,
                            left + box.x1 / columns,
                            top + box.y1 / rows,
                        ),
                        "char_spans": tuple(
                            (left + a / columns, left + b / columns) for a, b in line.char_spans
                        ),
                    }
                )
            )
    first = pages[0]
    size = {"width": first.width * columns, "height": first.height * rows}
    return first.model_copy(update={"lines": tuple(lines), "seals": (), "rulings": (), **size})


@pytest.mark.parametrize("layout", SHEETS)
def test_each_certificate_of_a_sheet_becomes_a_paper(layout: str) -> None:
    """Copies of certificates of one kind, as they are laid on a copier together; few are left whole."""
    columns, rows = SHEETS[layout]
    tally, cut, whole = Tally(), 0, []
    for one in layouts():
        chosen = [drawn(one, str(number)) for number in range(columns * rows)]
        sheet = on_one_sheet([page for _, page in chosen], columns, rows)
        parts = split_certificates(sheet)
        if len(parts) == 1:
            whole.append(f"{one.type}/{one.name}")
            continue
        assert len(parts) == len(chosen)
        cut += 1
        tally = tally.plus(_score(chosen, parts))
    assert cut >= LEAST_CUT * len(layouts()), whole
    assert tally.right >= 0.97 * tally.total, "\n".join(map(str, tally.misses))


@pytest.mark.parametrize("layout", ["below each other", "beside each other"])
def test_certificates_of_different_kinds_on_a_sheet_are_parted_or_told(layout: str) -> None:
    """Their titles differ in size; a sheet that is not parted says that it may hold several."""
    columns, rows = SHEETS[layout]
    tally, cut, silent = Tally(), 0, []
    pairs = [(one, other) for one, other in pairwise(layouts()) if one.type != other.type]
    pairs += [(other, one) for one, other in pairs]
    for pair in pairs:
        chosen = [drawn(one, str(number)) for number, one in enumerate(pair)]
        sheet = on_one_sheet([page for _, page in chosen], columns, rows)
        parts = split_certificates(sheet)
        if len(parts) == 1:
            told = [issue.code for issue in find_uncut(parts)]
            silent += [] if told == [IssueCode.several_papers] else [pair]
            continue
        assert len(parts) == len(chosen)
        cut += 1
        tally = tally.plus(_score(chosen, parts))
    assert silent == []
    assert cut >= LEAST_CUT * len(pairs)
    assert tally.right >= 0.97 * tally.total, "\n".join(map(str, tally.misses))


def _score(chosen: Sequence[Drawn], parts: Sequence[PageText]) -> Tally:
    catalogue = load_catalogue()
    labels = label_pages(parts, catalogue)
    documents = split_documents(parts, labels, catalogue=catalogue)
    assert [item.type for item in documents] == [specimen.type for specimen, _ in chosen]
    tally = Tally()
    for document, (specimen, _) in zip(documents, chosen, strict=True):
        record, _ = extract_record(document, parts, catalogue)
        truth = DocumentTruth(type=specimen.type, fields=fields_of(specimen.fields()))
        where = f"{specimen.type}/{specimen.layout.name}"
        tally = tally.plus(score_document(truth, record, where=where, catalogue=catalogue))
    return tally


def test_places_point_at_the_sheet() -> None:
    one = next(item for item in layouts() if (item.type, item.name) == ("ic_layout_cert", "new"))
    _, page = drawn(one, "a")
    sheet = on_one_sheet([page, page], 1, 2)
    upper, lower = split_certificates(sheet)
    assert (upper.half, lower.half) == (1, 2)
    catalogue = load_catalogue()
    for part, (top, bottom) in ((upper, (0.0, 0.5)), (lower, (0.5, 1.0))):
        (document,) = split_documents([part], label_pages([part], catalogue), catalogue=catalogue)
        record, _ = extract_record(document, [part], catalogue)
        place = record.fields[1].reading
        assert place is not None and place.place is not None
        assert top <= place.place.box.y0 < place.place.box.y1 <= bottom


def test_titles_a_little_smaller_than_others_count_too() -> None:
    """On a slanted sheet the boxes of lines differ in height; no two certificates are left in one part."""
    one = next(item for item in layouts() if item.type == "patent_certificate")
    chosen = [drawn(one, str(number)) for number in range(4)]
    sheet = on_one_sheet([page for _, page in chosen], 2, 2)
    usual = median(line.box.height for line in sheet.lines)

    def slanted(line: TextLine) -> TextLine:
        if line.box.height < 1.5 * usual:
            return line
        height = (1.4 if line.box.x0 < 0.5 else 1.6) * usual
        return line.model_copy(update={"box": line.box._replace(y1=line.box.y0 + height)})

    lines = tuple(slanted(line) for line in sheet.lines)
    assert lines != sheet.lines
    assert len(split_certificates(sheet.model_copy(update={"lines": lines}))) == 4


def test_a_fact_about_a_certificate_holds_for_its_part_of_the_sheet_alone() -> None:
    one = next(item for item in layouts() if (item.type, item.name) == ("ic_layout_cert", "new"))
    chosen = [drawn(one, seed) for seed in ("a", "b")]
    parts = split_certificates(on_one_sheet([page for _, page in chosen], 1, 2))
    upper, lower = Box(0, 0, 1, 0.5), Box(0, 0.5, 1, 1)
    (first, second) = (specimen.fields() for specimen, _ in chosen)

    def holds(kind: str, fields: dict[str, FieldValue], box: Box) -> bool:
        return CertificateFact(type=kind, fields=fields, box=box).check(parts).right

    assert holds("ic_layout_cert", first, upper)
    assert holds("ic_layout_cert", second, lower)
    assert not holds("ic_layout_cert", first, lower)
    assert not holds("patent_certificate", first, upper)
    assert (
        not CertificateFact(type="ic_layout_cert", fields=first, box=upper).check(parts[1:]).right
    )


def test_single_pages_are_never_cut_nor_told_of() -> None:
    wrongly = [
        f"{layout.type}/{layout.name}"
        for layout in load_specimens()
        for paper in Specimen.fill(layout, "sheet").draw(Style(dpi=36), random.Random(1))
        for page in (read_paper(paper, file="a.pdf", page=1),)
        if find_certificates(page) or list(find_uncut([page]))
    ]
    assert not wrongly
