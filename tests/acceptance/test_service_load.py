"""Fifty uploads at once, ten of them hostile: every good one is verified, every bad one refused with its code."""

from __future__ import annotations

import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.acceptance.services import paper, running_service

pytestmark = pytest.mark.slow

GOOD = 40


def climbing_archive() -> bytes:
    """A ZIP whose only member lies outside it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("../outside.pdf", b"%PDF-1.7")
    return buffer.getvalue()


def swelling_archive() -> bytes:
    """A small ZIP that unpacks to more than the service takes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("large.pdf", b"%PDF-1.7" + b"\0" * 8_000_000)
    return buffer.getvalue()


HOSTILE = (
    ("空.pdf", b"", "empty"),
    ("断.pdf", b"%PDF-1.7\n1 0 obj\n<<", "truncated"),
    ("程序.exe", b"MZ" + bytes(200), "unsupported"),
    ("假.pdf", b"\x89PNG\r\n\x1a\n" + bytes(64), "wrong_type"),
    ("爬.zip", climbing_archive(), "unsafe_path"),
    ("胀.zip", swelling_archive(), "too_large"),
    ("空.zip", b"PK\x05\x06" + bytes(18), "empty"),
    ("断.png", b"\x89PNG\r\n\x1a\n" + bytes(8), None),
    ("乱.docx", b"PK\x03\x04" + bytes(100), None),
    ("文.xyz", b"no kind of paper", "unsupported"),
)
"""Name, content, and the code of the refusal; None where either of several is right."""


def test_good_uploads_are_verified_and_bad_ones_refused_with_their_code(open_folder: Path) -> None:
    with running_service(open_folder, HEYAN_MAX_FILE_BYTES="2000000") as service:
        good = [("材料.docx", paper(number)) for number in range(GOOD)]
        bad = [(name, content) for name, content, _ in HOSTILE]
        with ThreadPoolExecutor(len(good) + len(bad)) as people:
            ids = list(people.map(service.upload, good + bad))
        assert len(set(ids)) == GOOD + len(HOSTILE)
        for submission in ids[:GOOD]:
            assert service.wait_until_finished(submission)["state"] == "done"
        for submission, (name, _, code) in zip(ids[GOOD:], HOSTILE, strict=True):
            view = service.wait_until_finished(submission)
            assert view["state"] == "refused", (name, view)
            assert view["code"] == code or (code is None and view["code"]), (name, view)
            assert view["reason"].endswith("。")
        ready = service.call("GET", "/ready").json()
        assert ready["ready"], ready
