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
from extractor.ingest.opener import Opener, open_here
from extractor.ingest.pdf import check_pdf, digest_pdf_pages, read_pdf_history
from extractor.ingest.refuse import refuse
from extractor.ingest.sniff import Content
from extractor.ingest.sources import PageSource, Submission, page_digest
from extractor.settings import Settings
from models.issue import Issue, IssueCode
from models.submission import FileKind, Refusal, SourceFile
from models.trace import FileHistory

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
    paths: Sequence[Path], *, scratch: Path, settings: Settings, opener: Opener = open_here
) -> tuple[Submission, tuple[Issue, ...]]:
    """List every file and page of a submission; archives are unpacked into `scratch`.

    `scratch` must outlive the pages. `opener` opens the files: strangers' files belong into a process
    that may die (`extractor.intake`). A file that cannot be read is a `SourceFile` with `refused` set and
    an issue `file_refused`; the others are read. Raises InputError not_found when a path does not
    exist, and empty when no file at all was handed in. A submission of which every file was refused is
    returned with no pages.
    """
    candidates = collect(paths, scratch=scratch, settings=settings, opener=opener)
    if not candidates:
        name = paths[0].resolve().name if paths else "."
        raise refuse(InputCode.EMPTY, name, message=_NOTHING)
    intake = _Intake()
    for candidate in candidates:
        _take_in(intake, candidate, scratch=scratch, settings=settings, opener=opener)
    submission = Submission(tuple(intake.files), tuple(intake.pages), intake.inputs)
    return submission, tuple(intake.issues)


def _take_in(
    intake: _Intake, candidate: Candidate, *, scratch: Path, settings: Settings, opener: Opener
) -> None:
    """Add one candidate: its pages, or its refusal."""
    sha256 = _sha256(candidate.path)
    intake.inputs[candidate.name] = sha256
    if candidate.content is Content.zip:
        return
    kind = FileKind.unknown if candidate.content is None else FileKind(candidate.content.value)
    try:
        if candidate.refusal is not None:
            raise candidate.refusal
        assert candidate.path is not None
        order = OpenOrder(candidate.name, candidate.path, kind, sha256, scratch, settings)
        pages, issues = opener(open_file, order, file=candidate.name)
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
    history = _history(order, opener)
    intake.files.append(
        SourceFile(name=candidate.name, sha256=sha256, pages=len(pages), kind=kind, history=history)
    )
    intake.pages.extend(pages)
    intake.issues.extend(issues)


def _history(order: OpenOrder, opener: Opener) -> FileHistory | None:
    """The history of a file; None where it cannot be told."""
    try:
        return opener(read_history, order, file=order.name)
    except InputError:  # pages that can be read are worth more than how they were saved
        return None


@dataclass(frozen=True)
class OpenOrder:
    """A file of a known kind to open, under its name inside the submission."""

    name: str
    path: Path
    kind: FileKind
    sha256: str
    scratch: Path
    settings: Settings


def open_file(order: OpenOrder) -> tuple[list[PageSource], list[Issue]]:
    """Return the pages of one file, and what is wrong with it although it can be read; raises InputError."""
    if order.kind in (FileKind.docx, FileKind.xlsx):
        return _read_office(order)
    if order.kind is FileKind.pdf:
        return _read_pdf(order)
    count = check_image(order.path, file=order.name, max_pixels=order.settings.max_pixels)
    return [_page(order, index) for index in range(count)], []


def _read_pdf(order: OpenOrder) -> tuple[list[PageSource], list[Issue]]:
    issues: list[Issue] = []
    max_pages = order.settings.max_pages
    count, repaired = check_pdf(order.path, file=order.name, max_pages=max_pages)
    if repaired:
        message = _REPAIRED.format(file=order.name)
        issues.append(Issue(code=IssueCode.file_repaired, file=order.name, message=message))
    digests = digest_pdf_pages(order.path, file=order.name, file_sha256=order.sha256, pages=count)
    return [
        PageSource(order.name, index + 1, order.path, order.kind, digest, frame=index)
        for index, digest in enumerate(digests)
    ], issues


def read_history(order: OpenOrder) -> FileHistory | None:
    """Return what a PDF states about its making, None for other files; raises InputError."""
    return read_pdf_history(order.path, file=order.name) if order.kind is FileKind.pdf else None


def _read_office(order: OpenOrder) -> tuple[list[PageSource], list[Issue]]:
    """Native pages, then the pictures pasted into the file as pages of their own."""
    name, settings = order.name, order.settings
    office = check_office(
        order.path,
        file=name,
        kind=order.kind,
        scratch=order.scratch / "media",
        max_bytes=settings.max_file_bytes,
    )
    issues: list[Issue] = []
    if office.unsaved_formulas:
        first, count = office.unsaved_formulas[0], len(office.unsaved_formulas)
        message = _NO_RESULTS.format(file=name, count=count, first=first)
        issues.append(Issue(code=IssueCode.page_unreadable, file=name, message=message))
    pages = [_page(order, index) for index in range(office.native_pages)]
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


def _page(order: OpenOrder, index: int) -> PageSource:
    digest = page_digest(order.sha256, index)
    return PageSource(order.name, index + 1, order.path, order.kind, digest, frame=index)


def _sha256(path: Path | None) -> str:
    """SHA-256 (hex) of a file; of nothing when it cannot be read."""
    if path is None:
        return hashlib.sha256(b"").hexdigest()
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return hashlib.sha256(b"").hexdigest()
