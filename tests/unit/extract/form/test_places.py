"""Seals and signatures at their printed words."""

from __future__ import annotations

from models.field import Doubt, FieldStatus
from models.geometry import Box
from models.page import PageText, Seal, SealColour
from tests.unit.extract.form.forms import Paper, field, read


def cover(*, seal: Box | None, text: str = "") -> PageText:
    paper = Paper()
    paper.y = 0.4
    paper.say("企业名称（盖章）", "江南轴承有限公司")
    if seal is not None:
        paper.seals.append(
            Seal(box=seal, colour=SealColour.red, shape="round", text=text, confidence=0.95)
        )
    return paper.page()


def test_seal_at_its_words() -> None:
    record, _ = read(cover(seal=Box(0.5, 0.36, 0.65, 0.47), text="江南轴承有限公司"))
    reading = field(record, "cover_seal").reading
    assert reading is not None
    assert reading.value == "是"
    assert reading.place is not None
    assert reading.place.box == Box(0.5, 0.36, 0.65, 0.47)
    assert field(record, "cover_seal_text").value == "江南轴承有限公司"


def test_seal_far_away_is_not_at_the_words() -> None:
    record, _ = read(cover(seal=Box(0.5, 0.7, 0.65, 0.81)))
    assert field(record, "cover_seal").value == "否"
    assert field(record, "cover_seal_text").status is FieldStatus.absent


def test_seal_whose_text_was_not_read() -> None:
    record, _ = read(cover(seal=Box(0.5, 0.36, 0.65, 0.47)))
    assert field(record, "cover_seal_text").status is FieldStatus.unreadable


def test_value_that_runs_into_a_seal_may_be_cut_off() -> None:
    record, _ = read(cover(seal=Box(0.57, 0.36, 0.72, 0.47)))
    reading = field(record, "cover_applicant_name").reading
    assert reading is not None
    assert Doubt.under_seal in reading.doubts


def test_signature_is_for_a_person_to_look_at() -> None:
    cell = "以上所填内容均准确、真实。\n法定代表人（签名）：江子衿"
    page = Paper().say("五、经营管理").table([["真实性声明", cell]], widths=(0.2, 0.6)).page()
    signature = field(read(page)[0], "declaration_signature").reading
    assert signature is not None
    assert (signature.value, signature.doubts) == ("江子衿", (Doubt.low_confidence,))
