"""Ratios and counts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.kinds import Agreement, Parsed, kind
from models.kinds.numerals import REPAIRED_SIGN, plain

RATIO, COUNT = kind("ratio"), kind("count")


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        ("5.12%", None, Parsed("5.12", "%", "0.01")),
        ("5.12 ％", None, Parsed("5.12", "%", "0.01")),
        ("5.12", "%", Parsed("5.12", "%", "0.01")),
        ("5.12（%）", None, Parsed("5.12", "%", "0.01")),
        ("0.0512", None, Parsed("0.0512", None, "0.0001")),
        ("5‰", None, Parsed("0.5", "‰", "0.1")),
        ("万分之五", None, Parsed("0.05", "‱", "0.01")),
        ("百分之百", None, Parsed("100", "%", "1")),
        ("5.12o/o", None, Parsed("5.12", "%", "0.01", REPAIRED_SIGN)),
        ("2.5%0", None, Parsed("0.25", "‰", "0.01", REPAIRED_SIGN)),
        ("百分之十二点五", None, Parsed("12.5", "%", "0.1")),
        ("百分之15", None, Parsed("15", "%", "1")),
        ("-5.12%", None, Parsed("-5.12", "%", "0.01")),
        ("（5.12）%", None, Parsed("-5.12", "%", "0.01")),
        ("(5.12%)", None, Parsed("-5.12", "%", "0.01")),
        ("△5.1", "%", Parsed("-5.1", "%", "0.1")),
        ("100", "占比（%）", Parsed("100", "%", "1")),
    ],
)
def test_reads_ratios(text: str, context: str | None, expected: Parsed) -> None:
    assert RATIO.read(text, unit=context) == expected


@pytest.mark.parametrize(
    "text",
    ["70%以上", "约5%", "5万", "5.12元", "1/3", "百分之五%", "12,5%", "—", "3%-5%", "百分之"],
)
def test_refuses_ratios(text: str) -> None:
    assert RATIO.read(text) is None


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (Parsed("5.12", "%", "0.01"), Parsed("5.1", "%", "0.1"), Agreement.agree),
        (Parsed("5.18", "%", "0.01"), Parsed("5.1", "%", "0.1"), Agreement.agree_within_step),
        (Parsed("5.12", "%", "0.01"), Parsed("5.3", "%", "0.1"), Agreement.differ),
        (Parsed("0.5", "‰", "0.1"), Parsed("0.50", "%", "0.01"), Agreement.agree),
        (Parsed("0.0512", None, "0.0001"), Parsed("5.12", "%", "0.01"), Agreement.cannot_compare),
    ],
)
def test_agreement_of_ratios(left: Parsed, right: Parsed, expected: Agreement) -> None:
    assert RATIO.agree(left, right) is expected
    assert RATIO.agree(right, left) is expected


@given(st.integers(-(10**8), 10**8), st.integers(0, 4), st.sampled_from([None, "%", "‰"]))
def test_shown_ratios_read_the_same(digits: int, places: int, unit: str | None) -> None:
    worth = Decimal("0.1") if unit == "‰" else Decimal(1)
    step = Decimal(1).scaleb(-places) * worth
    ratio = Parsed(plain(digits * step), unit, plain(step))
    assert RATIO.read(RATIO.show(ratio)) == ratio


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        ("12项", None, Parsed("12", "项", "1")),
        ("共 12 项", None, Parsed("12", "项", "1")),
        ("十二项", None, Parsed("12", "项", "1")),
        ("１２", "项", Parsed("12", "项", "1")),
        ("12", None, Parsed("12", None, "1")),
        ("1,234人", None, Parsed("1234", "人", "1")),
        ("3.5年", None, Parsed("3.5", "年", "0.1")),
        ("3.5", "年", Parsed("3.5", "年", "0.1")),
        ("1.2万人", None, Parsed("12000", "万人", "1000")),
        ("1.2", "万人", Parsed("12000", "万人", "1000")),
        ("20台（套）", None, Parsed("20", "台套", "1")),
        ("0", "项", Parsed("0", "项", "1")),
    ],
)
def test_reads_counts(text: str, context: str | None, expected: Parsed) -> None:
    assert COUNT.read(text, unit=context) == expected


@pytest.mark.parametrize(
    "text",
    ["-3项", "3.5项", "3.5", "300人以上", "近300人", "12/3", "三五年", "12项发明", "无", "10-20"],
)
def test_refuses_counts(text: str) -> None:
    assert COUNT.read(text) is None


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("12项", "12个", Agreement.agree),
        ("12项", "12", Agreement.agree),
        ("12项", "13项", Agreement.differ),  # a count has no rounding
        ("12人", "12年", Agreement.cannot_compare),
        ("1.2万人", "12034人", Agreement.agree),
        ("1.2万人", "12934人", Agreement.agree_within_step),
        ("3年", "3.9年", Agreement.agree_within_step),
        ("3年", "4年", Agreement.differ),
    ],
)
def test_agreement_of_counts(left: str, right: str, expected: Agreement) -> None:
    a, b = COUNT.read(left), COUNT.read(right)
    assert a is not None
    assert b is not None
    assert COUNT.agree(a, b) is expected
    assert COUNT.agree(b, a) is expected


@given(st.integers(0, 10**7), st.sampled_from([None, "项", "人", "家", "年", "万人"]))
def test_shown_counts_read_the_same(number: int, unit: str | None) -> None:
    worth = 10**4 if unit == "万人" else 1
    count = Parsed(str(number * worth), unit, str(worth))
    assert COUNT.read(COUNT.show(count)) == count
