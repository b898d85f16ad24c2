"""The work board and the account pages in a real browser: first start, assigning, filters, drop, nothing, refusals."""

from __future__ import annotations

import pytest
from playwright.sync_api import FilePayload, Page, expect

from api.security.first_link import make_first_link
from api.store.tables import Role
from tests.browser.conftest import Door
from tests.browser.service import PASSWORD, Running

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DROP = """async ([name, text]) => {
  const files = new DataTransfer();
  files.items.add(new File([text], name));
  document.getElementById("drop").dispatchEvent(
    new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
}"""
"""Drops a file as a person would; the browser's own drag cannot be driven from outside."""


def rows(page: Page) -> list[str]:
    """The names on the board, from above."""
    return page.locator("#board tbody td:first-child a").all_inner_texts()


def test_the_first_link_leads_to_an_empty_board(door: Door, running: Running) -> None:
    page = door.outside()
    link = make_first_link(running.database, address=running.address)
    assert link is not None
    page.goto(link)
    page.get_by_label("姓名").fill("管理员")
    page.get_by_label("新密码").fill(PASSWORD)
    page.get_by_label("再输一遍").fill("something else entirely")
    page.get_by_role("button", name="设置并进入").click()
    expect(page.get_by_role("alert")).to_have_text("两次输入的密码不一样。")
    page.get_by_label("再输一遍").fill(PASSWORD)
    page.get_by_role("button", name="设置并进入").click()
    expect(page.locator(".who")).to_contain_text("管理员")
    page.goto(link)
    page.get_by_label("新密码").fill(PASSWORD)
    page.get_by_label("再输一遍").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("链接已使用或已过期")


def test_an_administrator_makes_an_account_whose_owner_signs_in(
    door: Door, running: Running
) -> None:
    admin = door.enter("管理员", Role.admin)
    admin.get_by_role("link", name="账号").click()
    admin.locator("#new-account [name=login]").fill("reviewer.new")
    admin.locator("#new-account [name=name]").fill("新审核员")
    admin.get_by_role("button", name="新建并生成链接").click()
    expect(admin.locator("#link")).to_be_visible()
    link = admin.locator("#link [name=link]").input_value()
    admin.get_by_role("button", name="完成").click()
    row = admin.locator("#people tr", has_text="reviewer.new")
    expect(row).to_contain_text("未设密码")
    person = door.outside()
    person.goto(running.address + link[link.index("/welcome") :])
    person.get_by_label("新密码").fill(PASSWORD)
    person.get_by_label("再输一遍").fill(PASSWORD)
    person.keyboard.press("Enter")
    expect(person.locator("#board")).to_contain_text("还没有材料")
    row.get_by_role("button", name="停用").click()
    expect(row).to_contain_text("已停用")
    person.reload()
    expect(person.get_by_role("heading", name="登录")).to_be_visible()


def test_work_is_handed_out_and_found_by_filter_and_order(door: Door, running: Running) -> None:
    lead = door.enter("负责人")
    with running.held():
        for name in ("甲企业.docx", "乙企业.docx"):
            lead.evaluate(DROP, [name, f"no document: {name}"])
            expect(lead.locator("#sending li").last).to_contain_text("已收到")
        reviewer = door.enter("审核员丙", Role.reviewer)
        expect(reviewer.locator("#board")).to_contain_text("还没有材料")
        lead.locator("#board tr", has_text="甲企业").locator(".holders").click()
        lead.locator("#holders label", has_text="审核员丙").click()
        lead.get_by_role("button", name="保存").click()
        cell = lead.locator("#board tr", has_text="甲企业").locator(".holders")
        expect(cell).to_have_text("审核员丙")
        reviewer.reload()
        assert rows(reviewer) == ["甲企业.docx"]

        lead.locator("select[name=holder]").select_option("nobody")
        expect(lead.locator("#board")).not_to_contain_text("甲企业")
        expect(lead.locator("#board")).to_contain_text("乙企业")
        lead.locator("select[name=holder]").select_option("")
        lead.locator("#words").fill("企业.docx")
        lead.keyboard.press("Enter")
        expect(lead.locator("#board tbody tr")).to_have_count(2)
        assert rows(lead) == ["乙企业.docx", "甲企业.docx"]
        lead.locator("select[name=order]").select_option("oldest")
        expect(lead.locator("#board tbody td a").first).to_have_text("甲企业.docx")
        lead.locator(".piles label", has_text="处理中").click()
        expect(lead.locator("#board tbody tr")).to_have_count(2)
        lead.locator(".piles label", has_text="待处理").click()
        expect(lead.locator("#board")).to_contain_text("没有找到")
    lead.locator(".piles label", has_text="有问题").click()
    expect(lead.locator("#board tbody tr")).to_have_count(2)
    expect(lead.locator("#board .state.refused")).to_have_count(2)


def test_an_example_is_loaded_with_one_click(door: Door, running: Running) -> None:
    page = door.enter()
    with running.held():
        page.locator(".upload [data-example]").first.click()
        expect(page.locator("h1")).to_have_text("排队中")
        expect(page.locator(".where")).to_contain_text("样例")


def test_nothing_is_sent_before_a_programme_is_chosen(door: Door) -> None:
    page = door.enter()
    page.select_option("#programme", "")
    page.evaluate(DROP, ["材料.docx", "text"])
    expect(page.locator("#toast")).to_contain_text("请先选择申报项目")
    expect(page.locator("#programme")).to_be_focused()
    expect(page.locator("#sending li")).to_have_count(0)


def test_nothing_there_is_said(door: Door, running: Running) -> None:
    page = door.enter()
    page.goto(f"{running.address}/?words=没有这家企业")
    expect(page.locator("#board")).to_contain_text("没有找到“没有这家企业”")
    page.goto(f"{running.address}/submissions/00000000-0000-0000-0000-000000000000")
    expect(page.locator("main")).to_contain_text("没有这份材料")


def test_what_cannot_be_read_is_said(door: Door) -> None:
    page = door.enter()
    broken = FilePayload(name="损坏.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7 broken")
    page.set_input_files("#files", broken)
    row = page.locator("#board tr", has_text="损坏.pdf")
    expect(row.locator(".state.refused")).to_be_visible()
    row.get_by_role("link").click()
    expect(page.locator("main h1")).to_contain_text("未能受理")
    expect(page.locator("main")).to_contain_text("代码")
