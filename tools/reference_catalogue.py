"""The reference pages that list the catalogue: indicators, document types and programmes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from models.catalogue import Catalogue, DocumentType, Indicator
from models.catalogue.describe import Handling, handling_of
from models.catalogue.spec_programmes import Programme

T = TypeVar("T")


def render_indicators(catalogue: Catalogue) -> str:
    """Return the page of indicators."""
    about = "What applications declare. Keys are part of the report's interface."
    rows = map(_indicator, _sorted(catalogue.indicators))
    return _page("Indicators", about, _table(("key", "中文", "kind", "usual unit"), rows))


def render_document_types(catalogue: Catalogue) -> str:
    """Return the page of document types."""
    about = "What pages are recognised as, the fields read from each, the indicators it proves."
    rows = map(_document_type, _sorted(catalogue.document_types))
    head = ("key", "中文", "role", "fields", "proves")
    return _page("Document types", about, _table(head, rows))


def render_programmes(catalogue: Catalogue) -> str:
    """Return the index of programmes; the page of each is written by `heyan programmes show`."""
    about = (
        "Every programme with the number of its conditions: decided by papers, for a person or a "
        "register, not checked. `heyan programmes show ID --out FILE` writes the page of one: what is "
        "asked, by which clause, how it is checked, what cannot be."
    )
    rows = (_programme(catalogue.programme(key)) for key in catalogue.programmes)
    head = ("id", "地区", "名称", "文号", "条件", "按材料", "人工", "不核对", "佐证")
    return _page("Programmes", about, _table(head, rows))


def _sorted(entries: Mapping[str, T]) -> list[T]:
    return [entries[key] for key in sorted(entries)]


def _indicator(indicator: Indicator) -> Sequence[str]:
    return (f"`{indicator.key}`", indicator.title_zh, indicator.kind, indicator.unit or "")


def _document_type(kind: DocumentType) -> Sequence[str]:
    fields = "、".join(field.title_zh for field in kind.fields)
    proves = "、".join(sorted({f"`{proof.indicator}`" for proof in kind.proves}))
    return (f"`{kind.key}`", kind.title_zh, kind.role, fields, proves)


def _programme(programme: Programme) -> Sequence[str]:
    counted = Counter(handling_of(c) for c in programme.conditions if c.listed)
    handled = (str(counted[handling]) for handling in Handling)
    papers = str(len(programme.required_evidence))
    names = (f"`{programme.id}`", programme.region_zh, programme.title_zh, programme.doc_no)
    return (*names, str(counted.total()), *handled, papers)


def _page(title: str, about: str, body: str) -> str:
    return f"# {title}\n\n{about}\n\n{body}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    cells = ([cell.replace("|", "\\|").replace("\n", " ") for cell in line] for line in lines)
    return "".join(f"| {' | '.join(line)} |\n" for line in cells)
