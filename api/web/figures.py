"""Numbers of a finding for the review screen: in figures, and how far declared and evidence lie apart."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from extractor.report.words import show_value
from models.field import Value
from models.finding import Finding
from models.kinds import kind
from models.kinds.base import Parsed


def in_figures(value: Value, kind_name: str | None, unit: str | None) -> str:
    """Return a number that is printed in Chinese numerals in figures; empty for any other value."""
    if kind_name not in ("money", "count") or any(c in "0123456789" for c in show_value(value)):
        return ""
    if _decimal(value.value) is None:
        return ""
    return kind(kind_name).show(Parsed(value.value, unit or value.unit, None))


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def difference_of(finding: Finding, kind_name: str | None) -> str:
    """Return declared less evidence (or computed), in the declared unit, with its share of the evidence; empty for none."""
    other: Value | None = finding.evidence[0] if finding.evidence else finding.computed
    if finding.declared is None or other is None or kind_name not in ("money", "ratio", "count"):
        return ""
    claim, base = _decimal(finding.declared.value), _decimal(other.value)
    if claim is None or base is None:
        return ""
    gap = claim - base
    if not gap:
        return ""
    unit = finding.declared.unit
    shown = kind(kind_name).show(Parsed(str(abs(gap)), unit, finding.declared.step))
    share = f"（{abs(gap) / abs(base) * 100:.2f}%）" if base and kind_name == "money" else ""
    return f"申报{'多' if gap > 0 else '少'} {shown}{share}"
