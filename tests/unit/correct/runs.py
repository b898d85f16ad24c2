"""A submission of drawn pages: a licence and two pages of a patent certificate, no recognition needed."""

from __future__ import annotations

from pathlib import Path

from extractor.correct.pages import PageIndex
from extractor.correct.seen import seen_at
from extractor.ingest import PageSource, Submission
from extractor.papers import Read, correct_read, understand_pages
from models.catalogue import Catalogue, load_catalogue
from models.correction import AnyEntry, Corrections, PagesCorrection, ReadingCorrection
from models.field import Field, FieldStatus
from models.page import PageText
from models.submission import FileKind, SourceFile
from tests.unit.extract.papers import landscape_license, patent, patent_back

CATALOGUE: Catalogue = load_catalogue()
PAGES = (landscape_license(), patent(), patent_back())


def submission(*digests: str, name: str = "patents.pdf") -> Submission:
    """The files behind the pages; digests default to `page1`, `page2`, `page3`."""
    marks = digests or ("page1", "page2", "page3")
    places = (("licence.jpg", 1), (name, 1), (name, 2))
    return Submission(
        files=(
            SourceFile(name="licence.jpg", sha256="1" * 64, pages=1, kind=FileKind.image),
            SourceFile(name=name, sha256=f"{name:2>64}", pages=2, kind=FileKind.pdf),
        ),
        pages=tuple(
            PageSource(file, page, Path(file), FileKind.pdf, digest)
            for (file, page), digest in zip(places, marks, strict=True)
        ),
    )


def understood(
    *entries: AnyEntry,
    pages: tuple[PageText, ...] = PAGES,
    of: Submission | None = None,
) -> Read:
    read = understand_pages(of or submission(), pages, issues=(), catalogue=CATALOGUE)
    return correct_read(read, Corrections(entries=entries), catalogue=CATALOGUE)


def files(of: Submission | None = None) -> PageIndex:
    whole = of or submission()
    return PageIndex(
        [
            file.model_copy(
                update={"digests": tuple(p.digest for p in whole.pages if p.file == file.name)}
            )
            for file in whole.files
        ]
    )


def field(read: Read, key: str) -> Field:
    """A field of the licence."""
    found = read.records[0].get(key)
    assert found is not None
    return found


def reread(
    key: str,
    text: str | None,
    *,
    entry_id: str = "c1",
    status: FieldStatus = FieldStatus.found,
    by: str = "审核员甲",
) -> ReadingCorrection:
    """A correction of a field where it stands."""
    reading = field(understood(), key).reading
    assert reading is not None and reading.place is not None
    place = reading.place
    page = next(p for p in PAGES if (p.file, p.page) == (place.file, place.page))
    mark = files().mark(place.file, place.page)
    assert mark is not None
    return ReadingCorrection(
        id=entry_id,
        by=by,
        mark=mark,
        box=place.box,
        seen=seen_at(page, place.box),
        key=key,
        status=status,
        text=text,
    )


def one_paper(
    *pages: tuple[str, int], as_type: str | None, entry_id: str = "p1"
) -> PagesCorrection:
    index = files()
    marks = [index.mark(*page) for page in pages]
    return PagesCorrection(
        id=entry_id, marks=tuple(mark for mark in marks if mark is not None), type=as_type
    )
