"""ZIP archives made to break or to hold up a reader: bombs, paths, links, names, lies."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping

from tests.hostile.zeros import crc_of_zeros, raw_zeros

LOCAL = b"PK\x03\x04"
CENTRAL = b"PK\x01\x02"
END = b"PK\x05\x06"


def packed(members: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, compression)
    return buffer.getvalue()


def of_one(name: str, data: bytes = b"%PDF-1.7", *, mode: int = 0o100644, system: int = 3) -> bytes:
    """One member under a name that `zipfile` would not write by itself."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo("x")
        info.filename, info.external_attr, info.create_system = name, mode << 16, system
        archive.writestr(info, data)
    return buffer.getvalue()


def raw_name(name: bytes) -> bytes:
    """One member whose name is these bytes, without the flag for UTF-8."""
    stand_in = b"x" * len(name)
    return packed({stand_in.decode(): b"%PDF-1.7"}).replace(stand_in, name)


def changed(data: bytes, mark: bytes, offset: int, value: bytes) -> bytes:
    """The archive with bytes behind the last such mark overwritten."""
    at = data.rindex(mark) + offset
    return data[:at] + value + data[at + len(value) :]


def nested(depth: int) -> bytes:
    data = packed({"a.pdf": b"%PDF-1.7"})
    for number in range(depth):
        data = packed({f"{number}.zip": data})
    return data


def zeros(count: int, millions: int, *, declared: int | None = None) -> bytes:
    """An archive of `count` members that all name the same bytes: so many million zeros.

    With more than one member: Fifield: A better zip bomb, WOOT 2019. `declared` is the size it claims.
    """
    data, size = raw_zeros(millions), millions * 1_000_000
    sizes = struct.pack(
        "<III",
        crc_of_zeros(millions),
        len(data),
        size if declared is None else declared,
    )
    local = LOCAL + struct.pack("<HHHHH", 20, 0, 8, 0, 0) + sizes
    local += struct.pack("<HH", 5, 0) + b"a.bmp"
    directory = b"".join(
        CENTRAL
        + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0)
        + sizes
        + struct.pack("<HHHHHII", 5, 0, 0, 0, 0, 0, 0)
        + b"a.bmp"
        for _ in range(count)
    )
    body = local + data
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + END + end


def nested_bomb() -> bytes:
    """Sixteen archives in each of sixteen: 256 times 200 megabytes."""
    inner = zeros(1, 200)
    middle = packed({f"{n}.zip": inner for n in range(16)})
    return packed({f"{n}.zip": middle for n in range(16)})


def encrypted() -> bytes:
    data = packed({"a.pdf": b"%PDF-1.7"})
    return changed(changed(data, LOCAL, 6, b"\x01"), CENTRAL, 8, b"\x01")


def method(number: int) -> bytes:
    data = packed({"a.pdf": b"%PDF-1.7"})
    value = struct.pack("<H", number)
    return changed(changed(data, LOCAL, 8, value), CENTRAL, 10, value)


PLAIN = packed({"a.pdf": b"%PDF-1.7"})

ARCHIVES: Mapping[str, Callable[[], bytes]] = {
    "bomb of one gigabyte": lambda: zeros(1, 1100),
    "bomb in bombs": nested_bomb,
    "bomb of overlapping members": lambda: zeros(5000, 20),
    "bomb of few overlapping members": lambda: zeros(40, 20),
    "member that lies about its size": lambda: zeros(1, 100, declared=10),
    "twenty thousand members": lambda: packed(
        {f"{n}.pdf": b"" for n in range(20_000)}, zipfile.ZIP_STORED
    ),
    "ten archives in one another": lambda: nested(10),
    "climbs out": lambda: of_one("../../etc/cron.d/x.pdf"),
    "climbs out with backslashes": lambda: of_one("..\\..\\windows\\x.pdf", system=0),
    "climbs out in the middle": lambda: of_one("a/b/../../../x.pdf"),
    "absolute": lambda: of_one("/etc/cron.d/x.pdf"),
    "absolute with a drive": lambda: of_one("C:/windows/x.pdf"),
    "absolute on a server": lambda: of_one("\\\\server\\share\\x.pdf", system=0),
    "link to a password file": lambda: of_one("a.pdf", b"/etc/passwd", mode=0o120777),
    "link to the folder above": lambda: of_one("a", b"..", mode=0o120777),
    "device": lambda: of_one("a.pdf", b"", mode=0o020666),
    "pipe": lambda: of_one("a.pdf", b"", mode=0o010666),
    "folder that is a file": lambda: packed({"a.pdf": b"%PDF-1.7", "a.pdf/b.pdf": b"%PDF-1.7"}),
    "two of one name": lambda: packed({"a.pdf": b"%PDF-1.7", "b.pdf": b"x"}).replace(
        b"b.pdf", b"a.pdf"
    ),
    "name of five thousand characters": lambda: of_one("很长" * 2500 + ".pdf"),
    "five hundred folders deep": lambda: of_one("d/" * 500 + "a.pdf"),
    "name in GBK": lambda: raw_name("证书/发明专利.pdf".encode("gbk")),
    "name in no encoding": lambda: raw_name(b"\xff\xfe\xfd\x80.pdf"),
    "name with a null": lambda: raw_name(b"a.pdf\x00.exe"),
    "name of control characters": lambda: raw_name(b"\x01\x1b[31m\x07\r\n.pdf"),
    "name that runs backwards": lambda: of_one("\u202efdp.exe"),
    "name of dots": lambda: of_one("..."),
    "empty name": lambda: raw_name(b"\x00\x00"),
    "name of a device": lambda: of_one("CON.pdf"),
    "name of markup": lambda: of_one("<script>alert(1)</script>.pdf"),
    "encrypted": encrypted,
    "packed by an unknown method": lambda: method(99),
    "packed by deflate64": lambda: method(9),
    "packed by LZMA that is none": lambda: method(14),
    "packed by bzip2 that is none": lambda: method(12),
    "wrong checksum": lambda: changed(PLAIN, CENTRAL, 16, b"abcd"),
    "member beyond the file": lambda: changed(PLAIN, CENTRAL, 42, b"\xff\xff\xff\x7f"),
    "directory beyond the file": lambda: changed(PLAIN, END, 16, b"\xff\xff\xff\x7f"),
    "directory larger than the file": lambda: changed(PLAIN, END, 12, b"\xff\xff\xff\x7f"),
    "claims sixty thousand members": lambda: changed(PLAIN, END, 8, b"\xff\xef\xff\xef"),
    "many disks": lambda: changed(PLAIN, END, 4, b"\x09\x00\x09\x00"),
    "extra field that runs over": lambda: changed(PLAIN, CENTRAL, 30, b"\xff\x00"),
    "no directory": lambda: PLAIN[: PLAIN.rindex(CENTRAL)],
    "directory alone": lambda: PLAIN[PLAIN.rindex(CENTRAL) :],
    "end alone": lambda: END + bytes(18),
    "long comment": lambda: PLAIN[:-2] + b"\xff\xff" + b"c" * 65_535,
    "program in front": lambda: b"MZ" + bytes(3000) + PLAIN,
    "folders and litter alone": lambda: packed(
        {"a/": b"", "__MACOSX/._a": b"x", "Thumbs.db": b"x"}
    ),
    "folders alone": lambda: packed({f"{n}/": b"" for n in range(300)}),
}
