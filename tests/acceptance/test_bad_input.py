"""Bad files are named with their codes, the good ones beside them are verified all the same."""

from __future__ import annotations

import json
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from PIL import Image

from tests.acceptance.conftest import GOLDEN, Ended, Verify

pytestmark = [pytest.mark.ocr, pytest.mark.slow]

REFUSED = {
    "加密.pdf": "encrypted",
    "截断.pdf": "truncated",
    "零字节.pdf": "empty",
    "其实是图片.pdf": "wrong_type",
    "空.zip": "empty",
    "巨图.png": "too_many_pixels",
}
GOOD = GOLDEN / "documents" / "business_license" / "landscape-2020.jpg"
TURNED = GOLDEN / "documents" / "business_license" / "portrait-2016.jpg"
PATENT = GOLDEN / "documents" / "patent_certificate" / "utility-new.jpg"
MEMBER = "佐证/实用新型.jpg"


def pdf(**options: Any) -> bytes:
    document = pymupdf.open()
    for _ in range(3):
        document.new_page().insert_text((72, 100), "附件", fontname="china-s")
    return bytes(document.tobytes(**options))


def pixel_bomb() -> bytes:
    """A PNG of a few kilobytes that claims 50,000 x 50,000 pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 0, 0, 0, 0)
    pixels = zlib.compress(bytes(100_000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def gbk_zip(path: Path, name: str, content: bytes) -> None:
    """A ZIP as Chinese Windows writes it: names in GBK, no UTF-8 flag."""
    stand_in = "x" * len(name.encode("gbk"))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(stand_in, content)
    data = path.read_bytes()
    assert data.count(stand_in.encode()) == 2
    path.write_bytes(data.replace(stand_in.encode(), name.encode("gbk")))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything that goes wrong in one folder, and four pages that are fine."""
    made = tmp_path_factory.mktemp("申报材料")
    method = pymupdf.PDF_ENCRYPT_AES_256
    (made / "加密.pdf").write_bytes(pdf(encryption=method, user_pw="x", owner_pw="y"))
    (made / "截断.pdf").write_bytes(pdf()[:700])
    (made / "零字节.pdf").write_bytes(b"")
    (made / "其实是图片.pdf").write_bytes(GOOD.read_bytes())
    (made / "空.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    (made / "巨图.png").write_bytes(pixel_bomb())
    gbk_zip(made / "证书.zip", MEMBER, PATENT.read_bytes())
    (made / "营业执照.jpg").write_bytes(GOOD.read_bytes())
    Image.open(TURNED).transpose(Image.Transpose.ROTATE_90).save(made / "旋转.png")
    Image.new("RGB", (1240, 1754), "white").save(made / "空白.png")
    return made


@pytest.fixture(scope="module")
def ended(folder: Path, verify: Verify, tmp_path_factory: pytest.TempPathFactory) -> Ended:
    return verify([folder], tmp_path_factory.mktemp("out"))


def fields_of(ended: Ended, file: str) -> dict[str, str]:
    """The fields that were found in one file."""
    return {
        field["key"]: field["value"]
        for field in ended.json()["fields"]
        if field["place"] and field["place"]["file"] == file and field["status"] == "found"
    }


def truth_of(document: Path) -> dict[str, str]:
    truth = document.with_suffix(".truth.json").read_text("utf-8")
    fields: dict[str, str] = json.loads(truth)["fields"]
    return fields


def test_the_run_ends_with_the_code_for_partly_unreadable(ended: Ended) -> None:
    assert ended.code == 6, ended.err
    assert ended.json()["run"]["status"] == "partial"
    assert ended.out.splitlines()[-1].startswith("报告：")


def test_every_bad_file_is_named_with_its_code(ended: Ended) -> None:
    files = {file["name"]: file["refused"] for file in ended.json()["files"] if file["refused"]}
    assert {name: refused["code"] for name, refused in files.items()} == REFUSED
    html = (ended.results / "report.html").read_text("utf-8")
    for name, code in REFUSED.items():
        assert name in files[name]["message"]
        assert f"未读取 {name}［{code}］" in ended.err
        assert f"未读取 {name}［{code}］" in html
    issues = {i["file"] for i in ended.json()["issues"] if i["code"] == "file_refused"}
    assert issues == REFUSED.keys()


def test_the_good_files_are_read(ended: Ended) -> None:
    names = {file["name"] for file in ended.json()["files"] if not file["refused"]}
    assert names == {"营业执照.jpg", "旋转.png", "空白.png", f"证书.zip/{MEMBER}"}
    types = {doc["pages"][0]["file"]: doc["type"] for doc in ended.json()["documents"]}
    assert types["营业执照.jpg"] == "business_license"
    assert types[f"证书.zip/{MEMBER}"] == "patent_certificate"
    assert fields_of(ended, "营业执照.jpg")["uscc"] == truth_of(GOOD)["uscc"]
    assert (
        fields_of(ended, f"证书.zip/{MEMBER}")["patent_number"] == truth_of(PATENT)["patent_number"]
    )


def test_a_turned_page_is_read_like_an_upright_one(ended: Ended) -> None:
    types = {doc["pages"][0]["file"]: doc["type"] for doc in ended.json()["documents"]}
    assert types["旋转.png"] == "business_license"
    assert fields_of(ended, "旋转.png")["uscc"] == truth_of(TURNED)["uscc"]
    turned = [
        field["place"]["box"]
        for field in ended.json()["fields"]
        if field["place"] and field["place"]["file"] == "旋转.png" and field["key"] == "uscc"
    ]
    x0, y0, x1, y1 = turned[0]
    assert 0 <= x0 < x1 <= 1
    assert 0 <= y0 < y1 <= 1
    assert y1 - y0 > x1 - x0, "on the page as displayed, the line runs upwards"


def test_a_blank_page_says_nothing_and_is_no_problem(ended: Ended) -> None:
    assert fields_of(ended, "空白.png") == {}
    assert not [issue for issue in ended.json()["issues"] if issue["file"] == "空白.png"]
