"""Every refusal has its code, and nothing else is lost with the refused file."""

from __future__ import annotations

import io
import pickle
import struct
import zipfile
import zlib
from pathlib import Path

import docx
import pymupdf
import pytest

from extractor.errors import InputCode, InputError
from models.issue import IssueCode
from tests.unit.ingest.conftest import Ingest
from tests.unit.ingest.makers import (
    image_bytes,
    noise,
    pdf_bytes,
    picture,
    scan_pdf,
    write,
    zip_bytes,
)


def encrypted_pdf(*, user: str) -> bytes:
    document = pymupdf.open()
    document.new_page()
    method = pymupdf.PDF_ENCRYPT_AES_256
    return bytes(document.tobytes(encryption=method, owner_pw="owner", user_pw=user))


def encrypted_office() -> bytes:
    """The start of an OLE container whose directory names an encrypted package."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000) + "EncryptedPackage".encode("utf-16-le")
    )


def docx_bytes() -> bytes:
    document = docx.Document()
    document.add_paragraph("企业简介")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def bomb_png(width: int, height: int) -> bytes:
    """A PNG whose header claims a huge picture; nothing behind it is ever needed."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


JPEG = image_bytes(noise(300, 300), "JPEG")
PNG = image_bytes(noise(300, 300), "PNG")
TIFF = image_bytes(noise(300, 300), "TIFF", compression="tiff_lzw")
PDF = pdf_bytes("第一页", "第二页", "第三页")
SCAN = scan_pdf(noise(600, 800), width=595, height=842)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000)

REFUSALS = {
    "encrypted PDF": ("a.pdf", encrypted_pdf(user="secret"), InputCode.ENCRYPTED),
    "encrypted DOCX": ("a.docx", encrypted_office(), InputCode.ENCRYPTED),
    "encrypted XLSX": ("a.xlsx", encrypted_office(), InputCode.ENCRYPTED),
    "empty PDF": ("a.pdf", b"", InputCode.EMPTY),
    "empty picture": ("a.jpg", b"", InputCode.EMPTY),
    "empty ZIP": ("a.zip", zip_bytes({}), InputCode.EMPTY),
    "ZIP with folders and litter only": (
        "a.zip",
        zip_bytes({"资料/": b"", "资料/.DS_Store": b"x", "__MACOSX/._a.pdf": b"x"}),
        InputCode.EMPTY,
    ),
    "half a PDF": ("a.pdf", PDF[: len(PDF) // 2], InputCode.TRUNCATED),
    "half a scanned PDF": ("a.pdf", SCAN[: len(SCAN) // 2], InputCode.TRUNCATED),
    "most of a scanned PDF": ("a.pdf", SCAN[: len(SCAN) * 9 // 10], InputCode.TRUNCATED),
    "start of a PDF": ("a.pdf", PDF[:60], InputCode.TRUNCATED),
    "three bytes of a PDF": ("a.pdf", PDF[:3], InputCode.TRUNCATED),
    "half a JPEG": ("a.jpg", JPEG[: len(JPEG) // 2], InputCode.TRUNCATED),
    "half a PNG": ("a.png", PNG[: len(PNG) // 2], InputCode.TRUNCATED),
    "half a TIFF": ("a.tif", TIFF[: len(TIFF) // 2], InputCode.TRUNCATED),
    "half a ZIP": ("a.zip", zip_bytes({"a.png": PNG})[:20_000], InputCode.TRUNCATED),
    "half a DOCX": ("a.docx", docx_bytes()[:9000], InputCode.TRUNCATED),
    "picture named PDF": ("a.pdf", JPEG, InputCode.WRONG_TYPE),
    "PDF named picture": ("a.jpg", PDF, InputCode.WRONG_TYPE),
    "DOCX named PDF": ("a.pdf", docx_bytes(), InputCode.WRONG_TYPE),
    "ZIP named PDF": ("a.pdf", zip_bytes({"a.pdf": PDF}), InputCode.WRONG_TYPE),
    "text named PDF": ("a.pdf", "不是 PDF".encode("gb18030"), InputCode.WRONG_TYPE),
    "web page named XLS": ("a.xls", b"<html><table></table></html>", InputCode.UNSUPPORTED),
    "old Word": ("a.doc", OLE, InputCode.UNSUPPORTED),
    "old Excel": ("a.xls", OLE, InputCode.UNSUPPORTED),
    "RAR": ("a.rar", b"Rar!\x1a\x07\x01\x00" + bytes(50), InputCode.UNSUPPORTED),
    "7z": ("a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(50), InputCode.UNSUPPORTED),
    "OFD": ("a.ofd", zip_bytes({"OFD.xml": b"<ofd/>"}), InputCode.UNSUPPORTED),
    "HEIC named JPEG": ("a.jpg", b"\0\0\0\x18ftypheic" + bytes(50), InputCode.UNSUPPORTED),
    "plain text": ("a.txt", b"hello", InputCode.UNSUPPORTED),
    "unknown bytes": ("a.bin", bytes(range(256)), InputCode.UNSUPPORTED),
    "rubbish named PDF": ("a.pdf", bytes(range(256)), InputCode.UNREADABLE),
    "PNG that claims a huge picture": (
        "a.png",
        bomb_png(50_000, 50_000),
        InputCode.TOO_MANY_PIXELS,
    ),
}


@pytest.mark.parametrize(("name", "data", "code"), REFUSALS.values(), ids=REFUSALS.keys())
def test_refused_with_its_code_beside_a_good_file(
    tmp_path: Path,
    ingest: Ingest,
    capfd: pytest.CaptureFixture[str],
    name: str,
    data: bytes,
    code: InputCode,
) -> None:
    folder = tmp_path / "in"
    write(folder, name, data)
    write(folder, "好.pdf", PDF)
    submission, issues = ingest(folder)
    refused, good = submission.files
    assert (refused.name, refused.pages) == (name, 0)
    assert refused.refused is not None
    assert refused.refused.code == code
    assert name in refused.refused.message
    assert refused.refused.message.endswith("。")
    assert (good.name, good.pages, good.refused) == ("好.pdf", 3, None)
    assert [page.file for page in submission.pages] == ["好.pdf"] * 3
    assert [(issue.code, issue.file) for issue in issues] == [(IssueCode.file_refused, name)]
    assert capfd.readouterr().err == ""


def test_owner_password_alone_does_not_hinder_reading(tmp_path: Path, ingest: Ingest) -> None:
    submission, issues = ingest(write(tmp_path, "a.pdf", encrypted_pdf(user="")))
    assert (submission.files[0].pages, issues) == (1, ())


def test_pdf_without_cross_references_is_read_with_an_issue(tmp_path: Path, ingest: Ingest) -> None:
    cut = PDF[: PDF.rindex(b"xref\n")]
    assert b"startxref" not in cut
    submission, issues = ingest(write(tmp_path, "a.pdf", cut))
    assert submission.files[0].pages == 3
    assert [issue.code for issue in issues] == [IssueCode.file_repaired]


def test_limits(tmp_path: Path, ingest: Ingest) -> None:
    write(tmp_path / "in", "1.pdf", PDF)
    write(tmp_path / "in", "2.pdf", PDF)
    submission, _ = ingest(tmp_path / "in", max_pages=5)
    codes = [file.refused.code if file.refused else None for file in submission.files]
    assert codes == [None, InputCode.TOO_MANY_PAGES]
    submission, _ = ingest(write(tmp_path, "a.pdf", PDF), max_file_bytes=100)
    assert submission.files[0].refused is not None
    assert submission.files[0].refused.code == InputCode.TOO_LARGE
    submission, _ = ingest(write(tmp_path, "a.jpg", JPEG), max_pixels=80_000)
    assert submission.files[0].refused is not None
    assert submission.files[0].refused.code == InputCode.TOO_MANY_PIXELS


def test_missing_path_and_empty_folder_raise(tmp_path: Path, ingest: Ingest) -> None:
    with pytest.raises(InputError) as missing:
        ingest(tmp_path / "nowhere.pdf")
    assert missing.value.input_code is InputCode.NOT_FOUND
    folder = tmp_path / "空"
    write(folder, ".DS_Store", b"x")
    with pytest.raises(InputError) as empty:
        ingest(folder)
    assert empty.value.input_code is InputCode.EMPTY
    assert pickle.loads(pickle.dumps(empty.value)).input_code is InputCode.EMPTY


def test_password_inside_a_zip(tmp_path: Path, ingest: Ingest) -> None:
    """Setting the flag is enough: nothing may be tried to be read."""
    data = bytearray(zip_bytes({"a.pdf": PDF}, zipfile.ZIP_STORED))
    data[6] |= 1
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 8] |= 1
    submission, _ = ingest(write(tmp_path, "密.zip", bytes(data)))
    assert submission.files[0].refused is not None
    assert submission.files[0].refused.code == InputCode.ENCRYPTED


def test_small_pictures_are_not_refused(tmp_path: Path, ingest: Ingest) -> None:
    submission, issues = ingest(write(tmp_path, "a.jpg", image_bytes(picture(20, 20), "JPEG")))
    assert (submission.files[0].pages, issues) == (1, ())
