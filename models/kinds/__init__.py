"""One module per kind of value: its type, what it reads, how it compares, how it prints."""

from __future__ import annotations

from models.kinds import (
    certificate_number as certificate_number,
)
from models.kinds import (
    choice as choice,
)
from models.kinds import (
    code as code,
)
from models.kinds import (
    company_name as company_name,
)
from models.kinds import (
    count as count,
)
from models.kinds import (
    day as day,
)
from models.kinds import (
    money as money,
)
from models.kinds import (
    patent_number as patent_number,
)
from models.kinds import (
    period as period,
)
from models.kinds import (
    rank as rank,
)
from models.kinds import (
    ratio as ratio,
)
from models.kinds import (
    registration_number as registration_number,
)
from models.kinds import (
    text as text,
)
from models.kinds import (
    uscc as uscc,
)
from models.kinds.base import Agreement, Kind, Parsed, kind, kind_names, one_edit
from models.kinds.printed import is_blank_mark, is_not_applicable_mark

__all__ = [
    "Agreement",
    "Kind",
    "Parsed",
    "is_blank_mark",
    "is_not_applicable_mark",
    "kind",
    "kind_names",
    "one_edit",
]
