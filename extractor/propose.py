"""Proposes the programme of a submission from its forms, their titles and the region of the applicant.

In: page texts, records, catalogue. Out: the programmes that the papers point to; several when they do
not tell them apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.catalogue import Catalogue
from models.catalogue.form_titles import printed_key, title_inside
from models.catalogue.spec_programmes import Programme
from models.catalogue.spec_tables import TableSpec
from models.field import DocumentRecord
from models.page import PageText


@dataclass(frozen=True)
class Proposal:
    """The programmes that use the form, and the title and region by which they were found."""

    candidates: tuple[str, ...]
    title: str | None = None
    region: str | None = None


@dataclass(frozen=True)
class _Sign:
    """A printed title, or a form known by its words, and the programmes that it may stand for.

    `length` counts the characters of the title that are printed.
    """

    title: str
    length: int
    programmes: tuple[str, ...]


def propose_programme(
    pages: Sequence[PageText], records: Iterable[DocumentRecord], catalogue: Catalogue
) -> Proposal:
    """The programmes whose form the pages show; the longest title wins, then the applicant's region.

    Forms that were read narrow the choice, and decide it where no title is printed. Among programmes
    with one form those of the applicant's region go before national ones, and both before those of
    other regions.
    """
    records = tuple(records)
    texts = [printed_key("".join(line.text for line in page.lines)) for page in pages]
    titled = _titled(texts, catalogue)
    forms = _forms(records, catalogue)
    signs = sorted((*titled, *forms), key=lambda sign: len(sign.programmes))
    if not signs:
        return Proposal(())
    first = max(titled, key=lambda sign: sign.length, default=signs[0])
    named = list(first.programmes)
    for sign in signs:
        named = [name for name in named if name in sign.programmes] or named
    region = _region(records, catalogue)
    users = [catalogue.programme(name) for name in named]
    return Proposal(_of_region(users, region), first.title, region)


def _titled(texts: Sequence[str], catalogue: Catalogue) -> list[_Sign]:
    """The titles of forms that are printed, those left out that are but part of a longer one."""
    found: dict[str, tuple[str, set[str]]] = {}
    for title, names in _titles(catalogue).items():
        matches = (title_inside(title).search(text) for text in texts)
        for printed in {match.group() for match in matches if match}:
            found.setdefault(printed, (title, set()))[1].update(names)
    whole = [text for text in found if not any(text != other and text in other for other in found)]
    return [_Sign(found[text][0], len(text), tuple(sorted(found[text][1]))) for text in whole]


def _titles(catalogue: Catalogue) -> dict[str, list[str]]:
    """Title -> the programmes that use the form, as their notices and as their standard tables name it."""
    found: dict[str, list[str]] = {}
    for name, programme in catalogue.programmes.items():
        for title in programme.form_titles:
            found.setdefault(title, []).append(name)
    for table in catalogue.tables.values():
        for title in (table.title_zh, *table.titles) if table.lines else ():
            found.setdefault(title, []).extend(_users((table,), catalogue))
    return {title: names for title, names in found.items() if names}


def _forms(records: Sequence[DocumentRecord], catalogue: Catalogue) -> list[_Sign]:
    """The forms that were read: each may be that of any programme with this form or a copy of it."""
    signs = []
    for key in dict.fromkeys(record.table for record in records):
        table = catalogue.tables.get(key or "")
        if table is None or not table.lines:
            continue
        common = table.base or table.id
        copies = [t for t in catalogue.tables.values() if common in (t.id, t.base)]
        users = _users(copies, catalogue)
        if users:
            signs.append(_Sign(table.title_zh, 0, tuple(users)))
    return signs


def _users(tables: Iterable[TableSpec], catalogue: Catalogue) -> list[str]:
    """The programmes among whose forms one of the tables is."""
    keys = {table.id for table in tables}
    return [
        name
        for name, programme in catalogue.programmes.items()
        if not keys.isdisjoint((programme.table, *programme.more_tables))
    ]


def _of_region(programmes: Sequence[Programme], region: str | None) -> tuple[str, ...]:
    own = [item.id for item in programmes if region and item.region_zh == region]
    national = [item.id for item in programmes if item.region_zh == "全国"]
    if region is None:
        return tuple(item.id for item in programmes)
    return tuple(own or national or (item.id for item in programmes))


def _region(records: Iterable[DocumentRecord], catalogue: Catalogue) -> str | None:
    """The region of the credit code on licence or form: a city with its own authority, or the province."""
    for record in records:
        field = record.get("uscc")
        code = (field.value or "")[2:8] if field else ""
        if len(code) == 6 and code.isdigit():
            city = catalogue.regions.city(code)
            if city is not None:
                return city.name_zh.removesuffix("市")
            province = catalogue.regions.region(code)
            return province.short_zh if province else None
    return None
