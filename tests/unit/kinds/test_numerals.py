"""The number grammar: one reading or none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.kinds.base import REPAIRED_DIGIT, REPAIRED_GROUPING
from models.kinds.chinese_numerals import read_chinese_amount, read_chinese_integer
from models.kinds.numerals import (
    REPAIRED_SIGN,
    grouped,
    is_blank_mark,
    plain,
    read_number,
    read_quantity,
)


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("1234567", "1234567", "1"),
        ("1,234,567.89", "1234567.89", "0.01"),
        ("１，２３４．５０", "1234.5", "0.01"),
        ("1'234'567.00", "1234567", "0.01"),
        ("-1,234.5", "-1234.5", "0.1"),
        ("－1,234.5", "-1234.5", "0.1"),
        ("–1,234.5", "-1234.5", "0.1"),
        ("−1,234.5", "-1234.5", "0.1"),
        ("负1,234.5", "-1234.5", "0.1"),
        ("△1,234.5", "-1234.5", "0.1"),
        ("(1,234.5)", "-1234.5", "0.1"),
        ("（1,234.5）", "-1234.5", "0.1"),
        ("+12", "12", "1"),
        (":1,234.57。", "1234.57", "0.01"),
        ("__1,234.57__", "1234.57", "0.01"),
        ("1, 234 .57", "1234.57", "0.01"),
        ("3亿4500万", "345000000", "10000"),
        ("1亿零500万", "105000000", "10000"),
        ("1亿2345.67万", "123456700", "100"),
        ("1万2345", "12345", "1"),
        ("一千二百三十四", "1234", "1"),
        ("十五", "15", "1"),
        ("二〇二〇", "2020", "1"),
        ("十二点五", "12.5", "0.1"),
        ("一点五亿", "150000000", "10000000"),
        ("壹亿贰仟万", "120000000", "1"),
        ("05", "5", "1"),
    ],
)
def test_reads_clean_numbers(text: str, value: str, step: str) -> None:
    number = read_number(text)
    assert number is not None
    assert (plain(number.value), plain(number.step), number.note) == (value, step, None)


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("11,552403.07", "11552403.07", REPAIRED_GROUPING),
        ("11552,403.07", "11552403.07", REPAIRED_GROUPING),
        ("186.345.210,77", "186345210.77", REPAIRED_GROUPING),
        ("1,234.567.89", "1234567.89", REPAIRED_GROUPING),
        ("1,234,567,89", "1234567.89", REPAIRED_GROUPING),
        ("1.234,567", "1234567", REPAIRED_GROUPING),
        ("1,234,567。89", "1234567.89", REPAIRED_GROUPING),
        ("186 345 210.77", "186345210.77", REPAIRED_GROUPING),
        ("1,234,,567.89", "1234567.89", REPAIRED_GROUPING),
        ("1,234,567..89", "1234567.89", REPAIRED_GROUPING),
        ("1,234、567.89", "1234567.89", REPAIRED_GROUPING),
        ("1,234,567:89", "1234567.89", REPAIRED_GROUPING),
        ("|1,234.57", "1234.57", REPAIRED_DIGIT),  # a border of the cell, or a 1
        ("1,234.5|", "1234.5", REPAIRED_DIGIT),
        ("186,345,2 10.77", "186345210.77", REPAIRED_GROUPING),
        ("1,O34.57", "1034.57", REPAIRED_DIGIT),
        ("1,2l4.57", "1214.57", REPAIRED_DIGIT),
        ("—1,234.57", "-1234.57", REPAIRED_SIGN),
    ],
)
def test_repairs_where_one_reading_is_possible_and_says_so(
    text: str, value: str, note: str
) -> None:
    number = read_number(text)
    assert number is not None
    assert (plain(number.value), number.note) == (value, note)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "—",
        "无",
        "1.234.567",  # thousands, or a decimal point at the end
        "1234,567.890",
        "1,2345.67",
        "1,23457",
        "12.34.56",
        "3:5",
        "2021、123.45",
        "2021.5.6",
        "12 34",
        "1234 567.89",
        "5. 12",
        "12.34 56.78",
        "1,234.",  # the decimals may be cut off
        ".57",
        ",234",
        "0123.45",
        "(12)",  # the number of a line
        "(1,234.57",
        "--5",
        "-(1,234.57)",
        "5-10",
        "1/3",
        "l234",
        "123O",
        "1万2",
        "3.5亿4500万",
        "3万5亿",
        "3541.07万2.3",
        "一百二",
        "两万三",
        "三五",
        "一千零",
        "一二三万",
        "①",
        "10²",
        "1" * 21,
    ],
)
def test_refuses_what_has_no_or_several_readings(text: str) -> None:
    assert read_number(text) is None


def test_a_quantity_keeps_what_stands_around_the_number() -> None:
    quantity = read_quantity("人民币 5000 万（元）")
    assert quantity is not None
    assert (quantity.before, quantity.number.magnitude, quantity.after) == ("人民币", "万", "元")


@pytest.mark.parametrize(
    "text", ["", " ", "—", "－", "--", "/", "无", "N/A", "不适用", "__", "***"]
)
def test_blank_marks(text: str) -> None:
    assert is_blank_mark(text)


@pytest.mark.parametrize("text", ["0", "无锡", "-1", "A/B"])
def test_no_blank_marks(text: str) -> None:
    assert not is_blank_mark(text)


@given(
    digits=st.integers(0, 10**14),
    places=st.integers(0, 6),
)
def test_every_grouped_number_is_read_back(digits: int, places: int) -> None:
    value = Decimal(digits).scaleb(-places)
    number = read_number(grouped(value, places=places))
    assert number is not None
    assert (number.value, number.step) == (value, Decimal(1).scaleb(-places))


@given(digits=st.integers(10**6, 10**13))
def test_a_lost_or_misread_separator_never_changes_the_digits(digits: int) -> None:
    clean = grouped(Decimal(digits) / 100, places=2)
    for at in [i for i, c in enumerate(clean) if c == ","]:
        for instead in ("", ".", "'"):
            number = read_number(clean[:at] + instead + clean[at + 1 :])
            assert number is None or number.value == Decimal(digits) / 100


@given(text=st.text(alphabet="0123456789,.'-()（）万亿元 一二零百%OlI", max_size=14))
def test_reading_never_fails(text: str) -> None:
    number = read_number(text)
    assert number is None or number.step > 0


_DIGITS = "零壹贰叁肆伍陆柒捌玖"


def _in_words(number: int) -> str:
    """The formal writing of an integer from 1 to 10^12, written independently of the reader."""
    if number >= 10**8:
        return _joined(number, 10**8, "亿")
    if number >= 10**4:
        return _joined(number, 10**4, "万")
    words, gap = "", False
    for place, name in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = number // place % 10
        if digit:
            words += ("零" if gap and words else "") + _DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return words


def _joined(number: int, worth: int, name: str) -> str:
    high, low = divmod(number, worth)
    if not low:
        return _in_words(high) + name
    return _in_words(high) + name + ("零" if low < worth // 10 else "") + _in_words(low)


@given(number=st.integers(1, 10**12 - 1))
def test_integers_in_words_are_read_back(number: int) -> None:
    assert read_chinese_integer(_in_words(number)) == number


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("壹拾贰万叁仟肆佰伍拾陆元柒角捌分", "123456.78", "0.01"),
        ("壹仟万元整", "10000000", "0.01"),
        ("伍佰万元", "5000000", "1"),
        ("叁佰零柒万圆整", "3070000", "0.01"),
        ("肆仟零贰拾万元", "40200000", "1"),
        ("壹元零伍分", "1.05", "0.01"),
        ("伍角整", "0.5", "0.01"),
        ("拾万元", "100000", "1"),
    ],
)
def test_amounts_in_words(text: str, value: str, step: str) -> None:
    amount = read_chinese_amount(text)
    assert amount is not None
    assert (plain(amount.value), plain(amount.step)) == (value, step)


@pytest.mark.parametrize("text", ["", "整", "壹佰", "元整", "壹元拾角", "壹贰元", "佰元"])
def test_no_amounts_in_words(text: str) -> None:
    assert read_chinese_amount(text) is None
