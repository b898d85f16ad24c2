"""Compressed zeros of any length without the work of compressing them: one piece, repeated."""

from __future__ import annotations

import struct
import zlib
from functools import cache

PIECE = 1_000_000
_ADLER_BASE = 65_521  # RFC 1950


@cache
def _piece() -> bytes:
    """A million zeros as a piece of raw deflate that may stand behind itself."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packer.compress(b"")
    return packer.compress(bytes(PIECE)) + packer.flush(zlib.Z_FULL_FLUSH)


def raw_zeros(millions: int) -> bytes:
    """So many million zeros as raw deflate (RFC 1951)."""
    return _piece() * millions + b"\x03\x00"


def packed_zeros(millions: int) -> bytes:
    """So many million zeros with zlib's head and checksum (RFC 1950)."""
    adler = (millions * PIECE % _ADLER_BASE) << 16 | 1
    return b"\x78\xda" + raw_zeros(millions) + struct.pack(">I", adler)


def crc_of_zeros(millions: int) -> int:
    """CRC-32 of so many million zeros."""
    crc, piece = 0, bytes(PIECE)
    for _ in range(millions):
        crc = zlib.crc32(piece, crc)
    return crc
