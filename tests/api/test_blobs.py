"""The file store on something that is no folder of this machine, as S3 is none."""

from __future__ import annotations

import io
import uuid
from pathlib import Path

import pytest

from api.store.blobs import BlobStore, MissingBlobError


@pytest.fixture
def remote(tmp_path: Path) -> BlobStore:
    """A store reached through fsspec, without any path on this machine."""
    return BlobStore(f"memory://bucket-{uuid.uuid4().hex}/prefix", local=tmp_path / "copies")


def test_what_is_stored_comes_back_and_is_named_by_its_content(remote: BlobStore) -> None:
    assert not remote.is_local
    blob = remote.put(b"paper")
    assert blob == remote.put_stream(io.BytesIO(b"paper"))
    assert remote.get(blob) == b"paper"
    with remote.open(blob) as stream:
        assert stream.read() == b"paper"
    assert list(remote.list_blobs()) == [blob]
    remote.check()
    assert list(remote.list_blobs()) == [blob]


def test_a_copy_for_this_machine_is_made_once_and_goes_with_the_blob(remote: BlobStore) -> None:
    blob = remote.put(b"paper")
    copy = remote.local_path(blob)
    assert copy.read_bytes() == b"paper"
    assert remote.local_path(blob) == copy
    remote.delete(blob)
    assert not copy.exists()
    assert not remote.has(blob)
    remote.delete(blob)


def test_what_is_not_there_is_told_by_its_name(remote: BlobStore) -> None:
    missing = "0" * 64
    for take in (remote.get, remote.open, remote.local_path):
        with pytest.raises(MissingBlobError, match=missing):
            take(missing)
