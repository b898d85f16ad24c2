"""When a value that was read counts as right."""

from __future__ import annotations

import pytest

from extractor.evaluate.compare import plain, same_value


@pytest.mark.parametrize(
    ("right", "read", "kind"),
    [
        ("清河精密（杭州）有限公司", "清河精密(杭州)有限公司", "text"),
        ("ＡＢＣ１２３", "abc123", "text"),
        ("浙江省 杭州市\n示范路", "浙江省杭州市示范路", "text"),
        ("国科发〔2020〕1号", "国科发(2020)1号", "text"),
        ("186345210.77", "186,345,210.77", "money"),
        ("186345200", "186345200.00", "money"),
        ("5.00", "5", "ratio"),
        ("2021-05-06", "2021年5月6日", "day"),
        ("2021-05-06", "2021-05-06", "day"),
        ("甲;乙;丙", "乙、甲、丙", "choice"),
    ],
)
def test_the_same_value_in_other_clothes_is_right(right: str, read: str, kind: str) -> None:
    assert same_value(right, read, kind=kind)
    assert same_value(read, right, kind=kind)


@pytest.mark.parametrize(
    ("right", "read", "kind"),
    [
        ("186345210.77", "186345210.71", "money"),
        ("186345210.77", "18634521077", "money"),
        ("5.0", "50", "ratio"),
        ("2021-05-06", "2021-05-16", "day"),
        ("清河精密有限公司", "清河精密股份有限公司", "company_name"),
        ("91330100MA27XYWB2L", "91330100MA27XYWB21", "uscc"),
        ("甲;乙", "甲", "choice"),
        ("甲;甲;乙", "甲;乙", "choice"),
        ("0", "", "count"),
    ],
)
def test_another_value_is_wrong(right: str, read: str, kind: str) -> None:
    assert not same_value(right, read, kind=kind)
    assert not same_value(read, right, kind=kind)


def test_plain_folds_width_brackets_and_blanks_only() -> None:
    assert plain(" （Ａ）【b】〔c〕 ") == "(a)(b)(c)"
    assert plain("1,234.5") == "1,234.5"
