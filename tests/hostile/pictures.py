"""Pictures made to break or to hold up a reader: huge sizes out of few bytes, loops, lies; and what is no paper."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Mapping

from PIL import Image

from tests.hostile.zeros import packed_zeros

JPEG_START = b"\xff\xd8"


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int, height: int, *chunks: bytes, depth: int = 8, colour: int = 2) -> bytes:
    """A PNG of a claimed size with the chunks given."""
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join([chunk(b"IHDR", head), *chunks, chunk(b"IEND", b"")])


def pixels(width: int, height: int) -> bytes:
    """A chunk of white RGB pixels."""
    return chunk(b"IDAT", zlib.compress((b"\0" + b"\xff" * (3 * width)) * height))


def saved(kind: str, *, size: tuple[int, int] = (300, 200), **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "white").save(buffer, kind, **options)
    return buffer.getvalue()


def jpeg(width: int, height: int) -> bytes:
    """A JPEG whose head claims another size."""
    data = saved("JPEG")
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + struct.pack(">HH", height, width) + data[at + 4 :]


def scans(count: int) -> bytes:
    """A progressive JPEG whose last scan is repeated (Cappos: two issues with the JPEG standard)."""
    data = saved("JPEG", progressive=True, size=(1000, 1000))
    start = data.rindex(b"\xff\xda")
    return data[:start] + data[start:-2] * count + data[-2:]


def tiff(*entries: tuple[int, int, int, int], following: int = 0) -> bytes:
    """A TIFF of one directory: tag, type, count, value of each entry."""
    body = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    head = b"II*\0" + struct.pack("<IH", 8, len(entries))
    return head + body + struct.pack("<I", following) + bytes(100)


def sized(width: int, height: int, *more: tuple[int, int, int, int], following: int = 0) -> bytes:
    return tiff(
        (256, 4, 1, width),
        (257, 4, 1, height),
        (258, 3, 1, 8),
        (259, 3, 1, 1),
        (262, 3, 1, 1),
        (273, 4, 1, 100),
        (278, 4, 1, height),
        (279, 4, 1, width * height & 0xFFFFFFFF),
        *more,
        following=following,
    )


def frames(count: int) -> bytes:
    buffer = io.BytesIO()
    first, *rest = [Image.new("1", (8, 8)) for _ in range(count)]
    first.save(buffer, "TIFF", save_all=True, append_images=rest)
    return buffer.getvalue()


def bmp(width: int, height: int, *, bits: int = 24, packing: int = 0, data: bytes = b"") -> bytes:
    head = struct.pack("<IiiHHIIiiII", 40, width, height, 1, bits, packing, len(data), 0, 0, 0, 0)
    return b"BM" + struct.pack("<IHHI", 54 + len(data), 0, 0, 54) + head + data


def gif(width: int, height: int) -> bytes:
    size = struct.pack("<HH", width, height)
    return (
        b"GIF89a" + size + b"\x80\0\0\0\0\0\xff\xff\xff," + bytes(4) + size + b"\0\x02\x02L\x01\0;"
    )


PICTURES: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "gigapixel PNG": (
        "png",
        lambda: png(50_000, 50_000, chunk(b"IDAT", zlib.compress(bytes(9999)))),
    ),
    "PNG of the largest size": (
        "png",
        lambda: png(2**31 - 1, 2**31 - 1, chunk(b"IDAT", b"")),
    ),
    "PNG without width": ("png", lambda: png(0, 100, chunk(b"IDAT", b""))),
    "PNG without data": ("png", lambda: png(300, 300)),
    "PNG of too little data": ("png", lambda: png(300, 300, pixels(300, 3))),
    "PNG of rubbish": ("png", lambda: png(300, 300, chunk(b"IDAT", bytes(range(256))))),
    "PNG with a text bomb": (
        "png",
        lambda: png(300, 300, chunk(b"zTXt", b"a\0\0" + packed_zeros(300)), pixels(300, 300)),
    ),
    "PNG with a colour profile bomb": (
        "png",
        lambda: png(300, 300, chunk(b"iCCP", b"a\0\0" + packed_zeros(300)), pixels(300, 300)),
    ),
    "PNG of a pixel bomb": (
        "png",
        lambda: png(9_000, 9_000, chunk(b"IDAT", packed_zeros(244))),
    ),
    "PNG with a palette that is missing": (
        "png",
        lambda: png(300, 300, pixels(100, 300), colour=3),
    ),
    "PNG of an impossible depth": (
        "png",
        lambda: png(300, 300, pixels(300, 300), depth=7),
    ),
    "PNG of a hundred thousand chunks": (
        "png",
        lambda: png(300, 300, *[chunk(b"tEXt", b"a\0b")] * 100_000, pixels(300, 300)),
    ),
    "gigapixel JPEG": ("jpg", lambda: jpeg(65_500, 65_500)),
    "JPEG without height": ("jpg", lambda: jpeg(300, 0)),
    "JPEG of another height": ("jpg", lambda: jpeg(300, 9000)),
    "JPEG of a thousand scans": ("jpg", lambda: scans(1000)),
    "JPEG of a start alone": ("jpg", lambda: JPEG_START + b"\xff\xe0\x00\x10JFIF"),
    "JPEG of markers alone": (
        "jpg",
        lambda: JPEG_START + b"\xff\xff" * 100_000 + b"\xff\xd9",
    ),
    "JPEG with segments that run over": (
        "jpg",
        lambda: JPEG_START + b"\xff\xe1\xff\xffExif\0\0",
    ),
    "JPEG turned in an impossible way": (
        "jpg",
        lambda: saved(
            "JPEG",
            exif=b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x63\0\0\0" + bytes(4),
        ),
    ),
    "JPEG with rubbish behind its orientation": (
        "jpg",
        lambda: saved("JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff" + bytes(range(200))),
    ),
    "gigapixel TIFF": ("tif", lambda: sized(60_000, 60_000)),
    "TIFF directory that follows itself": ("tif", lambda: sized(8, 8, following=8)),
    "TIFF of ten thousand frames": ("tif", lambda: frames(3000)),
    "TIFF directory that points nowhere": (
        "tif",
        lambda: b"II*\0\xff\xff\xff\x7f" + bytes(100),
    ),
    "TIFF of four billion tags": ("tif", lambda: tiff((256, 4, 0xFFFFFFFF, 8))),
    "TIFF of four billion samples": (
        "tif",
        lambda: sized(100, 100, (277, 3, 1, 65_535)),
    ),
    "TIFF of strips beyond the file": ("tif", lambda: sized(9_000, 9_000)),
    "TIFF without size": ("tif", lambda: tiff((262, 3, 1, 1))),
    "big TIFF of rubbish": ("tif", lambda: b"II+\0\x08\0\0\0" + b"\xff" * 200),
    "gigapixel BMP": ("bmp", lambda: bmp(60_000, 60_000)),
    "BMP of negative width": ("bmp", lambda: bmp(-300, 300, data=bytes(900))),
    "BMP upside down without end": ("bmp", lambda: bmp(300, -(2**31), data=bytes(900))),
    "BMP of runs without end": (
        "bmp",
        lambda: bmp(300, 300, bits=8, packing=1, data=b"\xff\x00" * 500),
    ),
    "BMP of an impossible packing": (
        "bmp",
        lambda: bmp(300, 300, packing=77, data=bytes(900)),
    ),
    "gigapixel GIF": ("gif", lambda: gif(65_535, 65_535)),
    "GIF without frames": ("gif", lambda: b"GIF89a\x08\0\x08\0\0\0\0;"),
    "WebP of rubbish": ("webp", lambda: b"RIFF\x40\0\0\0WEBPVP8 " + bytes(range(64))),
    "WebP of a great size": (
        "webp",
        lambda: b"RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + b"\xff\xff\xff" * 2 + bytes(8),
    ),
    "drawing with a script": (
        "svg",
        lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    ),
    "PostScript": ("eps", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n{} loop\n"),
    "PostScript named JPEG": ("jpg", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n{} loop\n"),
    "Photoshop": ("psd", lambda: b"8BPS\0\x01" + bytes(100)),
    "icon": (
        "ico",
        lambda: b"\0\0\x01\0\x01\0\xff\xff\0\0\x01\0\x20\0\xff\xff\xff\x7f\x16\0\0\0",
    ),
}
OTHERS: Mapping[str, bytes] = {
    "程序.exe": b"MZ" + bytes(500),
    "程序.pdf": b"MZ" + bytes(500),
    "脚本.html": b"<script>alert(1)</script>",
    "快捷方式.lnk": b"L\0\0\0\x01\x14\x02\0" + bytes(100),
    "邮件.eml": b"From: a@example.com\nSubject: x\n\nbody",
    "空.pdf": b"",
    "空.docx": b"",
    "空.xlsx": b"",
    "空.jpg": b"",
    "一个字节.pdf": b"%",
    "一个字节.png": b"\x89",
    "全零.pdf": bytes(100_000),
    "全一.jpg": b"\xff" * 100_000,
    "旧.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000),
    "旧.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 3000,
    "加密.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    + bytes(900)
    + "EncryptedPackage".encode("utf-16-le"),
    "包.rar": b"Rar!\x1a\x07\x01\0" + bytes(100),
    "包.7z": b"7z\xbc\xaf\x27\x1c" + bytes(100),
    "包.gz": b"\x1f\x8b\x08" + bytes(100),
    "没有扩展名": b"\x00\x01\x02\x03" * 100,
}
