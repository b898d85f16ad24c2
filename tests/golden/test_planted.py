"""Generated packages: what is planted is found once with its cause, and clean packages raise no alarm.

Development used other seeds than these. The thresholds only rise.
"""

from __future__ import annotations

from functools import cache

import pytest

from golden_docs.maker.plant import PAPER_PLANTS, SPEC_PLANTS
from golden_docs.maker.readings import Reader
from models.finding import Family, Outcome, Severity
from tests.golden.generated import Judged, judge, package_of

KINDS_AT_LEAST = 130
RECALL = 1.0
PRECISION = 0.99
CAUSES = 0.99
VERDICTS = 0.99
FALSE_ALARMS_PER_CLEAN = 0.0
CLEAN_SEEDS = range(9000, 9020)
SEEDS = (9100, 9101, 9102)
NAMES = sorted((*SPEC_PLANTS, *PAPER_PLANTS))
FAMILIES = sorted(family.value for family in Family if family is not Family.tamper)


@cache
def judged(name: str) -> Judged:
    """The package of an evaluation seed with this one discrepancy."""
    return judge(SEEDS[NAMES.index(name) % len(SEEDS)], [name])


def test_every_family_has_kinds() -> None:
    assert len(NAMES) >= KINDS_AT_LEAST


@pytest.mark.parametrize("part", range(8))
def test_what_is_planted_is_found(part: int) -> None:
    """Recall, precision, verdict and cause over the kinds, each alone in a package."""
    results = [judged(name) for name in NAMES[part::8]]
    missed = [(r.planted[0].why, r.missed) for r in results if r.missed]
    alarms = [(r.planted[0].why, f.message) for r in results for f in r.false_alarms]
    found = len(results) - len(missed)
    assert found >= RECALL * len(results), missed
    assert found >= PRECISION * (found + len(alarms)), alarms
    wrong = [problem for r in results if (problem := _wrong_verdict(r))]
    assert len(wrong) <= (1 - VERDICTS) * len(results), wrong
    twice = [
        (r.planted[0].why, [(f.rule, f.indicator, f.period) for f in own])
        for r in results
        if len(own := [f for f in r.findings if f.is_discrepancy]) > 1
    ]
    assert twice == []  # what follows from the wrong fact is linked to it, not said again
    unnamed = [problem for r in results if (problem := _wrong_cause(r))]
    assert len(unnamed) <= (1 - CAUSES) * len(results), unnamed


def _wrong_verdict(result: Judged) -> str | None:
    planted = result.planted[0]
    outcomes = {finding.outcome.value for finding in result.answers(planted)}
    if planted.check is None or planted.outcome in outcomes:
        return None
    return f"{planted.why} {planted.check} {planted.outcome}: {outcomes}"


def _wrong_cause(result: Judged) -> str | None:
    planted = result.planted[0]
    causes = {finding.cause for finding in result.answers(planted)}
    if planted.check is None or planted.cause in causes:
        return None
    return f"{planted.why} {planted.cause}: {causes}"


@pytest.mark.parametrize("part", range(2))
def test_clean_packages_raise_no_alarm(part: int) -> None:
    results = [judge(seed) for seed in CLEAN_SEEDS[part::2]]
    alarms = [(r.seed, f.rule, f.message) for r in results for f in r.false_alarms]
    assert len(alarms) <= FALSE_ALARMS_PER_CLEAN * len(results), alarms
    for result in results:
        asked = [f.rule for f in result.findings if f.outcome is Outcome.review]
        outside = {"X05", "X06", "XBAN", "ELI-03"}  # what only other offices know
        assert set(asked) <= outside, result.seed


def test_every_family_of_checks_has_a_kind() -> None:
    planted = {package_of(SEEDS[0], [name])[1][0].family for name in NAMES}
    assert planted == set(FAMILIES)


HEAVY = {"misread": 0.06, "lost": 0.03, "shaky": 0.2, "told": 0.4}
MEDIUM = {"misread": 0.01, "lost": 0.005, "shaky": 0.08}


def test_heavy_damage_accuses_nobody() -> None:
    """What cannot be read on clean packages is said to be doubtful or unreadable, never wrong."""
    accused = [
        (seed, f.rule, f.message)
        for seed in range(9020, 9028)
        for f in judge(seed, (), Reader(f"heavy-{seed}", **HEAVY)).findings
        if f.is_discrepancy
    ]
    assert accused == []


def test_damage_hides_nothing() -> None:
    """On readings with mistakes what is planted is still found, if only as a question to a person."""
    missed = []
    for name in NAMES[::9]:
        result = judge(9104, [name], Reader(f"medium-{name}", **MEDIUM))
        missed += [(name, result.missed)] if result.missed else []
        assert result.false_alarms == (), name
    assert missed == []


def test_plants_stand_together() -> None:
    """Several discrepancies in one package are all found, and nothing else is said."""
    names = (
        "revenue_ten_times", "debt_ratio_transposed", "capital_in_yuan", "title_expired",
        "patent_counted_twice", "no_plan_but_venue", "note_too_long", "industry_blank",
    )  # fmt: skip
    result = judge(9103, names)
    assert result.missed == ()
    assert result.false_alarms == ()
    assert all(
        f.severity is not Severity.error or f.places for f in result.findings if f.is_discrepancy
    )
