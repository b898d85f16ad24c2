"""One service and one browser for all tests of the screens; people sign in as they would."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from api.store.tables import Role
from tests.api.conftest import PROGRAMME
from tests.browser.chromium import find_chromium
from tests.browser.service import PASSWORD, Running, run_service

PATIENCE = 120_000  # milliseconds; tests wait for what should happen, they measure nothing
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def running() -> Iterator[Running]:
    """The service with its worker, on a database of its own.

    Not below pytest's own folder: each run of pytest closes that to other users, the server's included.
    """
    with (
        tempfile.TemporaryDirectory(prefix="heyan-test-", ignore_cleanup_errors=True) as folder,
        run_service(Path(folder)) as service,
    ):
        yield service


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium."""
    path = find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


class Door:
    """Lets people in on screens of 1366 x 768, and keeps what their scripts complain about."""

    def __init__(self, running: Running, chromium: Browser) -> None:
        self.errors: list[str] = []
        self._running = running
        self._chromium = chromium
        self._contexts: list[BrowserContext] = []

    def outside(self) -> Page:
        """A page of nobody."""
        context = self._chromium.new_context(
            viewport={"width": 1366, "height": 768}, locale="zh-CN", accept_downloads=True
        )
        self._contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        return page

    def enter(self, name: str = "审核员甲", role: Role = Role.lead) -> Page:
        """Sign somebody new in by the keyboard; return their work board."""
        login = self._running.add_account(name, role)
        page = self.outside()
        page.goto(f"{self._running.address}/login")
        page.wait_for_selector("input:focus")  # by itself, but not always before the page is there
        page.keyboard.type(login)
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector("#board")
        page.wait_for_load_state("load")  # its scripts have run: keys and clicks are listened to
        page.select_option("#programme", PROGRAMME)
        return page

    def close(self) -> None:
        """Close every window."""
        for context in self._contexts:
            context.close()


@pytest.fixture
def door(running: Running, chromium: Browser) -> Iterator[Door]:
    """The way in; errors of scripts fail the test."""
    door = Door(running, chromium)
    yield door
    door.close()
    assert not door.errors


def downloaded(path: Path | str) -> bytes:
    """The content of a download."""
    return Path(path).read_bytes()
