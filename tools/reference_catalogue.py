"""The reference pages that list the catalogue: indicators, document types and programmes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from models.catalogue import Catalogue, Condition, DocumentType, Indicator, Programme

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
    """Return the page of programmes with their conditions."""
    about = "The conditions of each programme; a finding quotes the clause."
    sections = map(_programme, _sorted(catalogue.programmes))
    return _page("Programmes", about, "\n".join(sections))


def _sorted(entries: Mapping[str, T]) -> list[T]:
    return [entries[key] for key in sorted(entries)]


def _indicator(indicator: Indicator) -> Sequence[str]:
    return (f"`{indicator.key}`", indicator.title_zh, indicator.kind, indicator.unit or "")


def _document_type(kind: DocumentType) -> Sequence[str]:
    fields = "、".join(field.title_zh for field in kind.fields)
    proves = "、".join(sorted({f"`{proof.indicator}`" for proof in kind.proves}))
    return (f"`{kind.key}`", kind.title_zh, kind.role, fields, proves)


def _programme(programme: Programme) -> str:
    facts = (
        f"{programme.doc_no}，{programme.date}；基准日 {programme.reference_date}"
        f"（{programme.reference_note_zh}）；上年度 {programme.base_year}；"
        f"标准表 `{programme.table}`"
    )
    rows = _table(("id", "条件", "依据", "明文或推定"), map(_condition, programme.conditions))
    return f"## `{programme.id}` {programme.title_zh}\n\n{facts}\n\n{rows}"


def _condition(condition: Condition) -> Sequence[str]:
    basis = {"stated": "明文", "implied": "推定"}[condition.basis]
    return (f"`{condition.id}`", condition.title_zh, condition.clause.source, basis)


def _page(title: str, about: str, body: str) -> str:
    return f"# {title}\n\n{about}\n\n{body}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    cells = ([cell.replace("|", "\\|").replace("\n", " ") for cell in line] for line in lines)
    return "".join(f"| {' | '.join(line)} |\n" for line in cells)
