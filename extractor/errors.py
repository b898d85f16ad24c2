"""Exceptions about the run, their stable codes and the exit code each one leads to.

Bad news comes in three kinds that stay apart: a finding is about the applicant's papers, an issue is
about our reading, an exception is about the run. This module holds the third kind only.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """What the command line returns; part of the public interface."""

    DONE = 0
    """The run is complete and nothing failed."""
    DISCREPANCIES = 1
    """The run is complete and at least one check failed."""
    ARGUMENTS = 2
    """The command was called with wrong arguments, or with a place that cannot be written to."""
    CATALOGUE = 3
    """The catalogue (document types, indicators, tables, programmes) does not hold together."""
    INPUT = 4
    """A file was refused: encrypted, damaged, too large, of a type that is not read."""
    OCR = 5
    """The OCR engine or its weights cannot be used."""
    PARTLY_UNREADABLE = 6
    """The run is complete, but some pages or files could not be read."""
    BUG = 70
    """A mistake of ours."""
    INTERRUPTED = 130
    """Somebody stopped the run."""


class InputCode(StrEnum):
    """Why a file or a submission was refused."""

    NOT_FOUND = "not_found"
    """The path does not exist."""
    EMPTY = "empty"
    """The file has no bytes or no pages, or the folder or archive has no readable file."""
    ENCRYPTED = "encrypted"
    """The file opens only with a password."""
    TRUNCATED = "truncated"
    """The file ends before its end: an upload or copy that broke off."""
    UNREADABLE = "unreadable"
    """The file is damaged in another way, or may not be read."""
    UNSUPPORTED = "unsupported"
    """The file is of a type that is not read."""
    WRONG_TYPE = "wrong_type"
    """The content is not what the file name's ending says."""
    TOO_LARGE = "too_large"
    """The file has more bytes than the settings allow."""
    TOO_MANY_PAGES = "too_many_pages"
    """The submission has more pages than the settings allow."""
    TOO_MANY_PIXELS = "too_many_pixels"
    """A page image has more pixels than the settings allow."""
    UNSAFE_PATH = "unsafe_path"
    """An archive or folder names a file outside itself."""
    TOO_SLOW = "too_slow"
    """Opening the file takes longer than the settings allow."""
    TOO_MUCH_MEMORY = "too_much_memory"
    """Opening the file takes more memory than the settings allow."""
    CRASHED = "crashed"
    """The process that opened the file ended under it, twice."""


class HeyanError(Exception):
    """An error about the run.

    `message` is one whole Chinese sentence for the user, which says what to do next;
    `code` is stable and meant for programs; `detail` is English, for the log.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.BUG
    code: str = "internal"

    def __init__(self, message: str, *, detail: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.detail = detail

    def __str__(self) -> str:
        return self.message


class ArgumentError(HeyanError):
    """The command was called with values that do not fit together."""

    exit_code = ExitCode.ARGUMENTS
    code = "arguments"


class CatalogueError(HeyanError):
    """The catalogue does not hold together; lists every problem, one per line of `problems`."""

    exit_code = ExitCode.CATALOGUE
    code = "catalogue"

    def __init__(
        self, message: str, *, problems: tuple[str, ...] = (), detail: str | None = None
    ) -> None:
        super().__init__(message, detail=detail)
        self.problems = problems


class InputError(HeyanError):
    """A file or a whole submission is refused.

    `file` is the name as handed in (relative to the submission), never an absolute path.
    """

    exit_code = ExitCode.INPUT

    def __init__(
        self, code: InputCode, message: str, *, file: str | None = None, detail: str | None = None
    ) -> None:
        super().__init__(message, detail=detail)
        self.code = code.value
        self.input_code = code
        self.file = file

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way back from a worker process, which pickles exceptions."""
        return (_input_error, (self.input_code, self.message, self.file, self.detail))


class OcrError(HeyanError):
    """The OCR engine crashed, hung or returned something that is no reading."""

    exit_code = ExitCode.OCR
    code = "ocr"


class WeightsError(OcrError):
    """OCR weights are missing, or their hash is not the pinned one."""

    code = "weights"


class StorageError(HeyanError):
    """The disk that results, readings or temporary files go to is full."""

    exit_code = ExitCode.ARGUMENTS
    code = "disk_full"


def _input_error(code: InputCode, message: str, file: str | None, detail: str | None) -> InputError:
    """Rebuild an `InputError` from its parts; used by pickle only."""
    return InputError(code, message, file=file, detail=detail)
