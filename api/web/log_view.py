"""The entries of a submission as a log for people: who, when, about what, before and after."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractor.report.words import REASONS, STATUSES, show_period, type_title
from models.catalogue import Catalogue
from models.correction import (
    Action,
    AnyEntry,
    FindingDecision,
    PagesCorrection,
    ReadingCorrection,
    Undo,
)

NO_OPINION, AUTOMATIC = "（无意见）", "（自动识别）"


class LogLine(NamedTuple):
    """One entry; `number` counts from 1 in the order made."""

    id: str
    number: int
    by: str
    at: str
    note: str
    about: str
    before: str
    after: str
    is_undone: bool


def log_lines(entries: Sequence[AnyEntry], *, catalogue: Catalogue) -> tuple[LogLine, ...]:
    """Return one line per entry in the order made; what was before is what the last standing entry said."""
    undone = _undone(entries)
    lines: dict[str, LogLine] = {}
    for number, entry in enumerate(entries, start=1):
        about, before, after = (
            _undo_words(entry, lines)
            if isinstance(entry, Undo)
            else _words(entry, entries[: number - 1], catalogue)
        )
        lines[entry.id] = LogLine(
            entry.id,
            number,
            entry.by,
            _when(entry.at),
            entry.note,
            about,
            before,
            after,
            entry.id in undone,
        )
    return tuple(lines.values())


def _when(at: str) -> str:
    """A time as written in an entry, in the time zone of the machine; empty where none is written."""
    return datetime.datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M") if at else ""


def _undone(entries: Sequence[AnyEntry]) -> set[str]:
    undone: set[str] = set()
    for entry in reversed(entries):
        if isinstance(entry, Undo) and entry.id not in undone:
            undone.add(entry.of)
    return undone


def _undo_words(entry: Undo, lines: Mapping[str, LogLine]) -> tuple[str, str, str]:
    of = lines.get(entry.of)
    if of is None:
        return "撤销一条记录", "", "已撤销"
    return f"撤销第 {of.number} 条：{of.about}", of.after, of.before or "已撤销"


def _words(
    entry: ReadingCorrection | PagesCorrection | FindingDecision,
    earlier: Sequence[AnyEntry],
    catalogue: Catalogue,
) -> tuple[str, str, str]:
    undone = _undone(earlier)
    last = next(
        (
            other
            for other in reversed(earlier)
            if not isinstance(other, Undo)
            and other.id not in undone
            and other.target == entry.target
        ),
        None,
    )
    before = _says(last, catalogue) if last is not None else _at_first(entry)
    return _about(entry, catalogue), before, _says(entry, catalogue)


def _about(
    entry: ReadingCorrection | PagesCorrection | FindingDecision, catalogue: Catalogue
) -> str:
    if isinstance(entry, FindingDecision):
        return f"{entry.finding.rule}　{entry.finding.message}"
    if isinstance(entry, PagesCorrection):
        first, last = entry.marks[0].page, entry.marks[-1].page
        return f"第 {first} 页的材料" if first == last else f"第 {first}–{last} 页的材料"
    period = f"（{show_period(entry.period)}）" if entry.period else ""
    return f"{title_of(entry.key, catalogue)}{period}，第 {entry.mark.page} 页"


def title_of(key: str, catalogue: Catalogue) -> str:
    """Return the Chinese name of a field of any form or paper."""
    for table in catalogue.tables.values():
        field = table.field(key)
        if field is not None:
            return field.label
    for paper in catalogue.document_types.values():
        spec = paper.field(key)
        if spec is not None:
            return spec.title_zh
    return catalogue.title(key)


def _says(
    entry: ReadingCorrection | PagesCorrection | FindingDecision, catalogue: Catalogue
) -> str:
    if isinstance(entry, FindingDecision):
        if entry.action is Action.confirm:
            return "确认不一致"
        return f"排除：{REASONS[entry.reason]}" if entry.reason else "排除"
    if isinstance(entry, PagesCorrection):
        return type_title(entry.type, catalogue)
    return entry.text or STATUSES[entry.status.value]


def _at_first(entry: ReadingCorrection | PagesCorrection | FindingDecision) -> str:
    if isinstance(entry, FindingDecision):
        return NO_OPINION
    return AUTOMATIC if isinstance(entry, PagesCorrection) else entry.seen or "（未读到）"
