"""Dates and periods."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.kinds import Agreement, Parsed, kind
from models.kinds.base import REPAIRED_DIGIT

DAY, PERIOD = kind("day"), kind("period")


@pytest.mark.parametrize(
    "text",
    [
        "2021年5月6日",
        "2021 年 05 月 06 日",
        "２０２１年５月６日",
        "2021年5月6曰",
        "2021年5月6",
        "2021-05-06",
        "2021.5.6",
        "2021/5/6",
        "2021 - 05 - 06",
        "2021 05 06",
        "20210506",
        "2021-05-06 10:33:21",
        "二〇二一年五月六日",
        "二○二一年五月六日",
        "二零二一年五月六日",
        "二O二一年五月六日",
        "二0二一年五月六日",
        "May 6, 2021",
        "May 6th, 2021",
        "MAY.06,2021",
        "May06,2021",
        "06 May 2021",
        "6-May-2021",
        "6th of May, 2021",
        "2021 May 6",
        "：2021年5月6日。",
        "截至2021年5月6日",
        "2021年5月6日止",
        "2021年5月6日（星期四）",
        "贰零贰壹年伍月陆日",
    ],
)
def test_one_day_in_many_forms(text: str) -> None:
    assert DAY.read(text) == Parsed("2021-05-06", None, "day")


@pytest.mark.parametrize(
    "text",
    [
        "2021。5。6",
        "2021·05·06",
        "2021,5,6",
        "2021—05—06",
        "2O21.05.06",
        "2021.O5.l6",
        "2021.05.06.",
    ],
)
def test_misread_marks_and_figures_of_a_whole_date_are_repaired_and_said_so(text: str) -> None:
    expected = "2021-05-16" if "l6" in text else "2021-05-06"
    assert DAY.read(text) == Parsed(expected, None, "day", REPAIRED_DIGIT)


@pytest.mark.parametrize("text", ["2018—20", "2018、2019", "2021,05", "2021。13。1", "2020年末"])
def test_what_may_be_something_else_is_no_date(text: str) -> None:
    assert DAY.read(text) is None


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("2021年05月", "2021-05", "month"),
        ("2021年5月份", "2021-05", "month"),
        ("2021年5月  日", "2021-05", "month"),
        ("2021.05", "2021-05", "month"),
        ("May 2021", "2021-05", "month"),
        ("二〇一三年八月", "2013-08", "month"),
        ("2021年", "2021", "year"),
        ("2021年度", "2021", "year"),
        ("2021", "2021", "year"),
        ("二〇一六年三月廿四日", "2016-03-24", "day"),
        ("二〇一二年十二月三十一日", "2012-12-31", "day"),
        ("2012年元月1日", "2012-01-01", "day"),
        ("25/12/2021", "2021-12-25", "day"),
        ("05/05/2021", "2021-05-05", "day"),
    ],
)
def test_granularity_and_other_forms(text: str, value: str, step: str) -> None:
    assert DAY.read(text) == Parsed(value, None, step)


@pytest.mark.parametrize("text", ["2O21年5月6日", "2021年O5月06日", "202l年5月6日"])
def test_look_alikes_are_repaired_with_a_note(text: str) -> None:
    assert DAY.read(text) == Parsed("2021-05-06", None, "day", REPAIRED_DIGIT)


@pytest.mark.parametrize(
    "text",
    [
        "2021年2月30日",
        "2021-13-01",
        "2021年0月1日",
        "2100-02-29",
        "03/04/2021",
        "21年5月6日",
        "1021年5月6日",
        "20215月6日",
        "2021年5月6日前",
        "2021年5月6日至",
        "Max 6, 2021",
        "长期",
        "—",
        "",
    ],
)
def test_refuses_no_date_or_two_possible_ones(text: str) -> None:
    assert DAY.read(text) is None


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("2021年5月", "2021-05-06", Agreement.agree),
        ("2021年", "2021-05-06", Agreement.agree),
        ("2021-05-06", "2021年5月6日", Agreement.agree),
        ("2021年6月", "2021-05-06", Agreement.differ),
        ("2021-05-06", "2021-05-07", Agreement.differ),
    ],
)
def test_agreement_of_days(left: str, right: str, expected: Agreement) -> None:
    a, b = DAY.read(left), DAY.read(right)
    assert a is not None
    assert b is not None
    assert DAY.agree(a, b) is expected
    assert DAY.agree(b, a) is expected


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(["day", "month", "year"]))
def test_shown_days_read_the_same(day: date, step: str) -> None:
    value = day.isoformat()[: {"day": 10, "month": 7, "year": 4}[step]]
    parsed = Parsed(value, None, step)
    assert DAY.read(DAY.show(parsed)) == parsed


@given(st.text(alphabet="0123456789年月日-./ 一二三十〇OlMay,至", max_size=16))
def test_reading_never_fails(text: str) -> None:
    for reader in (DAY, PERIOD):
        parsed = reader.read(text)
        assert parsed is None or reader.read(reader.show(parsed)) is not None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2014年06月24日至2034年06月23日", "2014-06-24/2034-06-23"),
        ("自2014年6月24日起至2034年6月23日止", "2014-06-24/2034-06-23"),
        ("2014年06月24日 至 2034年06月23日", "2014-06-24/2034-06-23"),
        ("2014-06-24-2034-06-23", "2014-06-24/2034-06-23"),
        ("2014.06.24—2034.06.23", "2014-06-24/2034-06-23"),
        ("2014-06-24~2034-06-23", "2014-06-24/2034-06-23"),
        ("自二〇一六年三月廿四日至二〇二六年三月廿四日", "2016-03-24/2026-03-24"),
        ("日二0一六年三月廿四日至二0二六年三月廿四日", "2016-03-24/2026-03-24"),
        ("From May 6, 2021 to May 5, 2024", "2021-05-06/2024-05-05"),
        ("2014年06月24日至长期", "2014-06-24/.."),
        ("2014年06月24日至无固定期限", "2014-06-24/.."),
        ("2010-01-01至 ****", "2010-01-01/.."),
        ("2010年1月1日至9999年12月31日", "2010-01-01/.."),
        ("至2034年06月23日", "../2034-06-23"),
        ("长期", "../.."),
        ("永久", "../.."),
        ("长期有效", "../.."),
        ("2020年1月1日至12月31日", "2020-01-01/2020-12-31"),
        ("2020年1-6月", "2020-01/2020-06"),
        ("2017年第三季度", "2017-07/2017-09"),
        ("2018-2020年", "2018/2020"),
        ("2020年度", "2020"),
        ("2020年5月", "2020-05"),
    ],
)
def test_reads_periods(text: str, value: str) -> None:
    parsed = PERIOD.read(text)
    assert parsed == Parsed(value)
    again = PERIOD.read(PERIOD.show(parsed))
    assert again == parsed


def test_an_end_left_blank_on_the_form_is_open_and_noted() -> None:
    assert PERIOD.read("2018年07月17日至 年 月 日") == Parsed("2018-07-17/..", note="end_blank")


@pytest.mark.parametrize(
    "text",
    [
        "2034年06月23日至2014年06月24日",
        "2014年06月24日至2034年06月",
        "2014年06月24日至",
        "2014年06月24日",
        "2014年2月30日至2034年2月1日",
        "三年",
        "2020年7-6月",
        "/",
    ],
)
def test_refuses_periods(text: str) -> None:
    assert PERIOD.read(text) is None


def test_agreement_of_periods() -> None:
    year, exact, other, endless = (
        Parsed(v)
        for v in ("2020", "2020-01-01/2020-12-31", "2020-01-01/2020-06-30", "2020-01-01/..")
    )
    assert PERIOD.agree(year, exact) is Agreement.agree
    assert PERIOD.agree(year, other) is Agreement.differ
    assert PERIOD.agree(exact, endless) is Agreement.differ
    assert PERIOD.agree(endless, endless) is Agreement.agree
    assert PERIOD.agree(Parsed("2020-02"), Parsed("2020-02-01/2020-02-29")) is Agreement.agree
