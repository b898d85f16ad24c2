"""Numbers of persons are hidden, figures are not."""

from __future__ import annotations

import logging

import pytest

from api.masking import MaskingFilter, mask_text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("身份证11010519491231002X。", "身份证110105********002X。"),
        ("电话13800138000", "电话138****8000"),
        ("电话：13800138000、13900139000", "电话：138****8000、139****9000"),
        ("营业收入13800138000元", "营业收入13800138000元"),
        ("13800138000.55", "13800138000.55"),
        ("13,800,138,000", "13,800,138,000"),
        ("统一社会信用代码91110105MA01234567", "统一社会信用代码91110105MA01234567"),
        ("110105194912310021", "110105194912310021"),
        ("ZL201910123456.7", "ZL201910123456.7"),
    ],
)
def test_masking(text: str, masked: str) -> None:
    assert mask_text(text) == masked


def test_the_log_of_the_service_is_masked() -> None:
    record = logging.LogRecord("x", logging.INFO, "x", 1, "call %s", ("13800138000",), None)
    assert MaskingFilter().filter(record)
    assert record.getMessage() == "call 138****8000"
