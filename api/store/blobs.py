"""Files by their content: a blob is named by its SHA-256 and never changes; a folder or S3 through fsspec."""

from __future__ import annotations

import datetime
import hashlib
import math
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO, cast

import fsspec
from fsspec.implementations.local import LocalFileSystem

CHUNK = 1 << 20
RENEW = 6 * 3600.0
"""Seconds after which a blob that lies on no disk of ours is written again when it is put."""


class MissingBlobError(LookupError):
    """A blob that should be in the store is not there; the argument is its SHA-256."""


class BlobStore:
    """Blobs below one address; every machine that works on a submission sees the same store."""

    def __init__(self, address: str, *, local: Path) -> None:
        """`local` is a folder of this machine for copies of blobs that lie elsewhere."""
        self.files, self._root = fsspec.core.url_to_fs(address)
        self._local = local
        self.is_local = isinstance(self.files, LocalFileSystem)
        if self.is_local:
            Path(self._root).mkdir(parents=True, exist_ok=True, mode=0o700)

    def put(self, content: bytes) -> str:
        """Store bytes; return their SHA-256 (hex)."""
        sha256 = hashlib.sha256(content).hexdigest()
        if not self._renew(sha256):
            self._write(sha256, content)
        return sha256

    def put_file(self, path: Path) -> str:
        """Store a file; return its SHA-256 (hex). The file stays where it is."""
        with path.open("rb") as stream:
            return self.put_stream(stream)

    def put_stream(self, stream: BinaryIO) -> str:
        """Store what a stream holds, from its start; return the SHA-256 (hex)."""
        stream.seek(0)
        digest = hashlib.sha256()
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
        sha256 = digest.hexdigest()
        if not self._renew(sha256):
            stream.seek(0)
            self._write(sha256, stream)
        return sha256

    def has(self, sha256: str) -> bool:
        """Whether the blob is stored."""
        return bool(self.files.exists(self._path(sha256)))

    def get(self, sha256: str) -> bytes:
        """Return a blob; raises MissingBlobError."""
        try:
            return bytes(self.files.cat_file(self._path(sha256)))
        except FileNotFoundError as error:
            raise MissingBlobError(sha256) from error

    def open(self, sha256: str) -> BinaryIO:
        """Open a blob for reading; raises MissingBlobError."""
        try:
            return cast("BinaryIO", self.files.open(self._path(sha256), "rb"))
        except FileNotFoundError as error:
            raise MissingBlobError(sha256) from error

    def local_path(self, sha256: str) -> Path:
        """Return a file of this machine with the blob's content; raises MissingBlobError."""
        if self.is_local:
            path = Path(self._path(sha256))
            if not path.exists():
                raise MissingBlobError(sha256)
            return path
        path = self._local / sha256[:2] / sha256
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with (
                self.open(sha256) as stream,
                tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file,
            ):
                shutil.copyfileobj(stream, file, CHUNK)
            Path(file.name).replace(path)
        return path

    def delete(self, sha256: str) -> None:
        """Remove a blob; one that is not there is none."""
        if self.has(sha256):
            self.files.rm_file(self._path(sha256))
        (self._local / sha256[:2] / sha256).unlink(missing_ok=True)

    def delete_older(self, sha256: str, *, seconds: float) -> bool:
        """Remove a blob that nobody put for so long; return whether it was removed.

        Whoever puts the same content meanwhile either makes the file young, and it stays, or no longer
        finds it, and writes it anew.
        """
        path = self._path(sha256)
        if self._age(path) < seconds:
            return False
        if not self.is_local:
            self.delete(sha256)
            return True
        aside = f"{path}.aside"
        try:
            Path(path).rename(aside)
            if self._age(aside) < seconds:
                Path(aside).rename(path)
                return False
            Path(aside).unlink()
        except FileNotFoundError:
            return False
        return True

    def delete_unfinished(self, *, seconds: float) -> int:
        """Remove what an interrupted write left behind that long ago; return how many files."""
        left = [
            path
            for path in map(str, self.files.find(self._root))
            if len(path.rsplit("/", 1)[-1]) != 64 and self._age(path) >= seconds
        ]
        for path in left:
            self.files.rm_file(path)
        return len(left)

    def list_blobs(self) -> Iterator[str]:
        """Yield the SHA-256 of every stored blob."""
        for path in self.files.find(self._root):
            name = str(path).rsplit("/", 1)[-1]
            if len(name) == 64:
                yield name

    def check(self) -> None:
        """Write, read and remove a small blob; raises OSError where the store is not usable."""
        content = secrets.token_bytes(16)
        sha256 = self.put(content)
        if self.get(sha256) != content:
            raise OSError("the store returned other bytes than it was given")
        self.delete(sha256)

    def free(self) -> float:
        """Return the bytes that are free on the disk of the store; infinity where it is no folder."""
        return shutil.disk_usage(self._root).free if self.is_local else math.inf

    def _renew(self, sha256: str) -> bool:
        """Make a stored blob as good as new for `delete_older`; False where it has to be written."""
        path = self._path(sha256)
        if not self.is_local:
            return self.has(sha256) and self._age(path) < RENEW
        try:
            os.utime(path)
        except FileNotFoundError:
            return False
        return True

    def _age(self, path: str) -> float:
        """Seconds since a file was written or put again; 0 for one that is not there."""
        try:
            modified: datetime.datetime = self.files.modified(path)
        except FileNotFoundError:
            return 0.0
        return (datetime.datetime.now(datetime.UTC) - modified).total_seconds()

    def _path(self, sha256: str) -> str:
        return f"{self._root}/{sha256[:2]}/{sha256}"

    def _write(self, sha256: str, content: bytes | BinaryIO) -> None:
        """Write whole or not at all: under another name first, or as one object."""
        path = self._path(sha256)
        if not self.is_local:
            with self.files.open(path, "wb") as file:
                _copy(content, file)
            return
        Path(path).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=Path(path).parent, delete=False) as file:
            _copy(content, file)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(path)


def _copy(content: bytes | BinaryIO, file: IO[bytes]) -> None:
    if isinstance(content, bytes):
        file.write(content)
    else:
        shutil.copyfileobj(content, file, CHUNK)
