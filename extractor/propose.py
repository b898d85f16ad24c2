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
    """A printed title, or a form known by its words: as the notices name it, with the programmes that use it.

    `length` counts the characters of the title that are printed, 0 where the form is known by its words.
    """

    length: int
    titles: tuple[tuple[str, frozenset[str]], ...]

    @property
    def programmes(self) -> frozenset[str]:
        """All programmes that it may stand for."""
        return frozenset().union(*(users for _, users in self.titles))

    def title_for(self, programmes: Sequence[str]) -> str:
        """The title that these programmes use and the fewest others."""
        own = [(len(users), title) for title, users in self.titles if users >= set(programmes)]
        return min(own, default=(0, self.titles[0][0]))[1]


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
    named = sorted(first.programmes)
    for sign in signs:
        named = [name for name in named if name in sign.programmes] or named
    region = _region(records, catalogue)
    chosen = _of_region([catalogue.programme(name) for name in named], region)
    return Proposal(chosen, first.title_for(chosen), region)


def _titled(texts: Sequence[str], catalogue: Catalogue) -> list[_Sign]:
    """The titles of forms that are printed, those left out that are but part of a longer one."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for title, names in _titles(catalogue).items():
        matches = (title_inside(title).search(text) for text in texts)
        for printed in {match.group() for match in matches if match}:
            found.setdefault(printed, []).append((title, frozenset(names)))
    whole = [text for text in found if not any(text != other and text in other for other in found)]
    return [_Sign(len(text), tuple(found[text])) for text in whole]


def _titles(catalogue: Catalogue) -> dict[str, list[str]]:
    """Title -> the programmes that use the form, as their notices and as their standard tables name it."""
    found: dict[str, list[str]] = {}
    for name, programme in catalogue.programmes.items():
        for title in programme.form_titles:
            found.setdefault(title, []).append(name)
        for key in (programme.table, *programme.more_tables):
            table = catalogue.tables[key]
            for title in (table.title_zh, *table.titles) if table.lines else ():
                found.setdefault(title, []).append(name)
    return found


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
            signs.append(_Sign(0, ((table.title_zh, frozenset(users)),)))
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
    national = [item.id for item in programmes if item.is_national]
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
