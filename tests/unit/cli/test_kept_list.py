"""The kept list of programmes: used while nothing changes, made anew after a change, never in the way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from extractor.cli import kept_list


def test_the_list_is_made_once(tmp_path: Path) -> None:
    made: list[int] = []

    def make() -> list[str]:
        made.append(1)
        return ["甲\t一", "", "合计"]

    first = kept_list.kept_list(tmp_path, make)
    assert kept_list.kept_list(tmp_path, make) == first == ["甲\t一", "", "合计"]
    assert len(made) == 1


def test_a_folder_that_cannot_be_written_to_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "programmes").write_text("in the way")
    assert kept_list.kept_list(tmp_path, lambda: ["甲"]) == ["甲"]


def test_every_change_of_a_source_changes_the_digest(tmp_path: Path) -> None:
    file = tmp_path / "packs" / "a.yaml"
    file.parent.mkdir()
    file.write_text("id: a")
    before = kept_list.digest_of([tmp_path / "packs"])
    file.write_text("id: b")
    changed = kept_list.digest_of([tmp_path / "packs"])
    (file.parent / "c.yaml").write_text("")
    assert len({before, changed, kept_list.digest_of([tmp_path / "packs"])}) == 3


def test_a_kept_list_is_printed_without_catalogue_and_libraries(tmp_path: Path) -> None:
    path = tmp_path / "programmes" / f"{kept_list.digest_of(kept_list.SOURCES)}.txt"
    path.parent.mkdir()
    path.write_text("甲\t一", "utf-8")
    heavy = ("cv2", "pymupdf", "spacy", "fastapi", "openpyxl", "models.catalogue")
    code = (
        "import sys; from api.cli import main; main(['programmes', 'list']);"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"HEYAN_CACHE_DIR": str(tmp_path), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == ["甲\t一", "[]"]
