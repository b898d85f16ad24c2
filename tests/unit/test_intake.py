"""A file that kills, blocks or fills the process that opens it is refused by name; those beside it are read."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from extractor.errors import ExitCode, InputCode, InputError
from extractor.ingest import ingest_paths
from extractor.intake import WatchedOpener
from extractor.ocr.pool import ProcessPool
from extractor.settings import Settings
from models.issue import IssueCode
from tests.unit.ingest.makers import pdf_bytes, write, zip_bytes

Order = TypeVar("Order")
Opened = TypeVar("Opened")

MEMORY = 700_000_000


def die(_: object) -> None:
    os._exit(1)


def hang(_: object) -> None:
    time.sleep(600)


def hoard(_: object) -> int:
    return len(bytearray(MEMORY))


SABOTAGE: dict[str, tuple[Callable[[object], object], InputCode]] = {
    "崩溃.pdf": (die, InputCode.CRASHED),
    "卡住.pdf": (hang, InputCode.TOO_SLOW),
    "包.zip/贪心.pdf": (hoard, InputCode.TOO_MUCH_MEMORY),
}


class SabotagedOpener(WatchedOpener):
    """Does something else to the files named above than was asked for."""

    def __call__(self, task: Callable[[Order], Opened], order: Order, *, file: str) -> Opened:
        if file in SABOTAGE:
            super().__call__(SABOTAGE[file][0], order, file=file)
        return super().__call__(task, order, file=file)


def test_files_that_cost_too_much_are_refused_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    inner = {"贪心.pdf": pdf_bytes("一"), "好.pdf": pdf_bytes("一", "二")}
    write(folder, "包.zip", zip_bytes(inner))
    for name in ("崩溃.pdf", "卡住.pdf", "好.pdf"):
        write(folder, name, pdf_bytes("第一页"))
    pool = ProcessPool(size=1, memory=MEMORY)
    try:
        opener = SabotagedOpener(pool, seconds=3)
        submission, issues = ingest_paths(
            [folder], scratch=tmp_path / "scratch", settings=Settings(), opener=opener
        )
    finally:
        pool.close()
    refused = {file.name: file.refused for file in submission.files if file.refused}
    assert {name: refusal.code for name, refusal in refused.items()} == {
        name: code for name, (_, code) in SABOTAGE.items()
    }
    assert all(refusal.message.endswith("。") for refusal in refused.values())
    assert {issue.file for issue in issues if issue.code is IssueCode.file_refused} == set(refused)
    assert [page.file for page in submission.pages] == ["包.zip/好.pdf"] * 2 + ["好.pdf"]


def test_a_refusal_of_the_file_itself_comes_back_as_it_was(tmp_path: Path) -> None:
    pool = ProcessPool(size=1)
    try:
        opener = WatchedOpener(pool, seconds=60)
        submission, _ = ingest_paths(
            [write(tmp_path, "坏.pdf", b"%PDF-1.7 broken off")],
            scratch=tmp_path / "scratch",
            settings=Settings(),
            opener=opener,
        )
    finally:
        pool.close()
    refused = submission.files[0].refused
    assert refused is not None
    assert refused.code == InputCode.TRUNCATED


def test_an_opener_that_is_stopped_says_so_and_not_that_the_file_is_bad() -> None:
    class StoppedError(Exception):
        pass

    def stop() -> None:
        raise StoppedError

    pool = ProcessPool(size=1)
    try:
        with pytest.raises(StoppedError):
            WatchedOpener(pool, seconds=1, check=stop)(hang, None, file="a.pdf")
        with pytest.raises(InputError) as refused:
            WatchedOpener(pool, seconds=1)(hang, None, file="a.pdf")
    finally:
        pool.close()
    assert refused.value.exit_code is ExitCode.INPUT
