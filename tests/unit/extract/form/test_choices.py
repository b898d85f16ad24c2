"""Ticked options: boxes before and after them, shared heads, two ticks, none, and marks that cannot be told."""

from __future__ import annotations

import pytest

from extractor.extract.form.single import SingleField, read_single
from models.field import Doubt, FieldStatus
from models.geometry import Box
from models.issue import IssueCode
from models.page import CheckBox, MarkState, PageText
from tests.unit.extract.form.forms import Paper, field, read, values


def page_of(section: str, label: str, cell: str) -> PageText:
    return Paper().say(section).table([[label, cell]], widths=(0.25, 0.6)).page()


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("□国有 □合资 ☑民营 □其他", "民营"),
        ("☒国有 □合资 □民营 □其他", "国有"),
        ("国有□ 合资☑ 民营□ 其他□", "合资"),
        ("□国有\n□合资\n□民营\n☑其他", "其他"),
    ],
)
def test_single_choice(cell: str, value: str) -> None:
    reading = field(
        read(page_of("一、企业基本情况", "企业类型", cell))[0], "enterprise_type"
    ).reading
    assert reading is not None
    assert (reading.value, reading.doubts) == (value, ())


def test_two_ticks_in_a_single_choice_are_reported() -> None:
    record, issues = read(page_of("一、企业基本情况", "企业类型", "□国有 ☑合资 ☑民营 □其他"))
    reading = field(record, "enterprise_type").reading
    assert reading is not None
    assert (reading.value, reading.doubts) == ("合资;民营", (Doubt.ambiguous_mark,))
    assert any(issue.code is IssueCode.mark_unclear for issue in issues)


def test_nothing_ticked_is_absent_and_told() -> None:
    record, issues = read(page_of("一、企业基本情况", "企业类型", "□国有 □合资 □民营 □其他"))
    assert field(record, "enterprise_type").status is FieldStatus.absent
    untouched = [issue for issue in issues if "均未勾选" in issue.message]
    assert [issue.page for issue in untouched] == [1]


def ringed(cell: str, *, first: int, last: int, options: tuple[str, ...]) -> SingleField:
    """A row whose characters first..last of the second cell stand in a ring."""
    page = Paper().table([["厂房性质", cell]], widths=(0.25, 0.6)).page()
    line = page.lines[-1]
    box = line.part(first, last + 1).box
    ring = CheckBox(
        box=Box(box.x0 - 0.006, box.y0 - 0.006, box.x1 + 0.006, box.y1 + 0.006),
        state=MarkState.circled,
        ink=0.0,
        confidence=0.8,
    )
    page = page.model_copy(update={"check_boxes": (ring,)})
    return read_single(page, after=("厂房性质",), kind="choice", options=options)


def test_ring_around_an_option_without_boxes() -> None:
    single = ringed("合格 / 不合格", first=5, last=7, options=("合格", "不合格"))
    assert (single.chosen, single.doubtful) == (("不合格",), False)


def test_ring_around_words_that_could_not_be_read_is_doubtful() -> None:
    single = ringed("自有 / 咀货 / 合作", first=5, last=6, options=("自有", "租赁", "合作"))
    assert (single.chosen, single.doubtful) == (("租赁",), True)


def test_printed_options_without_any_mark_are_no_answer() -> None:
    page = Paper().table([["厂房性质", "自有 / 租赁"]], widths=(0.25, 0.6)).page()
    single = read_single(page, after=("厂房性质",), kind="choice", options=("自有", "租赁"))
    assert (single.chosen, single.doubtful) == ((), True)


def test_options_of_a_free_row_go_on_behind_a_gap() -> None:
    page = Paper().say("厂房性质：□自有", "☑租赁", "交通情况：便利").page()
    single = read_single(
        page,
        after=("厂房性质",),
        kind="choice",
        options=("自有", "租赁"),
        labels=("交通情况",),
    )
    assert (single.chosen, single.doubtful) == (("租赁",), False)


def test_one_figure_between_printed_words_is_a_number() -> None:
    page = Paper().say("其中：发明专利4项，实用新型", "项，外观设计7项。").page()
    counts = [
        read_single(page, after=("其中", kind), before=("项",), kind="count").answer
        for kind in ("发明专利", "实用新型", "外观设计")
    ]
    assert [answer.value.value if answer.value else None for answer in counts] == ["4", None, "7"]
    assert counts[1].status is FieldStatus.absent


def test_unclear_mark_is_not_guessed() -> None:
    record, issues = read(page_of("一、企业基本情况", "企业类型", "□国有 □合资 ▨民营 □其他"))
    assert field(record, "enterprise_type").status is FieldStatus.unreadable
    assert any(issue.code is IssueCode.mark_unclear for issue in issues)


def test_option_without_a_seen_box_makes_an_empty_choice_unreadable() -> None:
    record, _ = read(page_of("一、企业基本情况", "企业类型", "□国有 □合资 民营 □其他"))
    assert field(record, "enterprise_type").status is FieldStatus.unreadable


def test_yes_and_no_with_an_amount_behind() -> None:
    label = "近2年内是否获得\n新增股权融资"
    asked = "如是，请填写金额："
    read_values = values(page_of("二、经济效益", label, f"□否 ☑是 {asked}1200 万元"))
    assert read_values["equity_financing_received"] == "是"
    assert read_values["new_equity_financing"] == "12000000"
    read_values = values(page_of("二、经济效益", label, f"☑否 □是 {asked}    万元"))
    assert read_values["equity_financing_received"] == "否"
    assert read_values["new_equity_financing"] is None


def test_numbers_between_boxes() -> None:
    cell = "企业技术中心 □国家级__个 ☑省级 2 个"
    page = page_of("四、创新能力", "研发机构建设情况", cell)
    read_values = values(page)
    assert read_values["technology_centre_national"] is None
    assert read_values["technology_centre_provincial"] == "2"


def test_number_behind_words_that_lost_a_character() -> None:
    cell = "企业技术中心 □国家级__个 □省级__个\n企业工程中 ☑国家级 1 个 □省级__个"
    page = page_of("四、创新能力", "研发机构建设情况", cell)
    assert values(page)["engineering_centre_national"] == "1"


def test_options_with_a_shared_head() -> None:
    cell = (
        "1.高新技术企业 ☑\n2.技术创新示范企业（国家级 □ 省级 ☑）\n"
        "3.工业企业知识产权运用试点企业（国家级 □ 省级 □）\n5.绿色工厂 □ 6.质量标杆 ☑\n8.其他□ （请说明）。"
    )
    page = page_of("四、创新能力", "获得相关部门认定的称\n号（有效期内）", cell)
    reading = field(read(page)[0], "recognised_titles").reading
    assert reading is not None
    assert reading.value == "高新技术企业;技术创新示范企业（省级）;质量标杆"


def test_boxes_in_a_column_of_their_own() -> None:
    paper = Paper().say("六、初核推荐")
    rows = [
        ["分类\n指标\n（3选1）", "a.上年度营业收入1亿元及以上；", "□"],
    ]
    paper.table(rows, widths=(0.2, 0.5, 0.06))
    page = paper.page()
    assert field(read(page)[0], "review_class").status is not FieldStatus.found
    cell = "a.上年度营业收入1亿元及以上；\nb.上年度营业收入5000万元；\nc.不足5000万元；"
    rows = [["分类指标\n（3选1）", cell, "□\n☑\n□"]]
    page = Paper().say("六、初核推荐").table(rows, widths=(0.2, 0.5, 0.06)).page()
    assert values(page)["review_class"] == "b"


def test_statement_and_opinion_of_the_recommender() -> None:
    cell = (
        "1.该企业符合“分类指标”中 a☑ b□ c□ 类要求（三选一）。\n"
        "2.该企业符合“6项必备指标”中的 6 项。\n3.推荐意见：同意。\n（请填“同意”或“不同意”）。"
    )
    read_values = values(page_of("六、初核推荐", "省级中小企业\n主管部门推荐意见", cell))
    assert read_values["review_class_statement"] == "a"
    assert read_values["review_must_count"] == "6"
    assert read_values["review_opinion"] == "同意"


def test_place_of_a_choice_is_around_its_ticked_boxes() -> None:
    page = page_of("一、企业基本情况", "企业类型", "□国有 □合资 ☑民营 □其他")
    reading = field(read(page)[0], "enterprise_type").reading
    ticked = next(box for box in page.check_boxes if box.state.value == "ticked")
    assert reading is not None
    assert reading.place is not None
    assert reading.place.box == ticked.box.clipped()
