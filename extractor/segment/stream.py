"""What the stream of pages says of itself: pages that lie in it twice, and contents lists against what is there.

In: page texts, and the papers they fell into. Out: issues; nothing is taken away or moved.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from models.catalogue import Catalogue
from models.document import Document
from models.issue import Issue, IssueCode
from models.kinds.printed import fold_text, without_blanks
from models.page import PageText
from models.submission import PageRef

EVIDENCE_INDEX = "evidence_index"
_LEAST = 40  # characters of a page that can be told apart from others
_SAME_TEXT = 0.8  # share of common triples of characters
_SAME_NUMBERS = 0.9  # share of common numbers
_LEAST_VOTES = 2  # listed papers that must lie at one distance from their page numbers
_NUMBER = re.compile(r"[0-9]{3,}")
_ENTRY = re.compile(r"^(.{2,40}?)(?<![0-9])[.·…•_—:\-|]*\(?([0-9]{1,3})(?:-[0-9]{1,3})?\)?$")
_ORDER = re.compile(
    r"^(?:附件|附表|附)?[(]?[0-9一二三四五六七八九十]{1,3}[).、,.:|]|^[0-9]{1,2}(?=[\u4e00-\u9fff])"
)


class Entry(NamedTuple):
    """One line of a contents list: the words, the page they name."""

    words: str
    page: int


def read_stream(
    pages: Sequence[PageText], documents: Sequence[Document], *, catalogue: Catalogue
) -> tuple[Issue, ...]:
    """Return the issues of pages that lie in the stream twice, and of papers that a contents list names in vain."""
    return (*_twice(pages), *_missing(pages, documents, catalogue))


def find_twins(pages: Sequence[PageText]) -> dict[PageRef, PageRef]:
    """Return for every page that shows the same as an earlier one that first page.

    Pages that differ in a tenth of their numbers are two papers on the same form, not one scanned twice.
    Of pages without any number nothing is said: every audit report has one of the same standard wording.
    """
    twins: dict[PageRef, PageRef] = {}
    seen: list[tuple[PageRef, frozenset[str], frozenset[str]]] = []
    for page in pages:
        text = without_blanks(fold_text("".join(line.text for line in page.lines)))
        if len(text) < _LEAST:
            continue
        triples = frozenset(text[at : at + 3] for at in range(len(text) - 2))
        numbers = frozenset(_NUMBER.findall(text))
        for ref, other, others in seen:
            if _alike(triples, other, numbers, others):
                twins[page.ref] = ref
                break
        else:
            seen.append((page.ref, triples, numbers))
    return twins


def _alike(
    left: frozenset[str],
    right: frozenset[str],
    left_numbers: frozenset[str],
    right_numbers: frozenset[str],
) -> bool:
    if not left_numbers or not right_numbers:
        return False
    return (
        _share(left_numbers, right_numbers) >= _SAME_NUMBERS and _share(left, right) >= _SAME_TEXT
    )


def _share(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / max(1, len(left | right))


def _twice(pages: Sequence[PageText]) -> Iterator[Issue]:
    for page, first in find_twins(pages).items():
        here = f"第 {page.page} 页"
        there = (
            f"第 {first.page} 页" if first.file == page.file else f"{first.file} 第 {first.page} 页"
        )
        yield Issue(
            code=IssueCode.page_twice,
            file=page.file,
            page=page.page,
            message=f"{here}与{there}内容相同，像是同一页提交了两次；两页都已识别，同一编号的证书只计一次。",
        )


def read_contents(pages: Sequence[PageText]) -> tuple[Entry, ...]:
    """Return the lines of contents lists that end in a page number, in order."""
    entries: list[Entry] = []
    for page in pages:
        for row in _rows(page):
            match = _ENTRY.match(row)
            words = _ORDER.sub("", match[1]).strip(".·…•_—:-|") if match else ""
            if match is not None and re.search(r"[\u4e00-\u9fff]{2}", words):
                entries.append(Entry(words, int(match[2])))
    return tuple(entries)


def _rows(page: PageText) -> Iterator[str]:
    """Lines at one height joined from left to right, without blanks."""
    rows: list[list[tuple[float, float, str]]] = []
    for line in sorted(page.lines, key=lambda line: line.box.center[1]):
        middle = line.box.center[1]
        item = (line.box.x0, middle, line.text)
        if rows and middle - rows[-1][0][1] < 0.6 * line.box.height:
            rows[-1].append(item)
        else:
            rows.append([item])
    for row in rows:
        yield without_blanks(fold_text("".join(text for _, _, text in sorted(row))))


def _missing(
    pages: Sequence[PageText], documents: Sequence[Document], catalogue: Catalogue
) -> Iterator[Issue]:
    """Papers that a contents list names and of whose type none was recognised, and where they should lie."""
    texts = {page.ref: page for page in pages}
    there = {document.type for document in documents if document.type}
    names = _names(catalogue)
    for index in documents:
        if index.type != EVIDENCE_INDEX:
            continue
        listed = [
            (ref, entry, kind)
            for ref in index.pages
            for entry in read_contents([texts[ref]])
            if (kind := _type_of(entry.words, names)) is not None
        ]
        same_file = [
            document for document in documents if document.pages[0].file == index.pages[0].file
        ]
        shift = _shift([(entry, kind) for _, entry, kind in listed], same_file, catalogue)
        for ref, entry, kind in listed:
            if not any(catalogue.is_of_type(other, kind) for other in there):
                place = None if shift is None else PageRef(file=ref.file, page=entry.page + shift)
                yield _not_found(ref, entry, kind, _lying_at(place, documents), place, catalogue)


def _shift(
    listed: Sequence[tuple[Entry, str]], documents: Sequence[Document], catalogue: Catalogue
) -> int | None:
    """By how much pages of a file lie behind the numbers of its contents list; None where unclear.

    Told by the listed papers that are there: at least two, and more than for any other shift.
    """
    votes = Counter(
        shift
        for entry, kind in listed
        for shift in {
            document.pages[0].page - entry.page
            for document in documents
            if catalogue.is_of_type(document.type, kind)
        }
    )
    (best, most), (_, next_most) = (*votes.most_common(2), (0, 0), (0, 0))[:2]
    return best if most >= _LEAST_VOTES and most > next_most else None


def _lying_at(place: PageRef | None, documents: Sequence[Document]) -> Document | None:
    return next((document for document in documents if place in document.pages), None)


def _not_found(
    ref: PageRef,
    entry: Entry,
    kind: str,
    there: Document | None,
    place: PageRef | None,
    catalogue: Catalogue,
) -> Issue:
    """What is listed and was not found, with what lies at the page where it should be."""
    title = catalogue.document_type(kind).title_zh
    advice = "请核对是缺少该文件，还是该页未能识别。"
    if place is not None and there is None:
        advice = f"按目录推算应在第 {place.page} 页，没有这一页，请核对是否缺少该文件。"
    elif place is not None and there is not None and there.type is None:
        advice = f"按目录推算应在第 {place.page} 页，该页未能识别是什么文件，请核对该页。"
    elif place is not None and there is not None and there.type is not None:
        other = catalogue.document_type(there.type).title_zh
        advice = f"按目录推算应在第 {place.page} 页，该处识别为{other}，请核对。"
    unknown = place if there is not None and there.type is None else None
    where = unknown or ref
    return Issue(
        code=IssueCode.listed_not_found,
        file=where.file,
        page=where.page,
        message=f"目录列有“{entry.words}”（第 {entry.page} 页），材料中没有识别到{title}，{advice}",
    )


def _names(catalogue: Catalogue) -> Mapping[str, str]:
    """What papers are called, to their types; names that two types share are left out."""
    names: dict[str, str | None] = {}
    for key, kind in catalogue.document_types.items():
        for title in {kind.title_zh, *kind.aliases_zh}:
            text = without_blanks(fold_text(title))
            if len(text) >= 4:
                names[text] = None if names.get(text, key) != key else key
    return {text: key for text, key in names.items() if key is not None}


def _type_of(words: str, names: Mapping[str, str]) -> str | None:
    """The type that the longest of the names in the words calls for."""
    found = [name for name in names if name in words]
    return names[max(found, key=len)] if found else None
