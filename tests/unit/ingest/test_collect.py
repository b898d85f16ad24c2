"""Folders, archives and several paths become one list of named files."""

from __future__ import annotations

import io
import os
import pickle
import struct
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path

import pytest

from extractor.errors import InputCode
from extractor.ingest.archive import member_name
from extractor.ingest.names import is_litter, natural_key, unique
from models.submission import FileKind, SourceFile
from tests.unit.ingest.conftest import Ingest
from tests.unit.ingest.makers import (
    image_bytes,
    pdf_bytes,
    picture,
    renamed_in_zip,
    write,
    zip_bytes,
)

PDF = pdf_bytes("一页")


def refusal_codes(files: Iterable[SourceFile]) -> dict[str, str]:
    return {file.name: file.refused.code for file in files if file.refused}


def test_folder_in_natural_order_without_litter(tmp_path: Path, ingest: Ingest) -> None:
    names = ["10.pdf", "2.pdf", "附件2/1.pdf", "附件10/1.pdf", "a.PDF"]
    litter = [
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        "~$申请书.docx",
        "__MACOSX/._2.pdf",
        "._2.pdf",
    ]
    for name in names + litter:
        write(tmp_path / "in", name, PDF)
    submission, issues = ingest(tmp_path / "in")
    assert [file.name for file in submission.files] == [
        "2.pdf",
        "10.pdf",
        "a.PDF",
        "附件2/1.pdf",
        "附件10/1.pdf",
    ]
    assert issues == ()
    assert set(submission.inputs) == set(names)


def test_several_paths_keep_their_order_and_get_unique_names(
    tmp_path: Path, ingest: Ingest
) -> None:
    paths = [
        write(tmp_path, "b/证书.pdf", PDF),
        write(tmp_path, "a/证书.pdf", PDF),
        write(tmp_path, "佐证/1.pdf", PDF).parent,
    ]
    submission, _ = ingest(*paths, paths[0])
    assert [file.name for file in submission.files] == ["证书.pdf", "证书 (2).pdf", "佐证/1.pdf"]


def test_page_sources_are_picklable_and_tell_pages_apart(tmp_path: Path, ingest: Ingest) -> None:
    submission, _ = ingest(write(tmp_path, "a.pdf", pdf_bytes("一", "二")))
    assert pickle.loads(pickle.dumps(submission.pages)) == submission.pages
    assert [(page.page, page.kind) for page in submission.pages] == [
        (1, FileKind.pdf),
        (2, FileKind.pdf),
    ]
    assert len({page.digest for page in submission.pages}) == 2


def test_names_in_gbk_utf8_and_unicode_path_field() -> None:
    gbk = zipfile.ZipInfo()
    gbk.orig_filename = "营业执照.pdf".encode("gb18030").decode("cp437")
    utf8 = zipfile.ZipInfo()
    utf8.orig_filename = "营业执照.pdf".encode().decode("cp437")
    raw = b"_____.pdf"
    extra = zipfile.ZipInfo()
    extra.orig_filename = raw.decode("cp437")
    body = b"\x01" + struct.pack("<I", zlib.crc32(raw)) + "资料\\营业执照.pdf".encode()
    extra.extra = struct.pack("<HH", 0x7075, len(body)) + body
    assert member_name(gbk) == member_name(utf8) == "营业执照.pdf"
    assert member_name(extra) == "资料/营业执照.pdf"


def test_zip_with_gbk_names_is_a_folder(tmp_path: Path, ingest: Ingest) -> None:
    name = "附件\\审计報告.pdf".encode("gb18030")
    placeholder = b"x" * len(name)
    data = zip_bytes({placeholder.decode(): PDF, "说明/图.png": image_bytes(picture(), "PNG")})
    path = write(tmp_path, "材料.zip", renamed_in_zip(data, placeholder, name))
    submission, issues = ingest(path)
    assert [(file.name, file.kind) for file in submission.files] == [
        ("材料.zip/说明/图.png", FileKind.image),
        ("材料.zip/附件/审计報告.pdf", FileKind.pdf),
    ]
    assert issues == ()
    assert "材料.zip" in submission.inputs


def test_archive_inside_an_archive_but_no_deeper(tmp_path: Path, ingest: Ingest) -> None:
    inner = zip_bytes({"1.pdf": PDF})
    deep = zip_bytes({"里.zip": inner, "2.pdf": PDF})
    submission, _ = ingest(write(tmp_path, "外.zip", zip_bytes({"中.zip": deep, "3.pdf": PDF})))
    read = [file.name for file in submission.files if not file.refused]
    assert read == ["外.zip/3.pdf", "外.zip/中.zip/2.pdf"]
    assert refusal_codes(submission.files) == {"外.zip/中.zip/里.zip": InputCode.UNSUPPORTED}


@pytest.mark.parametrize(
    "name", ["../../evil.pdf", "/etc/evil.pdf", "C:\\evil.pdf", "a/../../evil.pdf"]
)
def test_names_that_leave_the_archive(tmp_path: Path, ingest: Ingest, name: str) -> None:
    path = write(tmp_path, "in/a.zip", zip_bytes({name: PDF, "good.pdf": PDF}))
    submission, _ = ingest(path)
    codes = refusal_codes(submission.files)
    assert list(codes.values()) == [InputCode.UNSAFE_PATH]
    assert all(".." not in file.name and not file.name.startswith("/") for file in submission.files)
    assert [page.file for page in submission.pages] == ["a.zip/good.pdf"]
    assert list(tmp_path.rglob("evil.pdf")) == []


def test_links_inside_an_archive(tmp_path: Path, ingest: Ingest) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        link = zipfile.ZipInfo("link.pdf")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    submission, _ = ingest(write(tmp_path, "a.zip", stream.getvalue()))
    assert refusal_codes(submission.files) == {"a.zip/link.pdf": InputCode.UNSAFE_PATH}


def test_bombs_are_refused_before_anything_is_unpacked(tmp_path: Path, ingest: Ingest) -> None:
    bomb = write(tmp_path, "bomb.zip", zip_bytes({"a.bmp": bytes(60_000_000)}))
    large = write(tmp_path, "large.zip", zip_bytes({"a": bytes(900_000), "b": bytes(900_000)}))
    many = write(
        tmp_path, "many.zip", zip_bytes({str(n): b"" for n in range(10_001)}, zipfile.ZIP_STORED)
    )
    submission, _ = ingest(bomb, large, many, max_file_bytes=1_500_000)
    submission_wide, _ = ingest(bomb)
    assert set(refusal_codes(submission.files)) == {"bomb.zip", "large.zip", "many.zip"}
    assert set(refusal_codes(submission.files).values()) == {InputCode.TOO_LARGE}
    assert refusal_codes(submission_wide.files) == {"bomb.zip": InputCode.TOO_LARGE}
    assert not any((tmp_path / "scratch").rglob("*.bmp"))


def test_damaged_member_does_not_take_the_others_with_it(tmp_path: Path, ingest: Ingest) -> None:
    data = bytearray(zip_bytes({"bad.pdf": PDF, "good.pdf": PDF}, zipfile.ZIP_STORED))
    data[200] ^= 0xFF
    submission, _ = ingest(write(tmp_path, "a.zip", bytes(data)))
    assert refusal_codes(submission.files) == {"a.zip/bad.pdf": InputCode.UNREADABLE}
    assert [page.file for page in submission.pages] == ["a.zip/good.pdf"]


def test_same_submission_twice_gives_equal_values(tmp_path: Path, ingest: Ingest) -> None:
    write(tmp_path / "in", "b.pdf", PDF)
    write(tmp_path / "in", "a.zip", zip_bytes({"x.pdf": PDF}))
    assert ingest(tmp_path / "in") == ingest(tmp_path / "in")


def test_name_helpers() -> None:
    assert sorted(["第10页", "第9页", "b", "B2", "b10"], key=natural_key) == [
        "b",
        "B2",
        "b10",
        "第9页",
        "第10页",
    ]
    assert unique("a/b.pdf", {"a/b.pdf", "a/b (2).pdf"}) == "a/b (3).pdf"
    assert is_litter("x/~$a.docx")
    assert not is_litter("x/a.docx")


def test_what_is_no_file_is_named_and_never_opened(tmp_path: Path, ingest: Ingest) -> None:
    """Opening a pipe would wait for ever, /dev/zero never ends, links may lead to other applicants."""
    folder, others = tmp_path / "in", tmp_path / "others"
    write(folder, "好.png", image_bytes(picture(), "PNG"))
    write(others, "别人.png", image_bytes(picture(), "PNG"))
    os.mkfifo(folder / "管道.pdf")
    (folder / "零.pdf").symlink_to("/dev/zero")
    (folder / "别人.png").symlink_to(others / "别人.png")
    (folder / "夹").symlink_to(others)
    (folder / "圈.pdf").symlink_to(folder / "圈.pdf")
    (folder / "同.png").symlink_to(folder / "好.png")
    submission, _ = ingest(folder)
    assert refusal_codes(submission.files) == {
        "管道.pdf": InputCode.UNSUPPORTED,
        "零.pdf": InputCode.UNSAFE_PATH,
        "别人.png": InputCode.UNSAFE_PATH,
        "夹": InputCode.UNSAFE_PATH,
        "圈.pdf": InputCode.UNSAFE_PATH,
    }
    assert {page.file for page in submission.pages} == {"好.png", "同.png"}
