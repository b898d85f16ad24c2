"""The review screen in a real browser: by mouse, by keyboard alone, by two people, a second time.

One file because the ways share the papers and the steps on the screen.
"""

from __future__ import annotations

import io
import zipfile

import pytest
from playwright.sync_api import FilePayload, Page, expect

from models.page import PageText
from tests.api.conftest import PROGRAMME
from tests.browser.conftest import Door, downloaded
from tests.browser.service import EMPTY, Running, pdf_of
from tests.unit.extract.drawing import line
from tests.unit.extract.papers import landscape_license, management

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LONG = "云岫精密仪器有限公司申报材料（含审计报告、专利证书、体系认证证书及其他佐证）" * 4


def expired() -> PageText:
    """A certificate that ended before the programme's reference date."""
    text = management()
    lines = [item for item in text.lines if "有效期至" not in item.text]
    lines.append(line("有效期至：2020年06月11日", x=0.15, y=0.66))
    return text.model_copy(update={"lines": tuple(lines)})


PAPERS = (landscape_license(), expired())
EXPIRED, YOUNG = "VAL-01", "X02"
"""A hint about the certificate; an error: the enterprise has not been there for three years."""


ASKED = """document.getElementById("files").addEventListener("click", (event) => {
  event.preventDefault();
  window.asked = true;
})"""
"""Notes that the chooser of files is asked for, in place of opening one, which no test can reach."""


def scan(running: Running, title: str, *texts: PageText) -> FilePayload:
    """A scanned PDF to hand in, whose pages will be read as these texts."""
    running.readings[title] = texts
    return FilePayload(name=title, mimeType="application/pdf", buffer=pdf_of(*texts))


def hand_in(page: Page, running: Running, title: str, *texts: PageText) -> None:
    """Hand a scan in on the board, wait for its report and open it."""
    page.set_input_files("#files", scan(running, title, *texts))
    row = page.locator("#board tr", has_text=title)
    expect(row.locator(".state.done")).to_be_visible()
    row.get_by_role("link").click()
    page_is_shown(page)


def page_is_shown(page: Page) -> None:
    """Wait for the picture of the page on the review screen."""
    page.wait_for_selector("#stage:not(.loading)")
    expect(page.locator("#picture")).not_to_have_js_property("naturalWidth", 0)


def find(page: Page, rule: str) -> str:
    """The selector of the first finding of a rule; its group is opened by the keyboard."""
    found = page.locator("#list .finding", has_text=rule).first
    group = page.locator(f"input[name=group][value={found.get_attribute('data-group')}]")
    group.focus()
    page.keyboard.press("Space")
    expect(found).to_be_visible()
    return f"#{found.get_attribute('id')}"


def step_to(page: Page, wanted: str) -> None:
    """Go down the list by the keyboard until the finding is chosen."""
    for _ in range(40):
        if page.locator(f"{wanted}.chosen").count():
            return
        page.keyboard.press("j")
    expect(page.locator(f"{wanted}.chosen")).to_be_visible()


def tab_to(page: Page, selector: str, *, key: str = "Tab") -> None:
    """Press Tab, or Shift+Tab, until an element has the focus."""
    target = page.locator(selector).first
    for _ in range(120):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press(key)
    expect(target).to_be_focused()


def says(page: Page, text: str) -> None:
    """Wait for a message at the foot of the page."""
    expect(page.locator("#toast")).to_contain_text(text)


def nothing_sticks_out(page: Page) -> bool:
    return bool(
        page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
    )


def test_by_mouse(door: Door, running: Running) -> None:
    page = door.enter()
    with running.held():
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="选择文件", exact=True).click()
        chooser.value.set_files(scan(running, "鼠标.pdf", *PAPERS))
        expect(page.locator("#sending li")).to_contain_text("已收到")
        page.locator("#board tr", has_text="鼠标.pdf").get_by_role("link").click()
        expect(page.locator("h1")).to_have_text("排队中")
        expect(page.locator("#waiting progress")).to_be_visible()
    page_is_shown(page)

    finding = page.locator(find(page, EXPIRED))
    finding.locator(".cell .spot").first.click()
    expect(page.locator("#page-number")).to_have_value("2")
    expect(page.locator("#overlay .here")).to_be_visible()
    expect(finding.locator(".crop img").first).not_to_have_js_property("naturalWidth", 0)
    page.locator("#overlay button.box").first.click()
    expect(page.locator("#info b")).not_to_be_empty()

    finding.locator("h3").click()
    finding.get_by_role("button", name="排除").click()
    page.get_by_label("企业已作说明").check()
    page.locator("#dismiss textarea").fill("来函说明。")
    page.locator("#dismiss button.primary").click()
    says(page, "已记下")
    page.get_by_role("tab", name="记录").click()
    expect(page.locator(".log li").first).to_contain_text("（无意见） → 排除：企业已作说明")
    page.get_by_role("tab", name="发现").click()
    correct_by_mouse(page)

    page.get_by_role("tab", name="材料清单").click()
    expect(page.locator("#pane-checklist")).to_contain_text("✓ 已提供")
    page.locator("#exports summary").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="补正通知草稿").click()
    assert zipfile.ZipFile(io.BytesIO(downloaded(download.value.path()))).testzip() is None
    assert nothing_sticks_out(page)


def correct_by_mouse(page: Page) -> None:
    """Draw the place of the date anew and type another one: the finding goes away."""
    finding = page.locator(find(page, EXPIRED))
    finding.locator("h3").click()
    finding.get_by_role("button", name="更正读数").click()
    page.locator("#which label").nth(1).click()
    page.get_by_role("button", name="重新框选位置").click()
    page.wait_for_selector("#stage.drawing:not(.loading)")
    here = page.locator("#overlay .draft").bounding_box()
    assert here is not None
    page.mouse.move(here["x"] - 3, here["y"] - 3)
    page.mouse.down()
    page.mouse.move(here["x"] + here["width"] + 3, here["y"] + here["height"] + 3, steps=4)
    page.mouse.up()
    expect(page.locator("#correct [data-redrawn]")).to_be_visible()
    page.locator("#correct [name=text]").fill("2030年06月11日")
    page.locator("#correct button.primary").click()
    says(page, "已更正")
    expect(page.locator("#list .finding.failed", has_text=EXPIRED)).to_have_count(0)


def test_by_keyboard_alone(door: Door, running: Running) -> None:
    page = door.enter()
    page.on(
        "filechooser", lambda _: None
    )  # from now on choosers are caught, not only once asked for
    tab_to(page, "#programme")
    page.keyboard.type(PROGRAMME)
    expect(page.locator("#programme")).to_have_value(PROGRAMME)
    tab_to(page, "[data-pick=files]", key="Shift+Tab")
    page.evaluate(ASKED)
    page.keyboard.press("Enter")
    page.wait_for_function("window.asked")
    page.set_input_files("#files", scan(running, "键盘.pdf", *PAPERS))
    row = page.locator("#board tr", has_text="键盘.pdf")
    expect(row.locator(".state.done")).to_be_visible()
    tab_to(page, f'#board a[href="{row.get_by_role("link").get_attribute("href")}"]')
    page.keyboard.press("Enter")
    page_is_shown(page)

    step_to(page, find(page, YOUNG))
    page.keyboard.press("d")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    says(page, "已记下排除意见")
    page.keyboard.press("z")
    says(page, "已撤销")
    step_to(page, find(page, YOUNG))
    page.keyboard.press("m")
    page.keyboard.type("请企业说明成立时间。")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    says(page, "已添加备注")
    expect(page.locator("#list .comment")).to_contain_text("请企业说明成立时间。")

    correct_by_keyboard(page)
    page.keyboard.press("6")
    expect(page.locator(".log li").first).to_contain_text("2030年06月11日")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("认证范围")
    page.keyboard.press("Enter")
    expect(page.locator("#hits")).to_contain_text("共 1 处")
    page.keyboard.press("Escape")
    page.keyboard.press("x")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert "核验报告".encode() in downloaded(download.value.path())


def correct_by_keyboard(page: Page) -> None:
    """Choose the second value, move its box and type another date: the finding goes away."""
    step_to(page, find(page, EXPIRED))
    page.keyboard.press("r")
    text = page.locator("#correct input[name=text]")
    expect(text).to_be_focused()
    for _ in range(2):  # back over the states to the values
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowRight")
    tab_to(page, "#correct [data-redraw]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#stage.drawing:not(.loading)")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#correct [data-redrawn]")).to_be_visible()
    expect(text).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("2030年06月11日")
    page.keyboard.press("Enter")
    says(page, "已更正")
    expect(page.locator("#list .finding.failed", has_text=EXPIRED)).to_have_count(0)


def test_two_people_clear_what_weighs_much(door: Door, running: Running) -> None:
    page = door.enter("审核员甲")
    hand_in(page, running, "两人.pdf", *PAPERS)
    address = page.url
    wanted = find(page, YOUNG)
    page.locator(wanted).click()
    page.keyboard.press("d")
    page.keyboard.press("Enter")
    expect(page.locator(f"{wanted} .decision")).to_contain_text("待第二人复核")
    other = door.enter("审核员乙")
    other.goto(address)
    other.locator(wanted).click()
    other.keyboard.press("d")
    other.keyboard.press("Enter")
    expect(other.locator("#toast")).to_contain_text("已记下")
    other.get_by_label("已有意见").check()
    expect(other.locator(f"{wanted} .decision")).to_contain_text("已排除")
    other.get_by_role("tab", name="记录").click()
    other.locator("[data-undo]").first.click()
    expect(other.locator(".log li").first).to_contain_text("撤销第 2 条")


def test_pages_are_assigned_by_hand(door: Door, running: Running) -> None:
    page = door.enter()
    hand_in(page, running, "指定.pdf", *PAPERS)
    page.get_by_role("tab", name="文件").click()
    page.get_by_role("button", name="改类型/拆分").last.click()
    page.locator("#assign select").select_option(index=1)
    chosen = page.locator("#assign option:checked").text_content() or ""
    page.locator("#assign button.primary").click()
    says(page, "已指定")
    expect(page.locator("#pane-files tbody tr").last).to_contain_text(chosen)


def test_a_resubmission_shows_what_changed(door: Door, running: Running) -> None:
    page = door.enter()
    hand_in(page, running, "第一次.pdf", *PAPERS)
    wanted = find(page, YOUNG)
    page.locator(wanted).click()
    page.keyboard.press("c")
    says(page, "已确认")
    page.goto(running.address)
    more = landscape_license().model_copy(update={"lines": landscape_license().lines[:3]})
    hand_in(page, running, "第二次.pdf", *PAPERS, more)
    page.locator(".note a").first.click()
    expect(page.locator("h1")).to_contain_text("相比")
    expect(page.locator("main")).to_contain_text("第二次.pdf")
    page.get_by_role("button", name="沿用").click()
    expect(page.get_by_role("button", name="沿用")).to_have_count(0)
    page.locator(".where a").click()
    page.get_by_label("已有意见").check()
    expect(page.locator("#list .finding:visible").first).to_contain_text("已确认不一致")


def test_long_names_and_many_pages_fit(door: Door, running: Running) -> None:
    page = door.enter()
    hand_in(page, running, f"{LONG[:150]}.pdf", *PAPERS, *[EMPTY] * 298)
    assert page.locator(".thumb").count() == 300
    assert (
        page.locator(".thumbs img").evaluate_all("all => all.filter(i => i.complete).length") < 100
    )
    page.fill("#page-number", "299")
    page.keyboard.press("Enter")
    expect(page.locator("#page-name")).to_contain_text("第 299 页")
    for key in "123456":
        page.locator("body").press(key)
        assert nothing_sticks_out(page)
    page.goto(running.address)
    assert nothing_sticks_out(page)
