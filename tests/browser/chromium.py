"""A headless Chromium without a driver: pictures, prints, and measures taken by a script in a copy."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
MEASURING = POLICY + "; script-src 'unsafe-inline'"


def find_chromium() -> str:
    """The browser; the test is skipped only where none is installed."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    pytest.skip("no Chromium on this machine; `make test` installs it")


def browse(page: Path, *options: str, profile: Path, width: int = 1366, height: int = 768) -> str:
    """Open a page; return what the browser writes to stdout."""
    command = [
        find_chromium(),
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        f"--user-data-dir={profile}",
        f"--window-size={width},{height}",
        *options,
        page.as_uri(),
    ]
    ended = subprocess.run(command, capture_output=True, check=True, timeout=120)
    return ended.stdout.decode()


def measure(page: Path, script: str, *, profile: Path, width: int = 1366) -> Any:
    """The value of a JavaScript expression in a copy of the page whose policy allows our script."""
    text = page.read_text("utf-8")
    assert POLICY in text
    say = f"<script>document.title = JSON.stringify({script})</script></body>"
    copy = page.with_name(f"measured-{page.name}")
    copy.write_text(text.replace(POLICY, MEASURING).replace("</body>", say), "utf-8")
    dumped = browse(copy, "--dump-dom", "--virtual-time-budget=3000", profile=profile, width=width)
    title = dumped.split("<title>")[1].split("</title>")[0]
    return json.loads(title.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
