"""The programme that a form points to: one, several, or none; never a guess between several."""

from __future__ import annotations

import pytest

from extractor.propose import propose_programme
from models.catalogue import load_catalogue
from models.field import DocumentRecord, Field, FieldStatus, Value
from models.geometry import Box
from models.page import PageText, TextLine, TextSource

CATALOGUE = load_catalogue()


def page(*lines: str) -> PageText:
    placed = tuple(
        TextLine(text=text, box=Box(0.1, 0.1 + n / 20, 0.9, 0.13 + n / 20), confidence=0.99)
        for n, text in enumerate(lines)
    )
    return PageText(
        file="form.pdf", page=1, width=100, height=100, source=TextSource.text_layer, lines=placed
    )


def licence(code: str) -> DocumentRecord:
    reading = Value(value=code, raw=code)
    field = Field(
        document="d1", key="uscc", title_zh="代码", status=FieldStatus.found, reading=reading
    )
    return DocumentRecord(document="d1", type="business_license", fields=(field,))


@pytest.mark.parametrize(
    ("title", "code", "candidates"),
    [
        ("广西壮族自治区 专精特新 中小企业申请表", None, ("gx-zjtx-2021",)),
        ("第三批专精特新“小巨人”企业申请书", "91370100MA3C000003", ("sd-xjr3-2021",)),
        ("第三批专精特新“小巨人”企业申请书", "91310100MA3C000003", ("cn-xjr3-2021",)),
        ("关于召开会议的通知", "91310100MA3C000003", ()),
    ],
)
def test_the_title_and_the_region_tell_the_programme(
    title: str, code: str | None, candidates: tuple[str, ...]
) -> None:
    records = [licence(code)] if code else []
    found = propose_programme([page("附件2", title)], records, CATALOGUE)
    assert found.candidates == candidates


def test_programmes_that_share_a_form_are_all_named() -> None:
    title = "第三批专精特新“小巨人”企业申请书"
    found = propose_programme([page(title)], [], CATALOGUE)
    assert {"cn-xjr3-2021", "he-xjr3-2021", "qh-xjr3-2021"} <= set(found.candidates)
    assert found.title == title


def test_a_title_may_be_broken_over_two_lines() -> None:
    found = propose_programme([page("江西省专业化小巨人", "企业申请书")], [], CATALOGUE)
    assert found.candidates == ("jx-xjr-2021",)


def test_a_single_programme_stands_whatever_the_region() -> None:
    found = propose_programme(
        [page("广西壮族自治区 专精特新 中小企业申请表")], [licence("91310100MA3C000003")], CATALOGUE
    )
    assert found.candidates == ("gx-zjtx-2021",)


def test_a_place_filled_into_a_title_is_no_other_title() -> None:
    found = propose_programme([page("宜江市第一批重点“小巨人”企业目标表")], [], CATALOGUE)
    assert "hb-key1-ent" in found.candidates


def test_a_title_that_is_part_of_a_longer_one_does_not_count() -> None:
    found = propose_programme([page("四川省第二批重点“小巨人”企业目标表")], [], CATALOGUE)
    assert found.candidates == ("sc-key2-ent",)
