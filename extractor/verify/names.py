"""Who the applicant is, and whether a holder printed on a paper is the applicant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from models.field import DocumentRecord, FieldStatus, Value
from models.kinds import one_edit
from models.kinds.company_name import company_key
from models.table import StandardTable

_BETWEEN_HOLDERS = re.compile(r"[;；、，,/|\n]")

MOST_APART = 2
"""Characters by which two names may differ to be told one by one."""


class Holder(StrEnum):
    """How a printed holder stands to the applicant."""

    applicant = "applicant"
    perhaps = "perhaps"  # one character apart, contained in a longer name, or not read
    other = "other"


def applicant_names(table: StandardTable | None, licences: Iterable[DocumentRecord]) -> list[Value]:
    """Every spelling of the applicant's name on licence and form, the licence first."""
    fields = [record.get("company_name") for record in licences]
    found = [field.reading for field in fields if field and field.value and field.reading]
    for key in ("applicant_name", "cover_applicant_name"):
        row = table.row(key) if table else None
        if row is not None and row.declared and row.declared_status == FieldStatus.found:
            found.append(row.declared)
    return found


def judge_holder(holder: Value | None, names: Sequence[Value]) -> Holder:
    """Whether one of the printed holders is the applicant; without names nothing is judged."""
    if holder is None or not names:
        return Holder.perhaps
    known = {company_key(name.value) for name in names}
    readings = [holder.value, *([holder.second] if holder.second else [])]
    keys = {
        company_key(part)
        for reading in readings
        for part in (reading, *_BETWEEN_HOLDERS.split(reading))
    } - {""}
    if keys & known:
        return Holder.applicant
    near = any(one_edit(key, name) or name in key for key in keys for name in known)
    return Holder.perhaps if near else Holder.other


def differing_characters(seen: str, own: str) -> str:
    """Return in Chinese which characters differ, where they are few: two long names side by side look the same."""
    said = []
    apart = 0
    for what, a, b, c, d in SequenceMatcher(None, own, seen, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        apart += max(b - a, d - c)
        if what == "replace":
            said.append(f"第{a + 1}字“{own[a:b]}”读作“{seen[c:d]}”")
        elif what == "delete":
            said.append(f"少读第{a + 1}字“{own[a:b]}”")
        else:
            said.append(f"第{a}字之后多读“{seen[c:d]}”")
    return f"（{'、'.join(said)}）" if 0 < apart <= MOST_APART else ""
