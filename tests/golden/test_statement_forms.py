"""Statements on the forms of small enterprises and of groups: read whole, added up, single misread digits caught."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache

import pytest

from extractor.extract.statements.items import Items
from extractor.extract.statements.sheets import Sheet, read_sheets
from extractor.extract.statements.slots import Slot
from extractor.extract.statements.sums import check_sums
from extractor.extract.tables.level import levelled
from models.catalogue import load_catalogue
from models.page import PageText
from tests.golden.statement_forms import (
    GROUP_BALANCE,
    SMALL_ASSETS,
    SMALL_CASH,
    SMALL_INCOME,
    SMALL_LIABILITIES,
    Block,
    Form,
    balanced,
    fill,
    statement,
)
from tests.golden.test_seeded_errors import STATEMENTS, misread

CAUGHT = 0.95
TRIALS = 100
SEEDS = (11, 12, 13)
YEARS = ("本年累计金额", "上年金额")
IN_NO_SUM = frozenset(
    label
    for form in (SMALL_ASSETS, SMALL_LIABILITIES, SMALL_INCOME, SMALL_CASH)
    for label in form.details
)
"""Details (其中) that no total of the form contains: a wrong digit in them contradicts nothing."""


def small(seed: int) -> list[PageText]:
    """会小企01 to 03表: both sides of the balance sheet side by side, line numbers, two columns."""
    rng = random.Random(seed)
    assets = [fill(SMALL_ASSETS, rng) for _ in range(2)]
    debts = [
        balanced(fill(SMALL_LIABILITIES, rng), SMALL_LIABILITIES, side["资产总计"], by="未分配利润")
        for side in assets
    ]
    heads = ("期末余额", "年初余额")
    sides = [
        Block(SMALL_ASSETS, assets, heads, 0.05, (0.382, 0.496), 0.235),
        Block(SMALL_LIABILITIES, debts, heads, 0.51, (0.84, 0.95), 0.70),
    ]
    return [
        statement("资产负债表", "2020年12月31日", sides, unit="元", number=1),
        statement("利润表", "2020年度", [_yearly(SMALL_INCOME, rng)], unit="元", number=2),
        statement("现金流量表", "2020年度", [_yearly(SMALL_CASH, rng)], unit="元", number=3),
    ]


def _yearly(form: Form, rng: random.Random) -> Block:
    return Block(form, [fill(form, rng) for _ in range(2)], YEARS, 0.08, (0.68, 0.9), 0.47)


def group(seed: int) -> list[PageText]:
    """Consolidated and parent figures of two dates in four columns, on the form of before 2018."""
    rng = random.Random(seed)
    heads = ("期末合并", "期末母公司", "期初合并", "期初母公司")
    columns = [fill(GROUP_BALANCE, rng) for _ in heads]
    block = Block(GROUP_BALANCE, columns, heads, 0.05, (0.45, 0.61, 0.77, 0.93))
    return [statement("资产负债表", "2018年12月31日", [block], unit="元")]


FORMS = {"small": small, "group": group}


@cache
def sheets(form: str, seed: int) -> tuple[Sheet, ...]:
    fields = load_catalogue().document_type("audit_report").fields
    items = {kind: Items(fields, prefix=kind.value) for kind in STATEMENTS}
    pages = [levelled(page) for page in FORMS[form](seed)]
    return tuple(read_sheets(pages, items, fiscal_year=None))


def cells(found: Sequence[Sheet]) -> list[tuple[int, int, Slot]]:
    """Printed amounts that take part in a sum: sheet, row and slot."""
    return [
        (number, index, slot)
        for number, sheet in enumerate(found)
        for index, row in enumerate(sheet.rows)
        for slot, amount in row.amounts.items()
        if amount.status == "amount" and amount.value is not None and row.label not in IN_NO_SUM
    ]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("form", "least"), [("small", 110), ("group", 80)])
def test_a_statement_on_another_form_adds_up_as_printed(form: str, least: int, seed: int) -> None:
    """No sum is found wrong where none is: 研究费用 is a part of 管理费用, payments are subtracted."""
    found = sheets(form, seed)
    assert len(found) == {"small": 3, "group": 1}[form]
    assert [mismatch for sheet in found for mismatch in check_sums(sheet).mismatches] == []
    assert len(cells(found)) >= least


def test_both_scopes_and_dates_of_a_group_are_told_apart() -> None:
    (sheet,) = sheets("group", SEEDS[0])
    assert [(slot.period, slot.scope) for slot in sheet.slots] == [
        ("2018", "consolidated"),
        ("2018", "parent"),
        ("2017", "consolidated"),
        ("2017", "parent"),
    ]


@pytest.mark.parametrize("form", FORMS)
def test_one_changed_digit_is_caught(form: str) -> None:
    missed: list[str] = []
    for seed in SEEDS:
        found, rng = sheets(form, seed), random.Random(seed)
        places = cells(found)
        for _ in range(TRIALS):
            number, index, slot = rng.choice(places)
            if not check_sums(misread(found[number], index, slot, rng)).mismatches:
                missed.append(f"{found[number].rows[index].label} {slot.period}")
    trials = TRIALS * len(SEEDS)
    assert len(missed) <= (1 - CAUGHT) * trials, (1 - len(missed) / trials, sorted(set(missed)))
