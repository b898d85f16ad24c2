"""Random mutations of declared figures on recorded readings: none is missed, none is reported twice."""

from __future__ import annotations

import random
from decimal import Decimal
from functools import cache

import pytest

from extractor.verify.case import Case
from extractor.verify.run import run_rules
from extractor.verify.values import agreement
from golden_docs.maker.readings import printed
from models.field import Value
from models.finding import Finding, Outcome
from models.kinds import Agreement
from models.table import Row
from tests.golden.generated import case_of, clean_package

PROVEN = (
    "operating_revenue", "main_business_revenue", "net_profit", "total_assets", "rd_expense",
    "main_business_revenue_growth", "net_profit_growth", "asset_liability_ratio",
    "rd_expense_ratio", "market_share", "invention_patents_valid", "utility_model_patents",
    "design_patents", "software_copyrights", "ip_total", "registered_capital",
)  # fmt: skip
"""Indicators whose declared figure other papers or figures prove; nothing could prove the rest."""

SEEDS = range(9200, 9210)
Subject = tuple[str, str | None]


@cache
def clean_case(seed: int) -> Case:
    return case_of(clean_package(seed))


@cache
def clean_subjects(seed: int) -> frozenset[tuple[str, Subject]]:
    return frozenset(own_subjects(run_rules(clean_case(seed)).findings))


def own_subjects(findings: tuple[Finding, ...]) -> list[tuple[str, Subject]]:
    """Rule and subject of every finding of its own that says or asks something."""
    return [
        (f.rule, (f.indicator or f.document_type or "", f.period))
        for f in findings
        if f.outcome in (Outcome.failed, Outcome.review) and f.follows_from is None
    ]


def mutate(row: Row, rng: random.Random) -> Value:
    """The declared figure with another number, printed to the same places."""
    assert row.declared is not None
    amount = Decimal(row.declared.raw.replace(",", ""))
    places = max(0, -int(amount.as_tuple().exponent))
    while True:
        raw = _other(f"{amount:.{places}f}", rng)
        value = printed(row.kind, raw, unit=row.declared.unit)
        value = value.model_copy(update={"place": row.declared.place, "confidence": 0.99})
        if agreement(row.kind, row.declared, value) is Agreement.differ:
            return value


def _other(text: str, rng: random.Random) -> str:
    digits = [i for i, char in enumerate(text) if char.isdigit()]
    places = len(text.partition(".")[2])
    kind = rng.randrange(5)
    if kind == 0:  # one digit
        at = rng.choice(digits)
        return text[:at] + rng.choice("0123456789") + text[at + 1 :]
    if kind == 1 and len(digits) > 1:  # two digits change places
        i, j = sorted(rng.sample(digits, 2))
        return text[:i] + text[j] + text[i + 1 : j] + text[i] + text[j + 1 :]
    if kind == 2:  # another place value
        moved = Decimal(text) * Decimal(10) ** rng.choice((-2, -1, 1, 2, 3, 4))
        return f"{moved:.{places}f}"
    if kind == 3:  # a little more or less
        return f"{Decimal(text) * Decimal(str(rng.uniform(0.9, 1.12))) + 1:.{places}f}"
    return f"{Decimal(str(rng.uniform(1, 90000))):.{places}f}"


def check_mutation(number: int) -> str | None:
    """What is wrong with how mutation `number` was reported, None when it was reported once."""
    rng = random.Random(f"mutation-{number}")
    seed = rng.choice(SEEDS)
    case = clean_case(seed)
    rows = [r for r in case.table.rows if r.indicator in PROVEN and r.declared is not None]
    row = rng.choice(rows)
    changed = row.model_copy(update={"declared": mutate(row, rng)})
    table = case.table.model_copy(
        update={"rows": tuple(changed if r is row else r for r in case.table.rows)}
    )
    found = own_subjects(run_rules(case.with_tables((table,))).findings)
    new = [item for item in found if item not in clean_subjects(seed)]
    if [subject for _, subject in new] == [(row.indicator, row.period)]:
        return None
    said = changed.declared.raw if changed.declared else ""
    was = row.declared.raw if row.declared else ""
    return f"{number}: {row.indicator} {row.period} {was} -> {said}: {new}"


def test_random_mutations_are_reported_once() -> None:
    wrong = [problem for number in range(120) if (problem := check_mutation(number))]
    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_a_thousand_mutations_are_reported_once(part: int) -> None:
    numbers = range(1000 + 250 * part, 1250 + 250 * part)
    wrong = [problem for number in numbers if (problem := check_mutation(number))]
    assert wrong == []
