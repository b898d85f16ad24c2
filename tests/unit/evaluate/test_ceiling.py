"""The reading ceiling: whether the characters of a true value were read at all."""

from __future__ import annotations

import pytest

from extractor.evaluate.ceiling import score_ceiling, stands_in
from extractor.evaluate.truth import DocumentTruth, FieldTruth
from models.catalogue import load_catalogue
from models.geometry import Box
from models.page import PageText, TextLine, TextSource

LINES = (
    "名称 云岭精密机械有限公司",
    "经营范围 机械零件、五金制品的",
    "成立日期 2012年05月23日",
    "生产及销售；技术服务",
    "注册资本 2600万元整",
)


@pytest.mark.parametrize(
    ("value", "kind", "read"),
    [
        ("云岭精密机械有限公司", "text", True),
        ("云岭精密机器有限公司", "text", False),
        ("机械零件、五金制品的生产及销售；技术服务", "text", True),
        ("机械零件、五金制品的生产及维修；技术服务", "text", False),
        ("2012-05-23", "day", True),
        ("2012-05-22", "day", False),
        ("2600万元", "money", True),
    ],
)
def test_a_value_is_read_whole_line_by_line_or_by_value(value: str, kind: str, read: bool) -> None:
    assert stands_in(value, LINES, kind=kind) is read


def test_values_that_are_not_printed_are_left_out() -> None:
    fields = (
        FieldTruth(key="company_name", period="", value="云岭精密机械有限公司"),
        FieldTruth(key="legal_representative", period="", value="祁青"),
        FieldTruth(key="paid_in_capital", period="", value=None),
    )
    truth = DocumentTruth(type="business_license", fields=fields)
    line = TextLine(text=LINES[0], box=Box(0, 0, 1, 0.1), confidence=1)
    page = PageText(file="a", page=1, width=9, height=9, source=TextSource.ocr, lines=(line,))
    tally = score_ceiling(truth, [page], where="a", catalogue=load_catalogue())
    assert (tally.right, tally.total) == (1, 2)
    assert [miss.key for miss in tally.misses] == ["legal_representative"]
