"""Two pages on one sheet become two, each leading back to its place; wide single pages stay whole."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractor.ocr.two_up import find_gutter, split_two_up
from models.geometry import Box, Frame
from models.page import (
    CheckBox,
    MarkState,
    PageText,
    Ruling,
    Seal,
    SealColour,
    TextLine,
    TextSource,
)

LEFT, RIGHT = 0.07, 0.57  # where the text of the two pages begins


def line(text: str, x0: float, y: float, *, width: float = 0.36, height: float = 0.02) -> TextLine:
    return TextLine(text=text, box=Box(x0, y, x0 + width, y + height), confidence=0.99)


def column(name: str, x0: float, *, rows: int = 8) -> list[TextLine]:
    return [line(f"{name}第{row}行", x0, 0.2 + 0.08 * row) for row in range(rows)]


def sheet(lines: Sequence[TextLine], *, width: int = 1400, **more: object) -> PageText:
    page = PageText(
        file="a.jpg", page=3, width=width, height=1000, source=TextSource.ocr, lines=tuple(lines)
    )
    return page.model_copy(update=more)


def booklet(*, width: int = 1400, **more: object) -> PageText:
    return sheet([*column("左", LEFT), *column("右", RIGHT)], width=width, **more)


def test_an_open_booklet_is_two_pages() -> None:
    left, right = split_two_up(booklet())
    assert [(page.file, page.page, page.half) for page in (left, right)] == [
        ("a.jpg", 3, 1),
        ("a.jpg", 3, 2),
    ]
    assert left.ref != right.ref
    assert {item.text[0] for item in left.lines} == {"左"}
    assert {item.text[0] for item in right.lines} == {"右"}
    assert left.width == right.width == 700


@pytest.mark.parametrize("turns", [0, 1])
def test_everything_on_a_half_leads_back_to_where_it_is_displayed(turns: int) -> None:
    frame = Frame(quarter_turns=turns, matrix=(0, 1, 0, -1, 0, 1, 0, 0, 1)) if turns else Frame()
    mark = CheckBox(box=Box(0.6, 0.5, 0.61, 0.52), state=MarkState.empty, ink=0, confidence=1)
    seal = Seal(box=Box(0.75, 0.7, 0.85, 0.84), colour=SealColour.red, shape="round")
    spans = ((0.57, 0.6), (0.6, 0.64))
    lines = [item.model_copy(update={"char_spans": spans}) for item in column("右", RIGHT)]
    page = sheet(
        [*column("左", LEFT), *lines],
        frame=frame,
        check_boxes=(mark,),
        seals=(seal,),
        rulings=(Ruling(x0=0.57, y0=0.9, x1=0.93, y1=0.9),),
    )
    left, right = split_two_up(page)
    assert (left.check_boxes, left.seals, left.rulings) == ((), (), ())
    before = [mark.box, seal.box, lines[0].box]
    after = [right.check_boxes[0].box, right.seals[0].box, right.lines[0].box]
    for box, moved in zip(before, after, strict=True):
        assert right.place(moved).box == pytest.approx(page.place(box).box, abs=2e-4)
    assert right.lines[0].char_spans[0][0] == pytest.approx(right.lines[0].box.x0)
    assert right.rulings[0].x0 == pytest.approx(right.lines[0].box.x0)


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(booklet(width=1000), id="portrait"),
        pytest.param(booklet(source=TextSource.native), id="native"),
        pytest.param(
            sheet([line("横贯两栏的标题", 0.4, 0.08, width=0.2), *booklet().lines]), id="title"
        ),
        pytest.param(
            booklet(rulings=(Ruling(x0=0.05, y0=0.5, x1=0.95, y1=0.5),)), id="rule across"
        ),
        pytest.param(
            sheet([*column("左", 0.03), *column("右", 0.43)]), id="gutter narrower than margins"
        ),
        pytest.param(sheet([*column("左", LEFT), *column("右", RIGHT, rows=4)]), id="few lines"),
        pytest.param(
            sheet(
                [
                    *column("左", LEFT),
                    *(line("元", RIGHT + 0.3, 0.2 + 0.08 * n, width=0.05) for n in range(8)),
                ]
            ),
            id="narrow column",
        ),
    ],
)
def test_a_wide_page_stays_whole(page: PageText) -> None:
    assert find_gutter(page) is None
    assert split_two_up(page) == (page,)


def half_width(*extra: TextLine) -> PageText:
    """Two columns whose gutter alone does not tell two pages."""
    return sheet([*column("左", 0.09), *column("右", RIGHT), *extra])


def test_a_gutter_narrower_than_the_margins_needs_another_sign() -> None:
    assert find_gutter(half_width()) is None
    numbers = [line("— 6 —", 0.25, 0.92, width=0.05), line("— 7 —", 0.74, 0.92, width=0.05)]
    assert find_gutter(half_width(*numbers)) is not None
    heads = [line("证书", x, 0.1, width=0.1, height=0.05) for x in (0.22, 0.7)]
    assert find_gutter(half_width(*heads)) is not None
