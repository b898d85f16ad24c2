"""Tables whose rules were not seen: wide columns, names broken over lines, cells that are no sentence."""

from __future__ import annotations

import pytest

from models.field import Doubt
from models.page import TextLine
from tests.unit.extract.drawing import line, page
from tests.unit.extract.lookups import reading_of
from tests.unit.extract.papers import record, values

NAME = "松陵市云岫精密仪器有限公司"


def layout_certificate(*lines: TextLine) -> dict[str, str]:
    title = line("集成电路布图设计专有权证书", x=0.28, y=0.1, height=0.03)
    return values("ic_layout_cert", page([title, *lines]))


def test_a_value_may_stand_a_column_away_from_its_label() -> None:
    read = layout_certificate(
        line("权利人", x=0.11, y=0.2),
        line(NAME, x=0.53, y=0.2),
        line("申请日", x=0.11, y=0.24),
        line("2017年03月28日", x=0.53, y=0.24),
    )
    assert (read["holder_name"], read["filing_date"]) == (NAME, "2017-03-28")


def test_cells_far_apart_are_no_sentence_about_a_company() -> None:
    read = layout_certificate(line("权利主体", x=0.11, y=0.2), line(NAME, x=0.63, y=0.2))
    assert read.get("holder_name") in (None, NAME)


@pytest.mark.parametrize(("first", "rest"), [(-1, "司"), (-3, "限公司"), (-4, "有限公司")])
def test_a_name_broken_off_in_its_legal_form_goes_on_below(first: int, rest: str) -> None:
    read = layout_certificate(
        line("权利人：", x=0.11, y=0.2),
        line(NAME[:first], x=0.2, y=0.2),
        line(rest, x=0.2, y=0.216),
        line(
            "依照《集成电路布图设计保护条例》，经审查予以登记，有效期自申请日起十年。",
            x=0.11,
            y=0.3,
        ),
    )
    assert read["holder_name"] == NAME


@pytest.mark.parametrize("printed", [NAME[:-1], NAME[:-2], "松陵云岫股份有", "有限公司"])
def test_a_name_that_lost_its_end_or_its_head_is_doubted(printed: str) -> None:
    read, _ = record("ic_layout_cert", page([line(f"权利人：{printed}", x=0.11, y=0.2)]))
    assert Doubt.low_confidence in reading_of(read, "holder_name").doubts


def test_the_letters_of_a_standard_are_no_translation_of_its_label() -> None:
    drawn = page(
        [
            line("检验报告", x=0.4, y=0.1, height=0.03),
            line("检验依据", x=0.11, y=0.2),
            line("GB/T 1234-2017", x=0.25, y=0.2),
        ]
    )
    assert values("product_test_report", drawn)["basis"] == "GB/T 1234-2017"
