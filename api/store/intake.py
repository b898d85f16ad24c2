"""What ingest found out about the files of a submission, as kept with it."""

from __future__ import annotations

from pydantic import Field

from models.base import Frozen
from models.issue import Issue
from models.submission import SourceFile


class Intake(Frozen):
    """Files in order (refused ones too), SHA-256 of every input by name, issues of the files."""

    files: tuple[SourceFile, ...] = ()
    inputs: dict[str, str] = Field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
