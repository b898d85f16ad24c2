"""Files that nothing refers to are removed, those of uploads under way are not."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from api.jobs.shop import Shop
from api.store.blobs import BlobStore
from api.store.tables import KeptReading, Page, ReportRun, Role, Upload
from api.sweep import SECONDS, sweep_orphans
from tests.api.conftest import Person

OLD = SECONDS + 60


@pytest.fixture
def store(tmp_path: Path) -> BlobStore:
    return BlobStore(str(tmp_path / "store"), local=tmp_path / "copies")


def age(store: BlobStore, blob: str) -> None:
    """Put a blob as if nobody had touched it for more than a day."""
    then = time.time() - OLD
    os.utime(store.local_path(blob), (then, then))


def test_an_old_file_without_a_row_goes_and_a_young_one_stays(shop: Shop, store: BlobStore) -> None:
    old, young = store.put(b"left behind"), store.put(b"just stored")
    age(store, old)
    assert sweep_orphans(shop.database, store) == 1
    assert not store.has(old)
    assert store.has(young)
    assert sweep_orphans(shop.database, store) == 0


def test_what_is_put_again_is_young_again(shop: Shop, store: BlobStore) -> None:
    blob = store.put(b"stored before")
    age(store, blob)
    assert store.put(b"stored before") == blob
    assert sweep_orphans(shop.database, store) == 0
    assert store.get(blob) == b"stored before"


def test_a_file_that_is_put_while_it_is_removed_is_there_afterwards(
    store: BlobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    blob = store.put(b"paper")
    age(store, blob)
    rename = Path.rename

    def rename_and_put(path: Path, target: str) -> Path:
        moved = rename(path, target)
        store.put(b"paper")
        return moved

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", rename_and_put)
        store.delete_older(blob, seconds=SECONDS)
    assert store.get(blob) == b"paper"


def test_an_interrupted_write_is_cleared_away(shop: Shop, store: BlobStore) -> None:
    blob = store.put(b"paper")
    left = store.local_path(blob).with_name("tmp12345678")
    left.write_bytes(b"half a pa")
    assert sweep_orphans(shop.database, store) == 0
    then = time.time() - OLD
    os.utime(left, (then, then))
    assert sweep_orphans(shop.database, store) == 1
    assert not left.exists()
    assert store.has(blob)


def test_everything_of_a_submission_stays(
    person: Callable[[Role], Person],
    paper: Callable[[], bytes],
    work_off: Callable[[str], None],
    shop: Shop,
) -> None:
    lead = person(Role.lead)
    submission = lead.upload(("说明.docx", paper()))
    work_off(submission)
    address = f"/api/v1/submissions/{submission}"
    assert lead.client.get(f"{address}/exports/report.json").status_code == 200
    key = uuid.UUID(submission)
    with shop.database.transaction() as session:
        page = session.get_one(Page, (key, 1))
        blobs = {page.blob, page.reading, session.get_one(Upload, (key, 1)).blob}
        blobs |= set(session.scalars(select(ReportRun.blob).where(ReportRun.submission_id == key)))
        blobs |= set(session.scalars(select(KeptReading.blob)))
    for blob in filter(None, blobs):
        age(shop.store, blob)
    sweep_orphans(shop.database, shop.store)
    assert all(shop.store.has(blob) for blob in blobs if blob)
    assert lead.client.get(f"{address}/exports/report.json").status_code == 200


def test_a_remote_store_is_swept_by_age(shop: Shop, tmp_path: Path) -> None:
    remote = BlobStore(f"memory://bucket-{uuid.uuid4().hex}/prefix", local=tmp_path / "copies")
    blob = remote.put(b"paper")
    assert sweep_orphans(shop.database, remote) == 0
    assert sweep_orphans(shop.database, remote, seconds=0) == 1
    assert not remote.has(blob)
