"""Generated packages read from their pages: what is planted is found through classification and extraction too.

The other tests on generated packages take their records as given; here nothing is given but the pages.
"""

from __future__ import annotations

from models.finding import Outcome
from tests.golden.read_through import judge_read

SEED = 9400
OUTSIDE = {"X05", "X06", "XBAN", "ELI-03"}  # what only other offices know
UNSIGNED = {"DEC-01"}  # a signature is ink, not text
TOGETHER = (
    "revenue_ten_times", "debt_ratio_transposed", "capital_in_yuan", "title_expired",
    "patent_counted_twice", "note_too_long", "high_tech_of_another_company", "rd_transposed",
    "opening_balance_differs", "market_share_missing",
)  # fmt: skip


def test_a_clean_package_raises_no_alarm_and_no_needless_question() -> None:
    result = judge_read(SEED)
    assert [(f.rule, f.message) for f in result.false_alarms] == []
    asked = {f.rule for f in result.findings if f.outcome is Outcome.review}
    assert asked <= OUTSIDE | UNSIGNED


def test_what_is_planted_is_found_from_the_pages() -> None:
    result = judge_read(SEED, TOGETHER)
    assert len(result.planted) == len(TOGETHER)
    assert result.missed == ()
    assert [(f.rule, f.message) for f in result.false_alarms] == []


def test_a_clean_package_badly_read_accuses_nobody() -> None:
    result = judge_read(SEED, degree="heavy")
    assert [(f.rule, f.message) for f in result.findings if f.is_discrepancy] == []
