"""Signing bodies under their seal: made whole by the seal or the head of the paper, never replaced by another."""

from __future__ import annotations

import pytest

from models.field import Doubt, Value
from models.geometry import Box
from models.page import Seal, SealColour, TextLine
from tests.unit.extract.drawing import line, page
from tests.unit.extract.lookups import reading_of
from tests.unit.extract.papers import record

BODY = "松陵省精密传动行业协会"


def covered(
    text: str, *, weak: str = "", second: str | None = None, x: float = 0.6, y: float = 0.63
) -> TextLine:
    """A line under a seal of which some characters were hardly read."""
    confidences = [0.5 if char in weak else 0.99 for char in text]
    drawn = line(text, x=x, y=y, confidences=confidences, second=second)
    return drawn.model_copy(update={"under_seal": True})


def signed(*body: TextLine, sealed: str = "", head: str = "市场占有率证明") -> Value:
    """What is read as the body that signs a proof of a market share."""
    drawn = page(
        [
            line(head, x=0.3, y=0.12, height=0.03),
            line("兹证明云岫精密仪器有限公司2017年市场占有率为21.5%。", x=0.15, y=0.3),
            *body,
            line("2018年3月2日", x=0.65, y=0.66),
        ]
    )
    box = Box(0.6, 0.55, 0.75, 0.68)
    seal = Seal(
        box=box,
        colour=SealColour.red,
        shape="round",
        text=sealed,
        confidence=0.9,
        organisation=sealed,
    )
    read, _ = record("market_share_proof", drawn.model_copy(update={"seals": (seal,)}))
    return reading_of(read, "issuer")


@pytest.mark.parametrize(
    "body",
    [
        covered("省精密传动行业协会", weak="省"),
        covered("陵省青密传动行业协会", weak="陵青"),
        covered("松陵省精密专动行业协会", second="松陵省精密传动行业办会"),
    ],
)
def test_a_damaged_body_is_made_whole_by_its_seal(body: TextLine) -> None:
    read = signed(body, sealed=BODY)
    assert read.value == BODY
    assert Doubt.repaired in read.doubts
    assert read.raw == body.text


def test_the_head_of_the_paper_names_the_body_too() -> None:
    read = signed(covered("松陵精传动行业协会", weak="松"), head=f"{BODY}文件")
    assert (read.value, Doubt.repaired in read.doubts) == (BODY, True)


def test_a_seal_that_lacks_characters_gives_those_it_has() -> None:
    read = signed(covered("松陵省精密专动行业协会", weak="专"), sealed="松陵省密传动行业协会")
    assert read.value == BODY


@pytest.mark.parametrize(
    "body",
    [
        covered("松陵省精密传热行业协会"),  # read surely: another body than the seal
        covered("松陵省精密传热行业协会", weak="松"),  # what differs was read surely
        covered("云岫省轴承协会", weak="云"),  # another name
    ],
)
def test_what_was_read_surely_is_not_replaced(body: TextLine) -> None:
    assert signed(body, sealed=BODY).value == body.text


def test_two_names_that_both_fit_leave_the_reading_as_it_is() -> None:
    other = line("东陵省精密传动行业协会", x=0.15, y=0.5)
    read = signed(other, covered("陵省精密传动行业协会", weak="陵"), sealed=BODY)
    assert read.value == "陵省精密传动行业协会"


def test_a_name_that_a_seal_parted_is_put_together() -> None:
    first = covered("松陵", x=0.6)
    rest = covered("数省精密传动行业协会", weak="数", x=first.char_spans[1][0] + 0.004)
    read = signed(first, rest)
    assert (read.value, Doubt.repaired in read.doubts) == (BODY, True)
