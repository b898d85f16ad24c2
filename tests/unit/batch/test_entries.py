"""Which submissions a folder holds, and when a finished one is worked again."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.batch.entries import Entry, list_entries
from extractor.batch.fingerprint import basis_of, fingerprint_of
from extractor.batch.kept import clear_results, find_finished, keep_worked, result_folder
from extractor.settings import Settings
from models.batch import SubmissionState
from tests.unit.batch.builders import worked


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    for name in ("10号", "2号", "结果"):
        (made / name).mkdir(parents=True)
    (made / "2号" / "表.pdf").write_bytes(b"one")
    for name in ("丙.ZIP", "丁.pdf", "戊.rar", "说明.txt", ".DS_Store", "~$表.docx"):
        (made / name).write_bytes(b"x")
    return made


def entries(folder: Path) -> dict[str, Entry]:
    found, _ = list_entries(folder, out=folder / "结果")
    return {entry.name: entry for entry in found}


def test_folders_archives_and_pdfs_are_submissions_and_the_rest_is_named(folder: Path) -> None:
    found, ignored = list_entries(folder, out=folder / "结果")
    assert [entry.name for entry in found] == ["2号", "10号", "丁.pdf", "丙.ZIP", "戊.rar"]
    assert [item.name for item in ignored] == ["说明.txt"]


def basis(**settings: int | Path) -> str:
    return basis_of(
        Settings.model_validate(settings),
        catalogue_sha256="c",
        programme="p",
        reference_date="2021-05-06",
    )


def test_a_fingerprint_follows_contents_names_and_limits_but_not_processes(folder: Path) -> None:
    own = fingerprint_of(entries(folder)["2号"], basis=basis())
    assert own == fingerprint_of(entries(folder)["2号"], basis=basis(jobs=7))
    assert own != fingerprint_of(entries(folder)["2号"], basis=basis(max_pages=7))
    lists = folder / "结果"
    (lists / "list.csv").write_text("北岭轴承有限公司", encoding="utf-8")
    listed = fingerprint_of(entries(folder)["2号"], basis=basis(lists_dir=lists))
    (lists / "list.csv").write_text("南浦电子科技有限公司", encoding="utf-8")
    relisted = fingerprint_of(entries(folder)["2号"], basis=basis(lists_dir=lists))
    (folder / "2号" / "表.pdf").write_bytes(b"two")
    changed = fingerprint_of(entries(folder)["2号"], basis=basis())
    (folder / "2号" / "表.pdf").rename(folder / "2号" / "新表.pdf")
    renamed = fingerprint_of(entries(folder)["2号"], basis=basis())
    assert len({own, listed, relisted, changed, renamed}) == 5


def test_a_finished_submission_is_found_again_until_something_changes(tmp_path: Path) -> None:
    own = worked("甲")
    kept = keep_worked(tmp_path, own, {"report.json": b"{}"})
    assert find_finished(tmp_path, "甲", fingerprint=own.fingerprint) == kept
    assert find_finished(tmp_path, "甲", fingerprint="0" * 64) is None
    assert find_finished(tmp_path, "乙", fingerprint=own.fingerprint) is None
    (result_folder(tmp_path, "甲") / "report.json").write_bytes(b"{")
    assert find_finished(tmp_path, "甲", fingerprint=own.fingerprint) is None
    clear_results(tmp_path, "甲")
    assert not result_folder(tmp_path, "甲").exists()


def test_a_failed_run_is_not_finished(tmp_path: Path) -> None:
    failed = keep_worked(tmp_path, worked("甲", state=SubmissionState.failed), {})
    assert find_finished(tmp_path, "甲", fingerprint=failed.fingerprint) is None
