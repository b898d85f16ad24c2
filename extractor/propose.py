"""Proposes the programme of a submission from its forms, their titles and the region of the applicant.

In: page texts, records, catalogue. Out: the programmes that the papers point to; several when they do
not tell them apart.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.catalogue import Catalogue
from models.catalogue.spec_programmes import Programme
from models.field import DocumentRecord
from models.page import PageText


@dataclass(frozen=True)
class Proposal:
    """The programmes that use the form, and the title and region by which they were found."""

    candidates: tuple[str, ...]
    title: str | None = None
    region: str | None = None


def propose_programme(
    pages: Sequence[PageText], records: Iterable[DocumentRecord], catalogue: Catalogue
) -> Proposal:
    """The programmes whose form the pages show; the longest title wins, then the applicant's region.

    Forms that were read narrow the choice, and decide it where no title of a notice is printed. Among
    programmes with one form those of the applicant's region go before national ones, and both before
    those of other regions.
    """
    records = tuple(records)
    titles = _titles(catalogue)
    texts = [_key(_text(page)) for page in pages]
    found = [key for key in titles if any(key in text for text in texts)]
    by_form, form_title = _by_forms(records, catalogue)
    if not found and not by_form:
        return Proposal(())
    title = max(sorted(found), key=len, default="")
    printed, named = titles.get(title, (form_title, by_form))
    both = [name for name in named if name in by_form]
    users = [catalogue.programme(name) for name in both or named]
    region = _region(records, catalogue)
    return Proposal(_of_region(users, region), printed, region)


def _by_forms(
    records: Sequence[DocumentRecord], catalogue: Catalogue
) -> tuple[list[str], str | None]:
    """The programmes that use every form that was read, and the title of the form that few others use."""
    users = {record.table: _users(record.table, catalogue) for record in records if record.table}
    used = {table: names for table, names in users.items() if names}
    if not used:
        return [], None
    table = min(used, key=lambda name: len(used[name]))
    shared = [name for name in used[table] if all(name in names for names in used.values())]
    return shared or used[table], catalogue.table(table).title_zh


def _users(table: str, catalogue: Catalogue) -> list[str]:
    """The programmes among whose forms a standard table is."""
    return [
        name
        for name, programme in catalogue.programmes.items()
        if table in (programme.table, *programme.more_tables)
    ]


def _titles(catalogue: Catalogue) -> dict[str, tuple[str, list[str]]]:
    """Title without signs -> the title as printed, and the programmes that use the form."""
    found: dict[str, tuple[str, list[str]]] = {}
    for name, programme in catalogue.programmes.items():
        for title in programme.form_titles:
            found.setdefault(_key(title), (title, []))[1].append(name)
    return found


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


def _text(page: PageText) -> str:
    return "".join(line.text for line in page.lines)


def _key(text: str) -> str:
    """Letters, digits and ideographs only: quotes and blanks are read unsurely."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())
