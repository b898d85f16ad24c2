"""Names, texts, codes, choices, ranks, the registry and the one-edit guard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.kinds import Agreement, Parsed, is_not_applicable_mark, kind, kind_names, one_edit
from models.kinds.base import register
from models.kinds.choice import Choice
from models.kinds.rank import UPPER_BOUND


def test_every_kind_is_known_by_its_name() -> None:
    assert kind_names() == (
        "certificate_number", "choice", "code", "company_name", "count", "day", "money",
        "patent_number", "period", "rank", "ratio", "registration_number", "text", "uscc",
    )  # fmt: skip
    assert all(kind(name).name == name for name in kind_names())


def test_unknown_and_doubled_kinds_are_refused() -> None:
    with pytest.raises(KeyError, match="unknown kind 'colour'"):
        kind("colour")
    with pytest.raises(ValueError, match="registered twice"):
        register(kind("money"))


@pytest.mark.parametrize(
    ("name", "left", "right", "expected"),
    [
        ("company_name", "江州（华元）科技有限公司", "江州(华元) 科技有限公司", Agreement.agree),
        ("company_name", "江州【华元】科技有限公司", "江州华元科技有限公司", Agreement.agree),
        ("company_name", "ＡＢＣ科技有限公司", "abc科技有限公司", Agreement.agree),
        ("company_name", "江州华元科技有限公司", "江州华无科技有限公司", Agreement.differ),
        ("text", "泵、阀（含零件）；电机。", "泵、阀(含零件);电机", Agreement.agree),
        ("text", "泵", "阀", Agreement.differ),
        ("certificate_number", "00121Q30012R0M／3200", "00121q30012r0m/3200", Agreement.agree),
        ("certificate_number", "GR 2020—3200", "GR2020-3200", Agreement.agree),
        ("code", "〔2021〕79号", "[2021]79号", Agreement.agree),
        ("code", "3021", "3012", Agreement.differ),
    ],
)
def test_agreement_of_words(name: str, left: str, right: str, expected: Agreement) -> None:
    a, b = kind(name).read(left), kind(name).read(right)
    assert a is not None
    assert b is not None
    assert kind(name).agree(a, b) is expected
    assert kind(name).agree(b, a) is expected


@pytest.mark.parametrize(
    "name", ["text", "company_name", "code", "certificate_number", "choice", "rank"]
)
@pytest.mark.parametrize("blank", ["", "—", "/", "无", "－ －"])
def test_blank_marks_are_no_value(name: str, blank: str) -> None:
    assert kind(name).read(blank) is None


def test_canonical_words() -> None:
    assert kind("company_name").read("： 江州（华元）科技 有限公司") == Parsed(
        "江州(华元)科技有限公司"
    )
    assert kind("code").read("证书号：软著登字第 1234567 号") == Parsed(
        "证书号:软著登字第1234567号"
    )
    assert kind("text").read("A  B　泵") == Parsed("A B泵")
    assert kind("company_name").read("123") is None
    assert kind("code").read("无编码") is None


def test_choices() -> None:
    opinion = Choice({"无保留意见": ["标准无保留意见"], "保留意见": [], "无": []})
    assert opinion.options == ("无保留意见", "保留意见", "无")
    assert opinion.read("☑ 标准无保留意见") == Parsed("无保留意见")
    assert opinion.read("保留意见") == Parsed("保留意见")
    assert opinion.read("无") == Parsed("无")
    assert opinion.read("带强调事项段的无保留意见") is None
    assert opinion.agree(Parsed("保留意见"), Parsed("无保留意见")) is Agreement.differ
    with pytest.raises(ValueError, match="stands for two options"):
        Choice({"中型": ["中"], "中国": ["中"]})


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        ("第1名", None, Parsed("1", None, "1")),
        ("1", None, Parsed("1", None, "1")),
        ("第一", None, Parsed("1", None, "1")),
        ("第三位", "全省", Parsed("3", "全省", "1")),
        ("全省第2位", None, Parsed("2", "全省", "1")),
        ("国内排名第3", None, Parsed("3", "全国", "1")),
        ("前3", None, Parsed("3", None, "1", UPPER_BOUND)),
        ("前三名", None, Parsed("3", None, "1", UPPER_BOUND)),
        ("No.1", None, Parsed("1", None, "1")),
    ],
)
def test_ranks(text: str, context: str | None, expected: Parsed) -> None:
    parsed = kind("rank").read(text, unit=context)
    assert parsed == expected
    assert kind("rank").read(kind("rank").show(parsed)) == expected


@pytest.mark.parametrize("text", ["0", "第", "1.5", "-1", "1/10", "领先", "第2、3名"])
def test_no_ranks(text: str) -> None:
    assert kind("rank").read(text) is None


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("第1名", "1", Agreement.agree),
        ("前3", "第2名", Agreement.agree),
        ("前3", "第4名", Agreement.differ),
        ("前3", "前5", Agreement.differ),
        ("全省第1", "全国第1", Agreement.cannot_compare),
    ],
)
def test_agreement_of_ranks(left: str, right: str, expected: Agreement) -> None:
    rank = kind("rank")
    a, b = rank.read(left), rank.read(right)
    assert a is not None
    assert b is not None
    assert rank.agree(a, b) is expected
    assert rank.agree(b, a) is expected


def test_not_applicable_is_more_than_blank() -> None:
    assert is_not_applicable_mark(" 不适用 ")
    assert is_not_applicable_mark("N/A")
    assert not is_not_applicable_mark("/")


@pytest.mark.parametrize(
    ("left", "right"),
    [("abc", "abd"), ("abc", "abcd"), ("abc", "bc"), ("abc", "acb"), ("", "a"), ("ab", "ba")],
)
def test_one_edit(left: str, right: str) -> None:
    assert one_edit(left, right)
    assert one_edit(right, left)


@pytest.mark.parametrize(
    ("left", "right"), [("", ""), ("abc", "abc"), ("abc", "cba"), ("ab", "cd"), ("a", "abc")]
)
def test_not_one_edit(left: str, right: str) -> None:
    assert not one_edit(left, right)
    assert not one_edit(right, left)


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_one_edit_is_the_set_of_all_single_edits(left: str, right: str) -> None:
    edits = {left[:i] + left[i + 1 :] for i in range(len(left))}
    edits |= {left[:i] + c + left[i:] for i in range(len(left) + 1) for c in "abc"}
    edits |= {left[:i] + c + left[i + 1 :] for i in range(len(left)) for c in "abc"}
    edits |= {left[:i] + left[i + 1] + left[i] + left[i + 2 :] for i in range(len(left) - 1)}
    assert one_edit(left, right) == (right in edits - {left})


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ('省级"专精特新"企业', "省级“专精特新”企业"),
        ("省级“专精特新”企业", "省级“专精特新”企业"),
        ('"甲"和"乙"', "“甲”和“乙”"),
        ('TYPE "A"', 'TYPE "A"'),
        ('甲" 乙', '甲"乙'),
    ],
)
def test_quotes_around_chinese_are_chinese_ones(printed: str, value: str) -> None:
    parsed = kind("text").read(printed)
    assert parsed is not None
    assert parsed.value == value
