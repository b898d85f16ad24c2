"""What copies of the patent register, notices of transfer and status searches say of the patents in a package."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from extractor.verify.dates import first_day
from extractor.verify.misread import doubt_of
from models.field import DocumentRecord, Value

REGISTER = "patent_register_copy"
_REGISTERED = {"权利转移": "权利转移文书", "登记簿副本": "专利登记簿副本"}
_TRANSFER = _REGISTERED | {"转让合同": "专利权转让合同"}
_ENDED = re.compile(r"(?<![未没])(?<!没有)(?:终止|无效|失效|放弃|撤销|届满)")
_AT_RISK = re.compile(r"滞纳金|恢复|中止|保全")


@dataclass(frozen=True)
class Entry:
    """One paper about a patent: its number, who holds it, who held it before, its status and day."""

    number: Value
    kind: str
    holder: Value | None
    former: Value | None
    status: Value | None
    day: Value | None

    @property
    def is_sure(self) -> bool:
        """Whether nothing speaks against the number by which it belongs to its patent."""
        return doubt_of(self.number) is None

    @property
    def is_registered(self) -> bool:
        """Whether it shows a transfer as registered; before, a contract transfers nothing (专利法 第十条)."""
        return self.kind in _REGISTERED

    @property
    def name(self) -> str:
        """How messages call the paper."""
        return _TRANSFER.get(self.kind, self.kind or "专利法律状态证明")

    @property
    def has_ended(self) -> bool:
        """Whether it says that the patent is no longer in force."""
        return self.status is not None and bool(_ENDED.search(self.status.value))

    @property
    def is_at_risk(self) -> bool:
        """Whether it says that a fee is overdue or the right is suspended."""
        return self.status is not None and bool(_AT_RISK.search(self.status.value))


def entries_of(records: Iterable[DocumentRecord]) -> dict[str, tuple[Entry, ...]]:
    """The papers about each patent by its canonical number, the newest first; those without a day last."""
    found: dict[str, list[Entry]] = {}
    for record in records:
        entry = _entry(record) if record.type == REGISTER else None
        if entry is not None:
            found.setdefault(entry.number.value, []).append(entry)
    return {
        number: tuple(sorted(entries, key=_when, reverse=True)) for number, entries in found.items()
    }


def about(record: DocumentRecord, entries: Mapping[str, Sequence[Entry]]) -> tuple[Entry, ...]:
    """The papers about the patent of a certificate."""
    number = _reading(record, "patent_number")
    return tuple(entries.get(number.value, ())) if number is not None else ()


def transfer_in(entries: Iterable[Entry]) -> Entry | None:
    """The newest paper that names who holds the patent now."""
    return next((e for e in entries if e.holder is not None and e.kind in _TRANSFER), None)


def against(entries: Iterable[Entry]) -> Entry | None:
    """The newest paper with a status, where that speaks against the patent."""
    newest = next((entry for entry in entries if entry.status is not None), None)
    return newest if newest is not None and (newest.has_ended or newest.is_at_risk) else None


def _entry(record: DocumentRecord) -> Entry | None:
    number = _reading(record, "patent_number")
    if number is None:
        return None
    kind = _reading(record, "paper_kind")
    return Entry(
        number=number,
        kind=kind.value if kind else "",
        holder=_reading(record, "patentee"),
        former=_reading(record, "former_patentee"),
        status=_reading(record, "legal_status"),
        day=_reading(record, "issue_date"),
    )


def _when(entry: Entry) -> date:
    return first_day(entry.day.value if entry.day else None) or date.min


def _reading(record: DocumentRecord, key: str) -> Value | None:
    field = record.get(key)
    return field.reading if field is not None and field.value else None
