"""Every condition is tried on facts that meet it, facts that do not, and no facts at all.

The examples stand beside the packs as data: by condition, the expected truth (of every reading, joined
by +) and the facts, keyed by indicator and relative year. A pack without them fails here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from extractor.verify.case import Case
from extractor.verify.tree import Truth, evaluate
from models.catalogue import Condition, check_catalogue
from models.catalogue.facts import leaves
from models.catalogue.spec_programmes import Programme
from models.catalogue.spec_tables import TableSpec
from models.field import Value
from models.table import Evidence, Row, StandardTable

FOLDER = Path(__file__).parent / "examples"
CATALOGUE = check_catalogue()
Facts = Mapping[str, str | list[str]]
Examples = dict[str, list[tuple[str, Facts]]]
OPEN = {Truth.asked, Truth.unknown, Truth.review}


def examples_of(key: str) -> Examples:
    """The examples of a pack's own conditions, none when it has no file."""
    file = FOLDER / f"{key}.json"
    content: Examples = json.loads(file.read_text("utf-8")) if file.exists() else {}
    return content


def chain(programme: Programme) -> Iterator[str]:
    """The programme and those it inherits from, the nearest first."""
    current: Programme | None = programme
    while current is not None:
        yield current.id
        current = CATALOGUE.programme(current.base) if current.base else None


def compares(condition: Condition) -> bool:
    """Whether papers can decide a part of the condition."""
    return any(True for tree in condition.trees for _ in leaves(tree))


@cache
def table_of(key: str) -> TableSpec:
    """The standard table of a programme with the facts it needs."""
    return CATALOGUE.table_of(CATALOGUE.programme(key))


def make_case(programme: Programme, facts: Facts) -> Case:
    """A case in which nothing is known but the facts, each proven by a paper."""
    spec = table_of(programme.id)
    rows = []
    for name, given in facts.items():
        match = re.fullmatch(r"(\w+)(?:\[(.+)\])?", name)
        assert match is not None
        key, period = match[1], programme.year(match[2])
        field = spec.field(key)
        values = given if isinstance(given, list) else [given]
        rows.append(
            Row(
                indicator=key,
                title_zh=key,
                period=period,
                kind=field.kind if field else "money",
                declared=None,
                declared_status="not_asked",
                evidence=tuple(
                    Evidence(
                        value=Value(value=text, raw=text, unit=field.unit if field else None),
                        document=f"d{number}",
                        document_type="proof",
                        key=key,
                    )
                    for number, text in enumerate(values)
                ),
            )
        )
    table = StandardTable(table=programme.table, title_zh=spec.title_zh, rows=tuple(rows))
    on = date.fromisoformat(programme.reference_date)
    case = Case(programme=programme, catalogue=CATALOGUE, reference_date=on, tables=(table,))
    vars(case)["spec"] = spec  # worked out once for all examples of a programme
    return case


def truths(programme: Programme, condition: Condition, facts: Facts) -> str:
    """The truth of every reading, in the order of their names."""
    case = make_case(programme, facts)
    return "+".join(sorted({evaluate(tree, case).truth.value for tree in condition.trees}))


@pytest.mark.parametrize("key", list(CATALOGUE.programmes))
def test_every_condition_behaves_as_its_examples_say(key: str) -> None:
    programme = CATALOGUE.programme(key)
    own = examples_of(key)
    assert set(own) <= {condition.id for condition in programme.conditions}
    for condition in programme.conditions:
        for expected, facts in own.get(condition.id, []):
            assert truths(programme, condition, facts) == expected, (condition.id, facts)


@pytest.mark.parametrize("key", list(CATALOGUE.programmes))
def test_every_condition_has_examples_that_meet_it_miss_it_and_lack_the_facts(key: str) -> None:
    programme = CATALOGUE.programme(key)
    known: Examples = {}
    for ancestor in reversed(list(chain(programme))):
        known |= examples_of(ancestor)
    for condition in programme.conditions:
        if not compares(condition):
            continue
        met, missed, lacking, *_ = [set(truth.split("+")) for truth, _ in known[condition.id]]
        assert met <= {"holds", "asked"}, condition.id
        assert "holds" not in missed, condition.id
        assert lacking <= {"unknown", "asked"}, condition.id


@pytest.mark.parametrize("key", list(CATALOGUE.programmes))
def test_without_facts_nothing_is_decided(key: str) -> None:
    programme = CATALOGUE.programme(key)
    case = make_case(programme, {})
    for condition in programme.conditions:
        for tree in condition.trees:
            assert evaluate(tree, case).truth in OPEN, condition.id
