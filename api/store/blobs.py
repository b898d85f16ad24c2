"""Files by their content: a blob is named by its SHA-256 and never changes; a folder or S3 through fsspec."""

from __future__ import annotations

import hashlib
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
        if not self.has(sha256):
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
        if not self.has(sha256):
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
