"""Laws that hold for every kind, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.kinds import Agreement, kind, kind_names

_ALPHABET = "0123456789.,-()（）%‰¥$万亿元整人民币年月日至一二三〇零壹佰第前ZLXOQIabU /—*:：。|_ "
_UNITS = st.sampled_from([None, "元", "万元", "万美元", "%", "项", "年", "全省", "什么"])


@pytest.mark.parametrize("name", kind_names())
@given(text=st.text(_ALPHABET, max_size=24) | st.text(max_size=12), unit=_UNITS)
def test_any_text_is_read_or_refused_and_agrees_with_itself(
    name: str, text: str, unit: str | None
) -> None:
    parsed = kind(name).read(text, unit=unit)
    if parsed is None:
        return
    assert parsed.value
    assert kind(name).read(text, unit=unit) == parsed
    assert kind(name).show(parsed)
    assert kind(name).agree(parsed, parsed) in (Agreement.agree, Agreement.cannot_compare)


@pytest.mark.parametrize("name", kind_names())
@given(left=st.text(_ALPHABET, max_size=10), right=st.text(_ALPHABET, max_size=10), unit=_UNITS)
def test_agreement_is_symmetric(name: str, left: str, right: str, unit: str | None) -> None:
    a, b = kind(name).read(left, unit=unit), kind(name).read(right, unit=unit)
    if a is not None and b is not None:
        assert kind(name).agree(a, b) is kind(name).agree(b, a)


@pytest.mark.parametrize("name", kind_names())
def test_long_texts_are_refused_or_read_without_delay(name: str) -> None:
    for text in (
        "1," * 4000,
        "美元" * 4000,
        "一" * 4000,
        "（" * 4000,
        "至" * 4000,
        "1 " * 4000 + "元",
    ):
        parsed = kind(name).read(text)
        assert parsed is None or len(parsed.value) >= 4000
