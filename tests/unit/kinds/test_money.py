"""Money: units, words, context, and when two amounts agree."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.kinds import Agreement, Parsed, kind
from models.kinds.money import beside_words
from models.kinds.money_units import read_money_unit
from models.kinds.numerals import plain

MONEY = kind("money")


def read(text: str, unit: str | None = None) -> Parsed:
    parsed = MONEY.read(text, unit=unit)
    assert parsed is not None, text
    return parsed


@pytest.mark.parametrize(
    ("printed", "amount", "beside"),
    [
        ("叁仟捌佰万圆整", "38000000", "叁仟捌佰万圆整（3,800万元）"),
        ("人民币壹佰贰拾叁万肆仟伍佰元整", "1234500", "人民币壹佰贰拾叁万肆仟伍佰元整（123.45万元）"),
        ("壹拾贰万叁仟肆佰伍拾陆元柒角", "123456.7", "壹拾贰万叁仟肆佰伍拾陆元柒角（123,456.7元）"),
        ("捌仟元整", "8000", "捌仟元整（8,000元）"),
        ("叁仟捌佰万圆整", "3800", None),  # a value that a person corrected is another one
        ("3,800万元", "38000000", None),
        ("无", "无", None),
    ],
)  # fmt: skip
def test_an_amount_in_words_shows_its_figure(printed: str, amount: str, beside: str | None) -> None:
    assert beside_words(printed, amount) == beside


@pytest.mark.parametrize(
    ("text", "context", "value", "unit", "step"),
    [
        ("1,234.57万元", None, "12345700", "万元", "100"),
        ("1,234.57", "万元", "12345700", "万元", "100"),
        ("1,234.57", "单位：万元 币种：人民币", "12345700", "万元", "100"),
        ("1,234.57", None, "1234.57", None, "0.01"),
        ("1,234.57元", "万元", "1234.57", "元", "0.01"),
        ("500万", "元", "5000000", "万元", "10000"),
        ("500万", "万美元", "5000000", "万美元", "10000"),
        ("1.5亿", None, "150000000", "亿元", "10000000"),
        ("3亿4500万元", None, "345000000", "万元", "10000"),
        ("5千万元", None, "50000000", "千万元", "10000000"),
        ("人民币壹仟万元整", None, "10000000", "元", "0.01"),
        ("贰亿柒仟万元人民币", None, "270000000", "元", "1"),
        ("伍佰", "万元", "5000000", "万元", "10000"),
        ("壹仟万", "万元", "10000000", "元", "1"),
        ("1000.000000万人民币", None, "10000000", "万元", "0.01"),
        ("500万元人民币", None, "5000000", "万元", "10000"),
        ("人民币500.0000万元整", None, "5000000", "万元", "1"),
        ("5000 万（元）", None, "50000000", "万元", "10000"),
        ("USD 12.3万美元", None, "123000", "万美元", "1000"),
        ("12.3", "万美元", "123000", "万美元", "1000"),
        ("￥1,234.57", None, "1234.57", "元", "0.01"),
        ("￥1,234.57", "万元", "12345700", "万元", "100"),
        ("人民币500", None, "500", None, "1"),
        ("人民币500", "万元", "5000000", "万元", "10000"),
        ("12.5", "万元/人", "125000", "万元/人", "1000"),
        ("（1,234.57）", "万元", "-12345700", "万元", "100"),
        ("人民币壹佰万元整（¥1,000,000.00）", None, "1000000", "元", "0.01"),
        ("（大写）人民币壹佰万元整（小写）¥1,000,000.00", None, "1000000", "元", "0.01"),
        ("人民币（大写）：伍佰万元整", None, "5000000", "元", "0.01"),
        ("小写：￥500.00", None, "500", "元", "0.01"),
        ("1,234", "千元", "1234000", "千元", "1000"),
        ("0.567", "亿元", "56700000", "亿元", "100000"),
    ],
)
def test_reads(text: str, context: str | None, value: str, unit: str | None, step: str) -> None:
    assert read(text, context) == Parsed(value, unit, step, None)


@pytest.mark.parametrize(
    ("text", "value", "change"),
    [
        ("查佰伍拾万圆整", "1500000", "查→壹"),
        ("人民币式仟万元", "20000000", "式→贰"),
        ("叁仟抬万元整", "30100000", "抬→拾"),
    ],
)
def test_one_misread_numeral_of_an_amount_in_words_is_mended_and_said(
    text: str, value: str, change: str
) -> None:
    parsed = read(text, None)
    assert parsed is not None
    assert (parsed.value, parsed.unit, parsed.note) == (value, "元", f"repaired_numeral:{change}")


@pytest.mark.parametrize("text", ["查佰式拾万圆整", "任佰万元整", "查万", "式样万元"])
def test_no_amount_is_made_of_guesses(text: str) -> None:
    assert kind("money").read(text) is None


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("186.345", "元"),  # 186,345 or 186.345
        ("1,234.567", "元"),
        ("USD500", "元"),
        ("人民币500", "万美元"),
        ("USD 5万人民币", None),
        ("约500万元", None),
        ("500万元以上", None),
        ("3541.07万元2.3", None),
        ("人民币壹佰万元整（¥1,000,001.00）", None),
        ("12项", None),
        ("5.12%", "万元"),
        ("(1,234.57万元)", None),  # a minus, or an amount mentioned in brackets
        ("—", "万元"),
        ("一", "万元"),  # a dash
        ("", None),
    ],
)
def test_refuses(text: str, context: str | None) -> None:
    assert MONEY.read(text, unit=context) is None


def test_a_unit_that_is_none_of_money_counts_as_not_read() -> None:
    assert read("12", "项").unit is None


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("单位：万元", "万元"),
        ("（人民币万元）", "万元"),
        ("金额单位：元", "元"),
        ("单位:人民币元", "元"),
        ("万美元", "万美元"),
        ("RMB'000", "千元"),
        ("百万元", "百万元"),
    ],
)
def test_units_of_labels(label: str, name: str) -> None:
    unit = read_money_unit(label)
    assert unit is not None
    assert unit.name == name


@pytest.mark.parametrize("label", ["", "项", "单位", "单位：", "元、美元", "被审计单位"])
def test_labels_without_one_unit(label: str) -> None:
    assert read_money_unit(label) is None


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("1,234.57万元", "12,345,678.90元", Agreement.agree),
        ("1,234.56万元", "12,345,678.90元", Agreement.agree_within_step),
        ("1,234.58万元", "12,345,678.90元", Agreement.differ),
        ("1,234.57万元", "1,234.58万元", Agreement.agree_within_step),
        ("1,234.57万元", "1,234.59万元", Agreement.differ),
        ("0.12亿元", "12,345,678.90元", Agreement.agree),
        ("1,234.57万元", "1,234.57万美元", Agreement.cannot_compare),
        ("1,234.57万元", "1,234.57", Agreement.cannot_compare),
        ("1,234.57", "1,234.57", Agreement.cannot_compare),
        ("12万元/人", "12万元", Agreement.cannot_compare),
        ("壹佰万元整", "100万元", Agreement.agree),
        ("壹佰万元整", "101万元", Agreement.differ),
        ("500万元", "501万元", Agreement.differ),
        ("1,000万元", "1,001万元", Agreement.agree_within_step),
        ("1,234.57万元", "-1,234.57万元", Agreement.differ),
        ("1,234.57万元", "12,345.70万元", Agreement.differ),
    ],
)
def test_agreement(left: str, right: str, expected: Agreement) -> None:
    assert MONEY.agree(read(left), read(right)) is expected
    assert MONEY.agree(read(right), read(left)) is expected


_UNITS = {None: 1, "元": 1, "千元": 10**3, "万元": 10**4, "百万元": 10**6, "亿元": 10**8,
          "万美元": 10**4, "美元": 1, "万元/人": 10**4}  # fmt: skip


@st.composite
def amounts(draw: st.DrawFn, unit: str | None = "") -> Parsed:
    unit = draw(st.sampled_from(sorted(_UNITS, key=str))) if unit == "" else unit
    places = draw(st.sampled_from([0, 1, 2, 4, 6]))
    digits = draw(st.integers(-(10**13), 10**13))
    worth = Decimal(_UNITS[unit])
    step = Decimal(1).scaleb(-places)
    return Parsed(plain(digits * step * worth), unit, plain(step * worth))


@given(amounts())
def test_what_is_shown_reads_the_same(amount: Parsed) -> None:
    assert MONEY.read(MONEY.show(amount)) == amount


@given(amounts(), amounts())
def test_agreement_is_symmetric(left: Parsed, right: Parsed) -> None:
    assert MONEY.agree(left, right) is MONEY.agree(right, left)


@given(amounts(unit="元"), st.sampled_from(["千元", "万元", "百万元", "亿元"]), st.integers(0, 4))
def test_rounded_amounts_agree_and_cut_ones_within_a_step(
    exact: Parsed, unit: str, places: int
) -> None:
    worth = Decimal(_UNITS[unit])
    step = Decimal(1).scaleb(-places)
    value = Decimal(exact.value)
    rounded = (value / worth).quantize(step)
    cut = (value / worth).quantize(step, rounding="ROUND_DOWN")
    as_parsed = [Parsed(plain(n * worth), unit, plain(step * worth)) for n in (rounded, cut)]
    assert MONEY.agree(exact, as_parsed[0]) is Agreement.agree
    assert MONEY.agree(exact, as_parsed[1]) in (Agreement.agree, Agreement.agree_within_step)


@given(amounts(unit="万元"), amounts(unit="元"))
def test_interval_law(left: Parsed, right: Parsed) -> None:
    distance = abs(Decimal(left.value) - Decimal(right.value))
    steps = [Decimal(left.step or 0), Decimal(right.step or 0)]
    result = MONEY.agree(left, right)
    if distance < sum(steps) / 2:
        assert result is Agreement.agree
    elif distance > max(steps):
        assert result is Agreement.differ


@given(st.integers(0, 10**10), st.sampled_from(sorted(u for u in _UNITS if u and u.endswith("元"))))
def test_conversion_is_exact(digits: int, unit: str) -> None:
    text = f"{digits // 100}.{digits % 100:02d}"
    assert Decimal(read(text, unit).value) == Decimal(text) * _UNITS[unit]
