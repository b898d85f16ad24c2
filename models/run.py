"""The manifest that makes a run repeatable, and the report it yields."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from models.base import Frozen
from models.document import Document
from models.field import Field
from models.finding import Finding
from models.geometry import Place
from models.issue import Issue
from models.page import ElectronicSeal, PageText, Seal
from models.submission import SourceFile
from models.table import StandardTable

SCHEMA_VERSION = "1"


class RunStatus(StrEnum):
    """Partial as soon as a file or page could not be read."""

    complete = "complete"
    partial = "partial"


class EngineInfo(Frozen):
    """The OCR engine: name, version, and SHA-256 of every weights file by file name."""

    name: str
    version: str
    weights: dict[str, str]


class Run(Frozen):
    """Equal manifests give equal bytes; `corrections` is the SHA-256 of what people entered, if anything."""

    code_version: str
    catalogue_sha256: str
    engine: EngineInfo
    programme: str | None
    reference_date: str | None
    status: RunStatus
    inputs: dict[str, str]
    corrections: str | None = None


class Applicant(Frozen):
    """Who applies, as the papers say."""

    applicant_name: str | None = None
    uscc: str | None = None


class PlacedSeal(Frozen):
    """A seal seen on a page, and its place on the page as displayed."""

    seal: Seal
    place: Place


class PlacedElectronicSeal(Frozen):
    """An electronic seal that a file declares, and its place on the page as displayed."""

    seal: ElectronicSeal
    place: Place


class Report(Frozen):
    """Everything a run found: the reading, the standard tables, the findings, the issues."""

    run: Run
    applicant: Applicant
    files: tuple[SourceFile, ...]
    documents: tuple[Document, ...]
    fields: tuple[Field, ...]
    tables: tuple[StandardTable, ...] = ()
    findings: tuple[Finding, ...] = ()
    issues: tuple[Issue, ...] = ()
    seals: tuple[PlacedSeal, ...] = ()
    electronic_seals: tuple[PlacedElectronicSeal, ...] = ()


def placed_seals(pages: Iterable[PageText]) -> tuple[PlacedSeal, ...]:
    """The seals of all pages in order."""
    return tuple(
        PlacedSeal(seal=seal, place=page.place(seal.box)) for page in pages for seal in page.seals
    )


def placed_electronic_seals(pages: Iterable[PageText]) -> tuple[PlacedElectronicSeal, ...]:
    """The electronic seals of all pages in order."""
    return tuple(
        PlacedElectronicSeal(seal=seal, place=page.place(seal.box))
        for page in pages
        for seal in page.electronic_seals
    )
