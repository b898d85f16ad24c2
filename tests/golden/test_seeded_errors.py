"""A statement item that reads wrong is caught by the statement's own arithmetic: single digits changed by seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from extractor.extract.statements.items import Items
from extractor.extract.statements.sheets import Sheet, read_sheets
from extractor.extract.statements.slots import Slot
from extractor.extract.statements.sums import check_sums
from extractor.extract.statements.words import Statement
from extractor.extract.tables.level import levelled
from golden_docs.maker.cases import CLEAN_01
from golden_docs.maker.company import found_company
from golden_docs.maker.compose import compose_package
from golden_docs.maker.text_level import read_paper
from models.catalogue import load_catalogue

CAUGHT = 0.95
TRIALS = 300
STATEMENTS = (
    Statement.balance_sheet,
    Statement.income_statement,
    Statement.cash_flow_statement,
)


@cache
def sheets() -> tuple[Sheet, ...]:
    """The statements of one audit report of a made-up company."""
    fields = load_catalogue().document_type("audit_report").fields
    items = {statement: Items(fields, prefix=statement.value) for statement in STATEMENTS}
    report = next(
        entry
        for entry in compose_package(found_company(CLEAN_01.spec)).entries
        if entry.document.type == "audit_report"
    )
    papers = report.document.draw(CLEAN_01.style, random.Random(report.name))
    tags = {statement.value for statement in STATEMENTS}
    pages = [
        levelled(read_paper(paper, file="a.pdf", page=number))
        for number, paper in enumerate(papers, 1)
        if paper.tags & tags
    ]
    return tuple(read_sheets(pages, items, fiscal_year=None))


def cells() -> Iterator[tuple[int, int, Slot]]:
    """Every printed amount: its sheet, row and slot."""
    for number, sheet in enumerate(sheets()):
        for index, row in enumerate(sheet.rows):
            for slot, amount in row.amounts.items():
                if amount.status == "amount" and amount.value is not None:
                    yield number, index, slot


def misread(sheet: Sheet, index: int, slot: Slot, rng: random.Random) -> Sheet:
    """The sheet with one digit of one amount changed."""
    row = sheet.rows[index]
    amount = row.amounts[slot]
    assert amount.value is not None
    text = amount.value.value
    at = rng.choice([place for place, char in enumerate(text) if char.isdigit()])
    digit = rng.choice([other for other in "123456789" if other != text[at]])
    value = amount.value.model_copy(update={"value": text[:at] + digit + text[at + 1 :]})
    changed = replace(row, amounts={**row.amounts, slot: amount._replace(value=value)})
    rows = (*sheet.rows[:index], changed, *sheet.rows[index + 1 :])
    return replace(sheet, rows=rows)


def test_statements_add_up_as_they_are_printed() -> None:
    assert len(list(cells())) > 120
    assert [mismatch for sheet in sheets() for mismatch in check_sums(sheet).mismatches] == []


def test_one_changed_digit_does_not_add_up() -> None:
    rng = random.Random(20)
    places = list(cells())
    missed: list[str] = []
    for _ in range(TRIALS):
        number, index, slot = rng.choice(places)
        sheet = sheets()[number]
        if not check_sums(misread(sheet, index, slot, rng)).mismatches:
            missed.append(f"{sheet.statement.value}: {sheet.rows[index].label} {slot.period}")
    assert len(missed) <= (1 - CAUGHT) * TRIALS, (1 - len(missed) / TRIALS, sorted(set(missed)))
