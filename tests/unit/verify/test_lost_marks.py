"""A point, a 万 or a character that was not seen leaves no low confidence: the difference is a question."""

from __future__ import annotations

import pytest

from extractor.verify.misread import misread_reason
from tests.unit.verify.papers import read_value


@pytest.mark.parametrize(
    ("declared", "proof", "doubtful"),
    [
        ("7.3%", "73%", True),
        ("73%", "7.3%", True),
        ("7.3%", "7.4%", False),
        ("7.3%", "73.0%", False),
        ("73%", "37%", False),
    ],
)
def test_a_point_on_one_side_alone_may_be_a_lost_one(
    declared: str, proof: str, doubtful: bool
) -> None:
    left, right = (read_value("ratio", text, unit="%") for text in (declared, proof))
    reason = misread_reason("ratio", left, [right])
    assert (reason is not None and "小数点" in reason) is doubtful


@pytest.mark.parametrize(
    ("declared", "proof", "doubtful"),
    [
        ("660235", "66,023,541.71", True),  # 6602.35 without its point
        ("66023.5", "66,023,541.71", False),  # ten times, and its point was read
        ("660235.00", "66,023,541.71", False),
        ("660435", "66,023,541.71", False),
        ("66023542", "66,023,541.71", False),  # 元 written where the form prints 万元
    ],
)
def test_a_lost_point_is_seen_across_units(declared: str, proof: str, doubtful: bool) -> None:
    left, right = read_value("money", declared, unit="万元"), read_value("money", proof, unit="元")
    reason = misread_reason("money", left, [right])
    assert (reason is not None and "小数点" in reason) is doubtful


@pytest.mark.parametrize(
    ("declared", "proof", "doubtful"),
    [
        (("618.81元", "元"), ("6,188,104.23", "元"), True),  # the form prints 万元
        (("618.81", "万元"), ("618.81元", "元"), True),
        (("6,188,104.23", "万元"), ("6,188,104.23", "元"), False),  # the unit of a whole table
        (("618.81万元", "万元"), ("61,881,042.30元", "元"), False),  # ten times is no lost 万
        (("619.81元", "元"), ("6,188,104.23", "元"), False),
    ],
)
def test_a_unit_of_which_the_magnitude_was_not_seen(
    declared: tuple[str, str], proof: tuple[str, str], doubtful: bool
) -> None:
    left, right = (read_value("money", text, unit=unit) for text, unit in (declared, proof))
    reason = misread_reason("money", left, [right])
    assert (reason is not None and "可能漏读了“万”" in reason) is doubtful


@pytest.mark.parametrize(
    ("kind", "declared", "proof", "doubtful"),
    [
        ("text", "方明", "方明远", True),
        ("text", "方明远", "明远", True),
        ("text", "方明达", "方明远", False),  # another character was seen
        ("text", "方远明", "方明远", False),
        ("company_name", "海州精密机股份有限公司", "海州精密机械股份有限公司", True),
        ("company_name", "海州精密机械有限公司", "海州精密机械股份有限公司", False),
        ("count", "12", "123", False),
    ],
)
def test_a_character_that_was_not_seen_leaves_no_low_confidence(
    kind: str, declared: str, proof: str, doubtful: bool
) -> None:
    left, right = (read_value(kind, text) for text in (declared, proof))
    reason = misread_reason(kind, left, [right])
    assert (reason is not None and "可能漏读" in reason) is doubtful
