"""Runs every rule over a case: case in, findings and the tables with their outcomes out."""

from __future__ import annotations

from typing import NamedTuple

import extractor.verify.rules  # noqa: F401 -- importing registers the rules
from extractor.verify.case import Case
from extractor.verify.found import Found
from extractor.verify.rule import Check, registered_rules
from extractor.verify.tied import tied
from extractor.verify.verdicts import tie_out_verdict
from models.finding import Family, Finding, Outcome
from models.table import StandardTable

_ORDER = (Outcome.failed, Outcome.review, Outcome.passed, Outcome.not_checked)
_ROW_FAMILIES = (
    Family.declared_vs_evidence,
    Family.arithmetic,
    Family.identity,
    Family.cross_table,
    Family.completeness,
    Family.form,
)


class Checked(NamedTuple):
    """The findings in a fixed order, and the tables with the outcome of every row."""

    findings: tuple[Finding, ...]
    tables: tuple[StandardTable, ...]


def run_rules(case: Case) -> Checked:
    """Check a case with every rule; a rule that crashes stops the run.

    Evidence is attached anew with the case's reference date, so that certificates are counted as
    they stand on that day.
    """
    whole = tied(case)
    found = Found()
    for rule in registered_rules():
        found.add(tuple(rule.check(Check(rule, whole, found))))
    return Checked(found.all, tuple(_with_outcomes(table, found.all) for table in whole.tables))


def _with_outcomes(table: StandardTable, findings: tuple[Finding, ...]) -> StandardTable:
    own: dict[tuple[str, str | None], set[Outcome]] = {}
    for finding in findings:
        if finding.indicator and finding.family in _ROW_FAMILIES and finding.follows_from is None:
            own.setdefault((finding.indicator, finding.period), set()).add(finding.outcome)
    rows = [
        row.model_copy(update={"outcome": _worst(own.get((row.indicator, row.period), set()))})
        for row in table.rows
    ]
    judged = (row.model_copy(update={"verdict": tie_out_verdict(row)}) for row in rows)
    return table.model_copy(update={"rows": tuple(judged)})


def _worst(outcomes: set[Outcome]) -> Outcome | None:
    """The worst outcome of the findings about a row; not checked only when nothing else is."""
    return next((outcome for outcome in _ORDER if outcome in outcomes), None)
