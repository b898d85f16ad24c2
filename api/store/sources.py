"""Where the picture of a stored page lies on this machine."""

from __future__ import annotations

from api.store.blobs import BlobStore
from api.store.tables import Page
from extractor.ingest import PageSource
from models.submission import FileKind


def source_of(page: Page, store: BlobStore) -> PageSource:
    """Return the page with a local file that holds it; raises MissingBlobError."""
    return PageSource(
        file=page.file,
        page=page.page,
        path=store.local_path(page.blob),
        kind=FileKind(page.kind),
        digest=page.digest,
        frame=page.frame,
    )
