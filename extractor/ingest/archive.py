"""ZIP archives: names in any of the encodings in use, limits against bombs, members copied to scratch."""

from __future__ import annotations

import shutil
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from extractor.errors import InputCode, InputError
from extractor.ingest.names import cleaned, is_litter, is_unsafe, natural_key
from extractor.ingest.refuse import refuse

MAX_MEMBERS = 10_000
"""Most members of one archive, nested archives included."""
MAX_RATIO = 200
"""Most times an archive may grow when unpacked, once it grows beyond `RATIO_FLOOR_BYTES`."""
RATIO_FLOOR_BYTES = 50_000_000

ZIP_ERRORS = (
    zipfile.BadZipFile,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    NotImplementedError,
    zlib.error,
)
"""What `zipfile` raises on damaged archives."""

_FLAG_ENCRYPTED = 0x1
_FLAG_UTF8 = 0x800
_UNICODE_PATH = 0x7075
_PASSWORD_INSIDE = "“{file}”在压缩包内设有密码，无法读取，请取消密码后重新打包提交。"
_LINK_INSIDE = "“{file}”在压缩包内只是一个链接，没有内容，请放入文件本身后重新打包提交。"


@dataclass
class Budget:
    """What may still be unpacked from one archive handed in, nested archives included."""

    bytes: int
    members: int = MAX_MEMBERS

    def spend(self, archive: zipfile.ZipFile, *, packed_bytes: int, file: str) -> None:
        """Take the archive's declared contents off the budget; raises InputError too_large.

        `zipfile` never yields more bytes than a member declares, so the declared sizes are binding.
        """
        members = archive.infolist()
        unpacked_bytes = sum(member.file_size for member in members)
        grows = unpacked_bytes > max(RATIO_FLOOR_BYTES, MAX_RATIO * packed_bytes)
        if unpacked_bytes > self.bytes or len(members) > self.members or grows:
            detail = f"{len(members)} members, {packed_bytes} -> {unpacked_bytes} bytes"
            raise refuse(InputCode.TOO_LARGE, file, detail=detail)
        self.bytes -= unpacked_bytes
        self.members -= len(members)


@dataclass(frozen=True)
class Member:
    """One file of an archive: its cleaned name inside it and where it was unpacked, or why not."""

    name: str
    path: Path | None
    refusal: InputError | None = None


def check_container(path: Path, *, file: str, max_bytes: int) -> None:
    """Hold an office document, itself a ZIP, against the limits for archives."""
    with zipfile.ZipFile(path) as archive:
        Budget(bytes=max_bytes).spend(archive, packed_bytes=path.stat().st_size, file=file)


def unpack(path: Path, *, file: str, scratch: Path, budget: Budget) -> tuple[Member, ...]:
    """Copy the files of an archive into `scratch`, under numbers; in natural order of their names.

    Raises InputError when the archive as a whole is refused: empty, encrypted, too_large, unreadable.
    A member that is refused alone (unsafe_path, encrypted, unreadable) carries its refusal.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    try:
        with zipfile.ZipFile(path) as archive:
            budget.spend(archive, packed_bytes=path.stat().st_size, file=file)
            infos = sorted(_named_files(archive), key=lambda pair: natural_key(pair[0]))
            if not infos:
                raise refuse(InputCode.EMPTY, file)
            if all(info.flag_bits & _FLAG_ENCRYPTED for _, info in infos):
                raise refuse(InputCode.ENCRYPTED, file)
            return tuple(
                _unpack_member(archive, info, name=name, file=file, target=scratch / f"{index:05d}")
                for index, (name, info) in enumerate(infos)
            )
    except ZIP_ERRORS as error:
        raise refuse(InputCode.UNREADABLE, file, detail=str(error)) from error


def _named_files(archive: zipfile.ZipFile) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    for info in archive.infolist():
        name = member_name(info)
        if not name.endswith("/") and not is_litter(name):
            yield name, info


def _unpack_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, *, name: str, file: str, target: Path
) -> Member:
    """Copy one member, or say why not."""
    shown = f"{file}/{cleaned(name)}"
    refusal: InputError | None = None
    if is_unsafe(name):
        refusal = refuse(InputCode.UNSAFE_PATH, shown, detail=name)
    elif stat.S_ISLNK(info.external_attr >> 16):
        refusal = refuse(InputCode.UNSAFE_PATH, shown, message=_LINK_INSIDE)
    elif info.flag_bits & _FLAG_ENCRYPTED:
        refusal = refuse(InputCode.ENCRYPTED, shown, message=_PASSWORD_INSIDE)
    if refusal is not None:
        return Member(cleaned(name), None, refusal)
    path = target.with_suffix(PurePosixPath(cleaned(name)).suffix.lower())
    try:
        with archive.open(info) as source, path.open("wb") as sink:
            shutil.copyfileobj(source, sink, 1 << 20)
    except ZIP_ERRORS as error:
        refusal = refuse(InputCode.UNREADABLE, shown, detail=str(error))
        return Member(cleaned(name), None, refusal)
    return Member(cleaned(name), path)


def member_name(info: zipfile.ZipInfo) -> str:
    """The name of a member as its maker meant it, with `/` between folders.

    Bit 11 says UTF-8 (APPNOTE 4.4.4); else Info-ZIP's Unicode path field (4.6.9); else UTF-8 where the
    bytes allow it, else GB 18030, which Windows in China writes; else code page 437.
    """
    name = info.orig_filename
    if not info.flag_bits & _FLAG_UTF8:
        raw = name.encode("cp437")
        name = _unicode_path(info.extra, raw) or _decoded(raw) or name
    return name.split("\0")[0].replace("\\", "/")


def _decoded(raw: bytes) -> str | None:
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """The name in Info-ZIP's extra field 0x7075, when it was made for this raw name."""
    while len(extra) >= 4:
        tag, size = struct.unpack_from("<HH", extra)
        body, extra = extra[4 : 4 + size], extra[4 + size :]
        if tag == _UNICODE_PATH and len(body) > 5 and body[0] == 1:
            (crc,) = struct.unpack_from("<I", body, 1)
            if crc == zlib.crc32(raw):
                return body[5:].decode("utf-8", errors="replace")
    return None
