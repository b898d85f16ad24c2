"""300 broken and hostile files and more: none breaks the run, each has its code, the good ones beside them are read."""

from __future__ import annotations

import pytest

from extractor.errors import InputCode
from extractor.ocr.pool import Loss
from extractor.settings import Settings
from tests.hostile.corpus import FILES, GOOD, corpus, write_corpus, write_good
from tests.hostile.runs import TakenIn, take_in

COSTLY = {InputCode.TOO_SLOW, InputCode.TOO_MUCH_MEMORY, InputCode.CRASHED}
CODES: dict[str, set[InputCode]] = {
    "pdf/a hundred thousand pages.pdf": {InputCode.TOO_MANY_PAGES},
    "pdf/page tree without pages.pdf": {InputCode.UNREADABLE, InputCode.EMPTY},
    "docx/entity bomb.docx": {InputCode.UNREADABLE, *COSTLY},
    "docx/entity of a file.docx": {InputCode.EMPTY, InputCode.UNREADABLE},
    "docx/entity of an address.docx": {InputCode.EMPTY, InputCode.UNREADABLE},
    "docx/cell that spans a billion columns.docx": {InputCode.UNREADABLE, *COSTLY},
    "xlsx/entity bomb.xlsx": {InputCode.UNREADABLE, *COSTLY},
    "zip/bomb of one gigabyte.zip": {InputCode.TOO_LARGE},
    "zip/bomb of overlapping members.zip": {InputCode.TOO_LARGE},
    "zip/twenty thousand members.zip": {InputCode.TOO_LARGE},
    "zip/encrypted.zip": {InputCode.ENCRYPTED},
    "zip/climbs out.zip/etc/cron.d/x.pdf": {InputCode.UNSAFE_PATH},
    "zip/link to a password file.zip/a.pdf": {InputCode.UNSAFE_PATH},
    "picture/gigapixel PNG.png": {InputCode.TOO_MANY_PIXELS},
    "picture/gigapixel JPEG.jpg": {InputCode.TOO_MANY_PIXELS},
    "picture/gigapixel TIFF.tif": {InputCode.TOO_MANY_PIXELS},
    "picture/TIFF of ten thousand frames.tif": {InputCode.TOO_MANY_PAGES},
    "other/空.pdf": {InputCode.EMPTY},
    "other/程序.exe": {InputCode.UNSUPPORTED},
    "other/加密.docx": {InputCode.ENCRYPTED},
}
"""The refusals that must be just these."""


def test_the_corpus_is_the_same_every_time() -> None:
    names = [name for name, _ in corpus()]
    assert len(names) == len(set(names)) == FILES >= 300
    light = [make for name, make in corpus() if name.startswith(("mutated/", "docx/m"))]
    again = [make for name, make in corpus() if name.startswith(("mutated/", "docx/m"))]
    assert [make() for make in light[-60:]] == [make() for make in again[-60:]]


@pytest.fixture(scope="module")
def taken_in(tmp_path_factory: pytest.TempPathFactory) -> TakenIn:
    """The corpus and the good files in one folder, as one submission."""
    folder = tmp_path_factory.mktemp("hostile")
    write_corpus(folder / "in")
    write_good(folder / "in" / "good")
    (folder / "scratch").mkdir()
    settings = Settings(
        file_seconds=10, page_seconds=10, max_file_bytes=300_000_000, process_bytes=1_500_000_000
    )
    return take_in(folder / "in", folder / "scratch", settings)


@pytest.mark.slow
def test_every_file_is_read_or_named_with_its_code(taken_in: TakenIn) -> None:
    names = {name for name, _ in corpus()} | {f"good/{name}" for name in GOOD}
    listed = {file.name for file in taken_in.submission.files}
    # An archive that is unpacked is no file of its own; its members are.
    assert {name for name in names - listed if not name.endswith(".zip")} == set()
    for name, refusal in taken_in.refused.items():
        assert refusal.code in set(InputCode), name
        assert refusal.message.endswith("。"), name
    for name, codes in CODES.items():
        assert taken_in.refused[name].code in codes, (name, taken_in.refused[name])


@pytest.mark.slow
def test_every_page_is_shown_or_given_up_by_name(taken_in: TakenIn) -> None:
    known = {"shown", *(loss.value for loss in Loss), *InputCode}
    assert set(taken_in.shown.values()) <= known
    assert "shown" in taken_in.shown.values()
    assert taken_in.shown["pdf/forms that draw forms.pdf", 1] == Loss.too_slow


@pytest.mark.slow
def test_the_good_files_beside_them_are_all_read(taken_in: TakenIn) -> None:
    good = {file.name: file for file in taken_in.submission.files if file.name.startswith("good/")}
    assert {name for name, file in good.items() if file.refused} == set()
    inside = {"good/附件.zip/内/图.png", "good/附件.zip/内/文字.pdf"}
    assert good.keys() == {f"good/{name}" for name in GOOD if name != "附件.zip"} | inside
    pages = {key: result for key, result in taken_in.shown.items() if key[0] in good}
    assert {file for file, _ in pages} == good.keys()
    assert set(pages.values()) == {"shown"}
