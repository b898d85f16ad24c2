"""The stage itself: paths in; the submission's files and pages, and an issue per refused file out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extractor.errors import InputCode, InputError
from extractor.ingest.collect import Candidate, collect
from extractor.ingest.images import check_image
from extractor.ingest.office import check_office
from extractor.ingest.pdf import check_pdf, digest_pdf_pages
from extractor.ingest.refuse import refuse
from extractor.ingest.sniff import Content
from extractor.ingest.sources import PageSource, Submission, page_digest
from extractor.settings import Settings
from models.issue import Issue, IssueCode
from models.submission import FileKind, Refusal, SourceFile

_REPAIRED = "“{file}”的文件结构有损坏，已自动修复并读出全部页面，建议重新导出后核对。"
_NO_RESULTS = (
    "“{file}”中有 {count} 个公式没有保存计算结果（如 {first}），请用 Excel 打开并保存后重新提交。"
)
_PICTURE_UNREAD = "“{file}”中嵌入的图片“{picture}”无法读取，请另存为 JPEG 或 PNG 后单独提交。"
_NOTHING = "“{file}”中没有任何文件，请检查后重新提交。"


@dataclass
class _Intake:
    """What has been taken in so far."""

    files: list[SourceFile] = field(default_factory=list)
    pages: list[PageSource] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    inputs: dict[str, str] = field(default_factory=dict)


def ingest_paths(
    paths: Sequence[Path], *, scratch: Path, settings: Settings
) -> tuple[Submission, tuple[Issue, ...]]:
    """List every file and page of a submission; archives are unpacked into `scratch`.

    `scratch` must outlive the pages. A file that cannot be read is a `SourceFile` with `refused` set and
    an issue `file_refused`; the others are read. Raises InputError not_found when a path does not
    exist, and empty when no file at all was handed in. A submission of which every file was refused is
    returned with no pages.
    """
    candidates = collect(paths, scratch=scratch, settings=settings)
    if not candidates:
        name = paths[0].resolve().name if paths else "."
        raise refuse(InputCode.EMPTY, name, message=_NOTHING)
    intake = _Intake()
    for candidate in candidates:
        _take_in(intake, candidate, scratch=scratch, settings=settings)
    submission = Submission(tuple(intake.files), tuple(intake.pages), intake.inputs)
    return submission, tuple(intake.issues)


def _take_in(intake: _Intake, candidate: Candidate, *, scratch: Path, settings: Settings) -> None:
    """Add one candidate: its pages, or its refusal."""
    sha256 = _sha256(candidate.path)
    intake.inputs[candidate.name] = sha256
    if candidate.content is Content.zip:
        return
    kind = FileKind.unknown if candidate.content is None else FileKind(candidate.content.value)
    try:
        if candidate.refusal is not None:
            raise candidate.refusal
        pages, issues = _read(
            candidate, kind=kind, sha256=sha256, scratch=scratch, settings=settings
        )
        if len(intake.pages) + len(pages) > settings.max_pages:
            raise refuse(InputCode.TOO_MANY_PAGES, candidate.name)
    except InputError as error:
        refused = Refusal(code=error.code, message=error.message)
        source_file = SourceFile(
            name=candidate.name, sha256=sha256, pages=0, kind=kind, refused=refused
        )
        intake.files.append(source_file)
        intake.issues.append(
            Issue(code=IssueCode.file_refused, file=candidate.name, message=error.message)
        )
        return
    intake.files.append(SourceFile(name=candidate.name, sha256=sha256, pages=len(pages), kind=kind))
    intake.pages.extend(pages)
    intake.issues.extend(issues)


def _read(
    candidate: Candidate, *, kind: FileKind, sha256: str, scratch: Path, settings: Settings
) -> tuple[list[PageSource], list[Issue]]:
    """The pages of one file, and what is wrong with it although it can be read."""
    name, path = candidate.name, candidate.path
    assert path is not None
    if kind in (FileKind.docx, FileKind.xlsx):
        return _read_office(
            name, path, kind=kind, sha256=sha256, scratch=scratch, settings=settings
        )
    issues: list[Issue] = []
    if kind is FileKind.pdf:
        count, repaired = check_pdf(path, file=name, max_pages=settings.max_pages)
        if repaired:
            message = _REPAIRED.format(file=name)
            issues.append(Issue(code=IssueCode.file_repaired, file=name, message=message))
        digests = digest_pdf_pages(path, file=name, file_sha256=sha256, pages=count)
        return [
            PageSource(name, index + 1, path, kind, digest, frame=index)
            for index, digest in enumerate(digests)
        ], issues
    count = check_image(path, file=name, max_pixels=settings.max_pixels)
    return [_page(name, path, kind, sha256, index) for index in range(count)], issues


def _read_office(
    name: str, path: Path, *, kind: FileKind, sha256: str, scratch: Path, settings: Settings
) -> tuple[list[PageSource], list[Issue]]:
    """Native pages, then the pictures pasted into the file as pages of their own."""
    office = check_office(
        path,
        file=name,
        kind=kind,
        scratch=scratch / "media",
        max_bytes=settings.max_file_bytes,
    )
    issues: list[Issue] = []
    if office.unsaved_formulas:
        first, count = office.unsaved_formulas[0], len(office.unsaved_formulas)
        message = _NO_RESULTS.format(file=name, count=count, first=first)
        issues.append(Issue(code=IssueCode.page_unreadable, file=name, message=message))
    pages = [_page(name, path, kind, sha256, index) for index in range(office.native_pages)]
    for picture in office.pictures:
        try:
            if picture.path is None:
                raise refuse(InputCode.UNSUPPORTED, name)
            check_image(picture.path, file=name, max_pixels=settings.max_pixels)
        except InputError:
            message = _PICTURE_UNREAD.format(file=name, picture=Path(picture.name).name)
            issues.append(Issue(code=IssueCode.page_unreadable, file=name, message=message))
            continue
        digest = page_digest(picture.sha256, 0)
        pages.append(PageSource(name, len(pages) + 1, picture.path, FileKind.image, digest))
    return pages, issues


def _page(name: str, path: Path, kind: FileKind, sha256: str, index: int) -> PageSource:
    return PageSource(name, index + 1, path, kind, page_digest(sha256, index), frame=index)


def _sha256(path: Path | None) -> str:
    """SHA-256 (hex) of a file; of nothing when it cannot be read."""
    if path is None:
        return hashlib.sha256(b"").hexdigest()
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return hashlib.sha256(b"").hexdigest()
