"""A list of contents is no printed form: nothing is looked for on it that it does not print."""

from __future__ import annotations

from tests.unit.extract.drawing import line, page
from tests.unit.extract.papers import record

CONTENTS = (
    "佐证材料目录",
    "1 企业营业执照",
    "2 2019年度审计报告",
    "3 2020年度审计报告",
    "4 商标注册证",
)


def test_a_list_of_contents_misses_no_fields_of_a_form() -> None:
    drawn = page([line(text, x=0.2, y=0.1 + n / 20) for n, text in enumerate(CONTENTS)])
    read, issues = record("evidence_index", drawn)
    assert issues == ()
    assert read.table is None
    assert read.fields == ()
