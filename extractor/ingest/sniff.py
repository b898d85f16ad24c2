"""What a file is, decided by its first bytes and, for ZIP containers, by what is inside."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from extractor.errors import InputCode
from extractor.ingest.archive import ZIP_ERRORS
from extractor.ingest.refuse import refuse

_HEAD_BYTES = 4096
_OLE_HEAD_BYTES = 1_048_576
_SAVE_OFFICE = (
    "“{file}”是旧版 Office 格式，请用 Word 或 Excel 另存为 DOCX、XLSX 或导出为 PDF 后重新提交。"
)
_SAVE_PICTURE = "“{file}”是 HEIC、AVIF 或 JPEG 2000 图片，请另存为 JPEG 或 PNG 后重新提交。"
_REPACK = "“{file}”是 RAR、7z 或其他压缩格式，请解压后重新打包为 ZIP，或直接提交其中的文件。"
_SAVE_OFD = "“{file}”是 OFD 版式文件，请用阅读器导出为 PDF 后重新提交。"
_SAVE_SLIDES = "“{file}”是演示文稿，请导出为 PDF 后重新提交。"
_SAVE_ODF = "“{file}”不是 Microsoft Office 格式，请另存为 DOCX、XLSX 或导出为 PDF 后重新提交。"
_SAVE_TEXT = "“{file}”是文本或网页文件，请导出为 PDF，或另存为 DOCX、XLSX 后重新提交。"


class Content(StrEnum):
    """What is read."""

    pdf = "pdf"
    image = "image"
    docx = "docx"
    xlsx = "xlsx"
    zip = "zip"


@dataclass(frozen=True)
class Sniffed:
    """A recognised content: `families` of names it may go by; `advice` when it is not read."""

    content: Content | None
    families: frozenset[str]
    advice: str | None = None


_FAMILY_OF_SUFFIX = {
    suffix: family
    for family, suffixes in {
        "pdf": "pdf",
        "image": "jpg jpeg jpe jfif png tif tiff bmp gif webp heic heif avif jp2",
        "docx": "doc docx docm dotx dot wps rtf",
        "xlsx": "xls xlsx xlsm xltx xlsb et csv",
        "pptx": "ppt pptx dps",
        "zip": "zip rar 7z gz tar",
        "ofd": "ofd",
    }.items()
    for suffix in suffixes.split()
}

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGE_HEADS = (
    rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|II\*\x00|MM\x00\*|II\+\x00|MM\x00\+|RIFF....WEBP"
)
_UNREAD_IMAGE_HEADS = (
    rb"....ftyp(heic|heix|hevc|mif1|msf1|heim|avif)|\x00\x00\x00\x0cjP  |\xff\x4f\xff\x51"
)
_BMP_HEAD = rb"BM.{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\x00\x00\x00"
_ARCHIVE_HEADS = rb"Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b|BZh|\xfd7zXZ\x00|.{257}ustar"
_ZIP_HEADS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_WHOLE_MAGICS = (b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"PK\x03\x04", _OLE)


def sniff_file(path: Path, *, file: str) -> Content:
    """What the file holds; raises InputError when it is not read.

    Codes: empty, encrypted (password-protected DOCX, XLSX), truncated, unsupported, wrong_type (the
    name claims another type), unreadable.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
    if not head:
        raise refuse(InputCode.EMPTY, file)
    if any(len(head) < len(magic) and magic.startswith(head) for magic in _WHOLE_MAGICS):
        raise refuse(InputCode.TRUNCATED, file)
    claimed = _FAMILY_OF_SUFFIX.get(PurePosixPath(file).suffix.lower().lstrip("."))
    if head.startswith(_OLE) and _is_encrypted_office(path):
        raise refuse(InputCode.ENCRYPTED, file)
    sniffed = _sniff_zip(path, file=file) if head.startswith(_ZIP_HEADS) else _sniff_head(head)
    if sniffed is None:
        is_claimed = claimed in set(Content)
        raise refuse(InputCode.UNREADABLE if is_claimed else InputCode.UNSUPPORTED, file)
    if claimed is not None and claimed not in sniffed.families:
        raise refuse(InputCode.WRONG_TYPE, file)
    if sniffed.content is None:
        raise refuse(InputCode.UNSUPPORTED, file, message=sniffed.advice)
    return sniffed.content


def _sniff_head(head: bytes) -> Sniffed | None:
    """Recognise everything but ZIP containers."""
    if re.match(_IMAGE_HEADS, head, re.DOTALL) or re.match(_BMP_HEAD, head, re.DOTALL):
        return Sniffed(Content.image, frozenset({"image"}))
    if b"%PDF-" in head[:1024]:
        return Sniffed(Content.pdf, frozenset({"pdf"}))
    if head.startswith((_OLE, b"{\\rtf")):
        return Sniffed(None, frozenset({"docx", "xlsx", "pptx"}), _SAVE_OFFICE)
    if re.match(_UNREAD_IMAGE_HEADS, head, re.DOTALL):
        return Sniffed(None, frozenset({"image"}), _SAVE_PICTURE)
    if re.match(_ARCHIVE_HEADS, head, re.DOTALL):
        return Sniffed(None, frozenset({"zip"}), _REPACK)
    if _is_text(head):
        return Sniffed(None, frozenset({"docx", "xlsx"}), _SAVE_TEXT)
    return None


def _is_text(head: bytes) -> bool:
    """Whether the bytes are text in UTF-8, UTF-16 or GB 18030 (a character may be cut at the end)."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", head):
        return False
    for encoding in ("utf-8", "gb18030"):
        for cut in range(4):
            try:
                head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return True
    return False


def _is_encrypted_office(path: Path) -> bool:
    """Whether an OLE container holds an encrypted OOXML package (ECMA-376 agile or standard encryption)."""
    mark = "EncryptedPackage".encode("utf-16-le")
    with path.open("rb") as stream:
        if mark in stream.read(_OLE_HEAD_BYTES):
            return True
        stream.seek(max(0, path.stat().st_size - _OLE_HEAD_BYTES))
        return mark in stream.read()


def _sniff_zip(path: Path, *, file: str) -> Sniffed:
    """Tell office documents from archives by the parts inside."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            types = b""
            if "[Content_Types].xml" in names:
                with archive.open("[Content_Types].xml") as stream:
                    types = stream.read(_OLE_HEAD_BYTES)
    except ZIP_ERRORS as error:
        code = InputCode.UNREADABLE if _has_zip_end(path) else InputCode.TRUNCATED
        raise refuse(code, file, detail=str(error)) from error
    if b"wordprocessingml.document.main" in types or b"ms-word.document.macro" in types:
        return Sniffed(Content.docx, frozenset({"docx"}))
    if b"spreadsheetml.sheet.main" in types or b"ms-excel.sheet.macroEnabled" in types:
        return Sniffed(Content.xlsx, frozenset({"xlsx"}))
    if types:
        return Sniffed(
            None,
            frozenset({"docx", "xlsx", "pptx"}),
            _SAVE_SLIDES if b"presentationml" in types else _SAVE_OFFICE,
        )
    if any(name.startswith(("word/", "xl/")) for name in names):
        raise refuse(InputCode.UNREADABLE, file, detail="no [Content_Types].xml")
    if "OFD.xml" in names:
        return Sniffed(None, frozenset({"ofd", "zip"}), _SAVE_OFD)
    if {"mimetype", "content.xml"} <= names:
        return Sniffed(None, frozenset({"docx", "xlsx", "pptx"}), _SAVE_ODF)
    return Sniffed(Content.zip, frozenset({"zip"}))


def _has_zip_end(path: Path) -> bool:
    """Whether a whole end-of-central-directory record stands at the end (APPNOTE 4.3.16)."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - 65_557))
        _, mark, rest = stream.read().rpartition(b"PK\x05\x06")
    return (
        bool(mark) and len(rest) >= 18 and len(rest) >= 18 + int.from_bytes(rest[16:18], "little")
    )
