"""What the tie-out of one row comes to: one of seven verdicts, from its values and what the rules found."""

from __future__ import annotations

from itertools import combinations

from extractor.verify.values import agreement
from models.field import FieldStatus, Value
from models.finding import Outcome
from models.kinds import Agreement
from models.table import Row, Verdict

_NUMBERS = ("money", "ratio", "count")
"""Kinds of which two papers state the same fact; certificates each state their own."""
_CHOSEN = ("choice", "multi_choice", "bool")
"""Kinds of which a paper proves what is ticked by being there; it does not repeat the words of the form."""

_COUNTED = "count_of_valid"


def tie_out_verdict(row: Row) -> Verdict:
    """Return how the declared value stands to its evidence.

    A difference is called one only where the rules call the papers in disagreement; a doubtful reading,
    a missing unit, or a clause with two readings cannot be compared.
    """
    if row.declared_status in (FieldStatus.not_applicable, "not_asked"):
        return Verdict.not_applicable
    proofs = [evidence.value for evidence in row.evidence] or (
        [row.computed] if row.computed is not None else []
    )
    if not proofs:
        return Verdict.evidence_missing
    if _contradicts_itself(row):
        return Verdict.evidence_contradicts
    if row.declared is None or row.declared_status != FieldStatus.found:
        return Verdict.cannot_compare
    return _compared(row, row.declared, proofs)


def _compared(row: Row, declared: Value, proofs: list[Value]) -> Verdict:
    if row.outcome is Outcome.failed:
        return Verdict.disagree
    if row.outcome is Outcome.passed and row.kind in _CHOSEN:
        return Verdict.agree
    found = [agreement(row.kind, declared, proof) for proof in proofs]
    if row.outcome is Outcome.review or Agreement.cannot_compare in found[:1]:
        return Verdict.cannot_compare
    if found[0] is Agreement.agree:
        return Verdict.agree
    if found[0] is Agreement.agree_within_step:
        return Verdict.agree_within_precision
    # A rule may find a row in order by another paper than the first, or by a reading of its own.
    return Verdict.agree if Agreement.agree in found else Verdict.cannot_compare


def _contradicts_itself(row: Row) -> bool:
    """Whether two papers state different figures for the row, in one scope."""
    if row.kind not in _NUMBERS:
        return False
    stated = [evidence for evidence in row.evidence if evidence.key != _COUNTED]
    return any(
        one.scope == other.scope
        and one.document != other.document
        and agreement(row.kind, one.value, other.value) is Agreement.differ
        for one, other in combinations(stated, 2)
    )
