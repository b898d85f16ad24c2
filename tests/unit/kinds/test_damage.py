"""One damaged character: the same value, a marked repair or a refusal, never another value unnoticed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from models.kinds import kind
from models.kinds.day import show_date
from models.kinds.numerals import grouped

MONEY, DAY, RATIO = kind("money"), kind("day"), kind("ratio")
_INSTEAD = ".,'`·。、:;|_~OolISBZ/*- "
_FORMS = ("{}", "-{}", "({})", "（{}）", "负{}", "¥{}", "{}元")


def damaged(printed: str, *, start: int) -> Iterator[str]:
    """Every text that one lost, replaced or added character behind `start` makes of another.

    Digits are not replaced by digits: what looks like a figure and is another one shows only in
    sums and second readings.
    """
    for at in range(start, len(printed)):
        yield printed[:at] + printed[at + 1 :]
        for other in _INSTEAD:
            yield printed[:at] + other + printed[at + 1 :]
            yield printed[:at] + other + printed[at:]


@given(cents=st.integers(10**5, 10**14), form=st.sampled_from(_FORMS))
def test_a_damaged_amount_is_never_another_one(cents: int, form: str) -> None:
    """Behind its first group: a digit lost there leaves a shorter number that looks whole.

    An amount of another step than the cents of its column is doubted where it stands.
    """
    amount = grouped(Decimal(cents) / 100, places=2)
    printed = form.format(amount)
    whole = MONEY.read(printed, unit="元")
    assert whole is not None and whole.note is None
    for text in damaged(printed, start=printed.index(",") + 1):
        read = MONEY.read(text, unit="元")
        if read is not None and read.note is None and read.step == "0.01":
            assert read.value == whole.value, text


@given(thousands=st.integers(1000, 10**8), unit=st.sampled_from(["元", "万元"]))
def test_a_lost_or_misread_point_shows_in_the_step(thousands: int, unit: str) -> None:
    printed = grouped(Decimal(thousands) / 10, places=2)
    whole = MONEY.read(printed, unit=unit)
    assert whole is not None
    for text in damaged(printed, start=printed.index(".")):
        read = MONEY.read(text, unit=unit)
        if read is not None and read.note is None and read.value != whole.value:
            assert read.step != whole.step, text


@given(day=st.dates(datetime.date(1990, 1, 1), datetime.date(2039, 12, 31)))
def test_a_damaged_mark_never_makes_another_day(day: datetime.date) -> None:
    """Marks between the parts of a date: lost, doubled or taken for others."""
    for printed in (day.isoformat(), f"{day:%Y.%m.%d}", f"{day:%Y/%m/%d}", show_date(str(day))):
        whole = DAY.read(printed)
        assert whole is not None and (whole.value, whole.note) == (str(day), None)
        for at, mark in enumerate(printed):
            if mark.isdigit() or at == len(printed) - 1:
                continue
            for other in ("", *_INSTEAD, mark * 2):
                read = DAY.read(printed[:at] + other + printed[at + 1 :])
                assert read is None or read.value == str(day) or read.note or read.step != "day"


@given(hundredths=st.integers(0, 10**5), sign=st.sampled_from(["%", "‰", "‱"]))
def test_a_damaged_sign_of_a_ratio_is_never_another(hundredths: int, sign: str) -> None:
    printed = f"{grouped(Decimal(hundredths) / 100, places=2)}{sign}"
    whole = RATIO.read(printed)
    assert whole is not None and whole.unit == sign
    for text in damaged(printed, start=len(printed) - 1):
        read = RATIO.read(text)
        assert read is None or read.value == whole.value or read.unit is None or read.note
