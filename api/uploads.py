"""Receiving an upload: a multipart body streamed to disk within its limits, then stored by content."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from typing import cast

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from api.limits import cap_bytes
from api.problems import ProblemCode, ProblemError
from api.settings import ServiceSettings
from api.store.blobs import BlobStore
from extractor.ingest.names import cleaned, unique

LONGEST_PART = 200  # bytes of one part of a file name; file systems allow 255
TEXTS = 20
"""Most fields of an upload that are not files."""


@dataclass(frozen=True)
class StoredFile:
    """One uploaded file: the name it goes by in its submission, its blob, its bytes."""

    name: str
    blob: str
    size: int


async def read_form(request: Request, *, settings: ServiceSettings) -> FormData:
    """Read a multipart body; large files go to disk while they arrive. Close the form when done.

    Raises ProblemError upload_too_large and invalid_request.
    """
    if not request.headers.get("Content-Type", "").startswith("multipart/form-data"):
        raise ProblemError(ProblemCode.invalid_request, "上传须为 multipart/form-data 形式。")
    declared = request.headers.get("Content-Length", "")
    if declared.isdecimal() and int(declared) > settings.max_upload_bytes:
        raise _too_large(settings)
    body = cap_bytes(request.stream(), most=settings.max_upload_bytes)
    parser = MultiPartParser(
        request.headers,
        cast("AsyncGenerator[bytes, None]", body),
        max_files=settings.max_upload_files,
        max_fields=TEXTS,
    )
    try:
        return await parser.parse()
    except MultiPartException as error:
        if error.message.startswith("Too many files"):
            raise ProblemError(
                ProblemCode.upload_too_large,
                f"一次最多上传 {settings.max_upload_files} 个文件，请打包成 ZIP 或分批提交。",
            ) from error
        raise ProblemError(ProblemCode.invalid_request, "上传的内容不完整，请重新上传。") from error


async def store_files(form: FormData, store: BlobStore) -> tuple[StoredFile, ...]:
    """Store the files of a form, those in fields named `files`; raises ProblemError no_files."""
    uploads = [item for item in form.getlist("files") if isinstance(item, UploadFile)]
    if not uploads:
        raise ProblemError(ProblemCode.no_files, "请至少选择一个文件。")
    names = name_files([upload.filename or "" for upload in uploads])
    return tuple(
        [
            StoredFile(
                name=name,
                blob=await run_in_threadpool(store.put_stream, upload.file),
                size=upload.size or 0,
            )
            for name, upload in zip(names, uploads, strict=True)
        ]
    )


def name_files(names: Sequence[str]) -> tuple[str, ...]:
    """Return safe, unique relative names in the same order; none is the folder of another one."""
    given: list[str] = []
    folders: set[str] = set()
    for name in names:
        parts = [_shortened(part) for part in cleaned(name.replace("\\", "/")).split("/")]
        if any(folder in given for folder in _folders(parts)):
            parts = [_shortened("_".join(parts))]
        given.append(unique("/".join(parts), folders.union(given)))
        folders.update(_folders(given[-1].split("/")))
    return tuple(given)


def _folders(parts: Sequence[str]) -> list[str]:
    """Every folder on the way to a file."""
    return ["/".join(parts[:count]) for count in range(1, len(parts))]


def _shortened(part: str) -> str:
    """A part of a name, cut in front of its ending so that file systems take it."""
    stem, dot, ending = part.rpartition(".")
    if not dot or len(ending) > 10:
        stem, dot, ending = part, "", ""
    room = LONGEST_PART - len(f"{dot}{ending}".encode())
    return stem.encode()[:room].decode(errors="ignore") + dot + ending


def digest_upload(files: Sequence[StoredFile], *, programme: str, reference_date: str) -> str:
    """Return the SHA-256 (hex) of what was handed in: the same files for the same purpose are the same."""
    parts = [programme, reference_date]
    parts += sorted(f"{file.name}\0{file.blob}" for file in files)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _too_large(settings: ServiceSettings) -> ProblemError:
    most = settings.max_upload_bytes // 1_000_000
    return ProblemError(
        ProblemCode.upload_too_large, f"上传内容超过 {most} MB 的上限，请分批提交或压缩扫描件。"
    )
