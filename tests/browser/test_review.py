"""The review screens in a real browser: by mouse, by keyboard alone, and when things are long, empty or broken."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect, sync_playwright

from models.page import PageText
from tests.browser.chromium import find_chromium
from tests.browser.service import PASSWORD, Running, pdf_of, run_service
from tests.unit.extract.drawing import line
from tests.unit.extract.papers import landscape_license, management

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PATIENCE = 60_000  # milliseconds; tests wait for what should happen, they measure nothing
expect.set_options(timeout=PATIENCE)
LONG = "云岫精密仪器有限公司申报材料（含审计报告、专利证书、体系认证证书及其他佐证）" * 4


def expired() -> PageText:
    """A certificate that ended before the programme's reference date."""
    text = management()
    lines = [item for item in text.lines if "有效期至" not in item.text]
    lines.append(line("有效期至：2020年06月11日", x=0.15, y=0.66))
    return text.model_copy(update={"lines": tuple(lines)})


PAPERS = (landscape_license(), expired())


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with run_service(tmp_path_factory.mktemp("service")) as service:
        yield service


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def enter(running: Running, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Sign somebody in on a screen of 1366 x 768; errors of scripts fail the test."""
    contexts, errors = [], []

    def sign_in(name: str = "审核员甲") -> Page:
        login = running.add_account(name)
        context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{running.address}/login")
        page.keyboard.type(login)
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector("#board")
        return page

    yield sign_in
    for context in contexts:
        context.close()
    assert not errors


def hand_in(page: Page, running: Running, title: str, *texts: PageText) -> None:
    """Choose a file on the board and wait until its report is there; open it by the keyboard."""
    running.readings[title] = texts
    page.set_input_files(
        "#files", {"name": title, "mimeType": "application/pdf", "buffer": pdf_of(*texts)}
    )
    row = page.locator("#board tr", has_text=title)
    expect(row.locator(".state.done")).to_be_visible(timeout=PATIENCE)
    row.get_by_role("link").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#desk")
    expect(page.locator("#picture")).to_have_js_property("complete", True, timeout=PATIENCE)


def find(page: Page, rule: str) -> str:
    """The selector of the first finding of a rule; its group is opened by the keyboard."""
    found = page.locator("#list .finding", has_text=rule).first
    group = page.locator(f"input[name=group][value={found.get_attribute('data-group')}]")
    group.focus()
    page.keyboard.press("Space")
    expect(found).to_be_visible()
    return f"#{found.get_attribute('id')}"


EXPIRED, YOUNG = "VAL-01", "X02"
"""A hint about the certificate; an error: the enterprise has not been there for three years."""


def step_to(page: Page, wanted: str) -> None:
    """Go down the list by the keyboard until the finding is chosen."""
    for _ in range(40):
        if page.locator(f"{wanted}.chosen").count():
            return
        page.keyboard.press("j")
    expect(page.locator(f"{wanted}.chosen")).to_be_visible()


def nothing_sticks_out(page: Page) -> bool:
    return bool(
        page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
    )


def test_by_mouse(enter: Callable[..., Page], running: Running) -> None:
    page = enter()
    hand_in(page, running, "鼠标.pdf", *PAPERS)
    finding = page.locator(find(page, EXPIRED))
    finding.locator(".cell .spot").first.click()
    expect(page.locator("#page-number")).to_have_value("2")
    expect(page.locator("#overlay .here")).to_be_visible()
    expect(finding.locator(".crop img").first).to_have_js_property("complete", True)

    page.locator("#overlay button.box").first.click()
    expect(page.locator("#info b")).not_to_be_empty()

    finding.click()
    finding.get_by_role("button", name="排除").click()
    page.get_by_label("企业已作说明").check()
    page.locator("#dismiss textarea").fill("来函说明。")
    page.locator("#dismiss button.primary").click()
    expect(page.locator("#toast")).to_contain_text("已记下")
    page.get_by_role("tab", name="记录").click()
    expect(page.locator(".log li").first).to_contain_text("（无意见） → 排除：企业已作说明")

    page.get_by_role("tab", name="材料清单").click()
    expect(page.locator("#pane-checklist")).to_contain_text("✓ 已提供")
    page.locator(".menu summary").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="补正通知草稿").click()
    content = Path(download.value.path()).read_bytes()
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    assert nothing_sticks_out(page)


def test_by_keyboard_alone(enter: Callable[..., Page], running: Running) -> None:
    page = enter()
    hand_in(page, running, "键盘.pdf", *PAPERS)
    step_to(page, find(page, YOUNG))
    page.keyboard.press("d")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#toast")).to_contain_text("已记下排除意见")
    page.keyboard.press("z")
    expect(page.locator("#toast")).to_contain_text("已撤销")

    step_to(page, find(page, EXPIRED))
    page.keyboard.press("r")
    expect(page.locator("#correct input[name=text]")).to_be_focused()
    for _ in range(
        2
    ):  # back over the states to the values, on to the second one, and again to the text
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowRight")
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.locator("#correct input[name=text]")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("2030年06月11日")
    page.keyboard.press("Enter")
    expect(page.locator("#toast")).to_contain_text("已更正")
    expect(page.locator("#list .finding[data-group=notes]", has_text=EXPIRED)).to_have_count(0)
    page.keyboard.press("6")
    expect(page.locator(".log li").first).to_contain_text("2030年06月11日")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("认证范围")
    page.keyboard.press("Enter")
    expect(page.locator("#hits")).to_contain_text("共 1 处")


def test_two_people_clear_what_weighs_much(enter: Callable[..., Page], running: Running) -> None:
    page = enter("审核员甲")
    hand_in(page, running, "两人.pdf", *PAPERS)
    address = page.url
    wanted = find(page, YOUNG)
    page.locator(wanted).click()
    page.keyboard.press("d")
    page.keyboard.press("Enter")
    expect(page.locator(f"{wanted} .decision")).to_contain_text("待第二人复核")
    other = enter("审核员乙")
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


def test_pages_are_assigned_by_hand(enter: Callable[..., Page], running: Running) -> None:
    page = enter()
    hand_in(page, running, "指定.pdf", *PAPERS)
    page.get_by_role("tab", name="文件").click()
    page.get_by_role("button", name="改类型/拆分").last.click()
    page.locator("#assign select").select_option(index=1)
    chosen = page.locator("#assign option:checked").text_content() or ""
    page.locator("#assign button.primary").click()
    expect(page.locator("#toast")).to_contain_text("已指定")
    expect(page.locator("#pane-files tbody tr").last).to_contain_text(chosen)


def test_a_resubmission_shows_what_changed(enter: Callable[..., Page], running: Running) -> None:
    page = enter()
    hand_in(page, running, "第一次.pdf", *PAPERS)
    wanted = find(page, YOUNG)
    page.locator(wanted).click()
    page.keyboard.press("c")
    expect(page.locator("#toast")).to_contain_text("已确认")
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


def test_nothing_there_is_said(enter: Callable[..., Page], running: Running) -> None:
    page = enter()
    page.goto(f"{running.address}/?words=没有这家企业")
    expect(page.locator("#board")).to_contain_text("没有找到“没有这家企业”")
    page.goto(f"{running.address}/submissions/00000000-0000-0000-0000-000000000000")
    expect(page.locator("main")).to_contain_text("没有这份材料")


def test_what_cannot_be_read_is_said(enter: Callable[..., Page], running: Running) -> None:
    page = enter()
    broken = FilePayload(name="损坏.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7 broken")
    page.set_input_files("#files", broken)
    row = page.locator("#board tr", has_text="损坏.pdf")
    expect(row.locator(".state.refused")).to_be_visible(timeout=PATIENCE)
    row.get_by_role("link").click()
    expect(page.locator("main h1")).to_contain_text("未能受理")
    expect(page.locator("main")).to_contain_text("代码")


def test_long_names_and_many_pages_fit(enter: Callable[..., Page], running: Running) -> None:
    page = enter()
    hand_in(page, running, f"{LONG[:150]}.pdf", *PAPERS * 150)
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
