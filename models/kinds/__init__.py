"""One module per kind of value: its type, what it reads, how it compares, how it prints.

Importing the package registers every kind; `kind(name)` hands them out.
"""

from __future__ import annotations

from models.kinds import (
    certificate_number,
    choice,
    code,
    company_name,
    count,
    day,
    money,
    patent_number,
    period,
    rank,
    ratio,
    registration_number,
    text,
    uscc,
)
from models.kinds.base import Agreement, Kind, Parsed, kind, kind_names, one_edit
from models.kinds.printed import is_blank_mark, is_not_applicable_mark

__all__ = [
    "Agreement",
    "Kind",
    "Parsed",
    "certificate_number",
    "choice",
    "code",
    "company_name",
    "count",
    "day",
    "is_blank_mark",
    "is_not_applicable_mark",
    "kind",
    "kind_names",
    "money",
    "one_edit",
    "patent_number",
    "period",
    "rank",
    "ratio",
    "registration_number",
    "text",
    "uscc",
]
