"""A condition with a day of its own is judged by the papers as they stood on that day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from extractor.tabulate.fill import fill_table
from extractor.verify.case import Case
from extractor.verify.run import run_rules
from extractor.verify.tied import case_on, tied
from models.field import DocumentRecord
from models.finding import Finding, Outcome
from tests.unit.verify.builders import make_case
from tests.unit.verify.papers import catalogue, patent

PROGRAMME = "bj-key1-ent"
KEY = "invention_patents_valid"


def granted(paper: DocumentRecord, day: str) -> DocumentRecord:
    """The patent with another day of grant."""
    fields = []
    for field in paper.fields:
        if field.key == "grant_date" and field.reading is not None:
            value = field.reading.model_copy(update={"value": day, "raw": day})
            fields.append(field.model_copy(update={"reading": value}))
        else:
            fields.append(field)
    return paper.model_copy(update={"fields": tuple(fields)})


def case_with(day: str) -> Case:
    """Two invention patents, the second granted on a day, and no research institution."""
    second = granted(patent("专利2", "ZL201610287655.0"), day)
    clean = make_case(replace=[second], remove=["技术中心"])
    programme = catalogue().programme(PROGRAMME)
    table = fill_table(catalogue().table_of(programme), None)
    return replace(clean, programme=programme, tables=(table,))


def finding_of(case: Case) -> Finding:
    return next(f for f in run_rules(case).findings if f.rule == "K5")


def test_the_condition_names_its_day() -> None:
    condition = catalogue().programme(PROGRAMME).condition("K5")
    assert condition is not None
    assert condition.as_of == "2020-12-31"
    assert "（截至2020年12月31日）" in finding_of(case_with("2020-06-02")).message


@pytest.mark.parametrize(
    ("day", "counted", "outcome"),
    [("2020-12-31", "2", Outcome.passed), ("2021-01-01", "1", Outcome.not_checked)],
)
def test_a_right_that_came_later_does_not_count(day: str, counted: str, outcome: Outcome) -> None:
    case = tied(case_with(day))
    assert case.reference_date > date(2021, 1, 1)
    (today,) = case.evidence(KEY)
    (then,) = case_on(case, date(2020, 12, 31)).evidence(KEY)
    assert today.value.value == "2"
    assert then.value.value == counted
    assert finding_of(case_with(day)).outcome is outcome


def test_a_case_on_its_own_day_is_itself() -> None:
    case = make_case()
    assert case_on(case, case.reference_date) is case
