"""Numbers of a finding for people: in figures, and how far declared and evidence lie apart."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from extractor.report.words import show_value
from models.field import Value
from models.finding import Finding, Outcome
from models.kinds import kind
from models.kinds.base import Agreement, Parsed

NUMBERS = ("money", "ratio", "count")
"""Kinds of which values are plain decimals."""


def in_figures(value: Value, kind_name: str | None, unit: str | None) -> str:
    """Return a number that is printed in Chinese numerals in figures; empty for any other value."""
    if kind_name not in ("money", "count") or any(c in "0123456789" for c in show_value(value)):
        return ""
    if _decimal(value.value) is None:
        return ""
    return kind(kind_name).show(Parsed(value.value, unit or value.unit, None))


def _are_alike(declared: Value, other: Value, kind_name: str) -> bool:
    """Whether two numbers measure the same thing, so that they can be subtracted."""
    if kind_name != "money" and declared.unit and other.unit and declared.unit != other.unit:
        return False
    both = (Parsed(value.value, value.unit, value.step) for value in (declared, other))
    return kind(kind_name).agree(*both) is not Agreement.cannot_compare


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def difference_of(finding: Finding, kind_name: str | None) -> str:
    """Return declared less evidence (or computed), in the declared unit, with its share of the evidence; empty for none.

    None either where nothing was compared, or where the evidence is what the declared number is worked out
    from: a rate and the amounts behind it are not subtracted.
    """
    # What was computed goes first: the evidence is then what it was computed from (the parts of a sum).
    others = (finding.computed, *finding.evidence)
    other = next((value for value in others if value is not None), None)
    if finding.declared is None or other is None or kind_name not in NUMBERS:
        return ""
    claim, base = _decimal(finding.declared.value), _decimal(other.value)
    if claim is None or base is None or finding.outcome is Outcome.not_checked:
        return ""
    if not _are_alike(finding.declared, other, kind_name):
        return ""
    gap = claim - base
    if not gap:
        return ""
    unit = finding.declared.unit
    shown = kind(kind_name).show(Parsed(str(abs(gap)), unit, finding.declared.step))
    share = f"（{abs(gap) / abs(base) * 100:.2f}%）" if base and kind_name == "money" else ""
    return f"申报{'多' if gap > 0 else '少'} {shown}{share}"
