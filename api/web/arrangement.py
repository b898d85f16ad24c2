"""A report as worked out for the screens, once for each report: a report never changes."""

from __future__ import annotations

import threading
import uuid
from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.reports import ReportShelf
from api.store.tables import Page
from api.web.desk_view import FindingRow, PageNumbers, arrange_findings, page_numbers
from api.web.table_view import (
    PaperGroup,
    PaperView,
    TableSection,
    group_papers,
    papers_of,
    table_sections,
)
from extractor.report.checklist import (
    ChecklistLine,
    Presence,
    UncheckedFigure,
    checklist_of,
    unchecked_figures,
)
from extractor.report.follow import numbered_own
from models.catalogue import Catalogue
from models.field import Field
from models.finding import Finding
from models.geometry import Box, Place
from models.run import Report

KEPT = 32
LACKING = (Presence.missing, Presence.partial, Presence.unsure)

PlaceKey = tuple[str, int, Box]


class Arrangement:
    """The parts of a screen that depend on a report, the pages and the catalogue alone."""

    def __init__(self, report: Report, pages: Sequence[Page], catalogue: Catalogue) -> None:
        """`pages` are those of the submission in order, all read."""
        self.report = report
        self.pages = pages
        self._catalogue = catalogue
        self._made: dict[tuple[object, ...], tuple[object, Markup]] = {}

    def keep_made(
        self, key: tuple[object, ...], state: object, make: Callable[[], Markup]
    ) -> Markup:
        """Return the part of a screen kept under a key, made anew where it was made in another state."""
        kept = self._made.get(key)
        if kept is None or kept[0] != state:
            kept = self._made[key] = (state, make())
        return kept[1]

    @cached_property
    def numbers(self) -> PageNumbers:
        """The position of every page."""
        return page_numbers([(page.file, page.page) for page in self.pages])

    @cached_property
    def findings(self) -> tuple[FindingRow, ...]:
        """The findings in working order."""
        return arrange_findings(self.report, catalogue=self._catalogue, numbers=self.numbers)

    @cached_property
    def group_sizes(self) -> Mapping[str, int]:
        """How many findings lie in each pile."""
        return Counter(finding.group for finding in self.findings)

    @cached_property
    def sections(self) -> tuple[TableSection, ...]:
        """The standard tables section by section."""
        return table_sections(self.report, catalogue=self._catalogue, numbers=self.numbers)

    @cached_property
    def papers(self) -> tuple[PaperView, ...]:
        """The papers in order."""
        return papers_of(self.report, catalogue=self._catalogue, numbers=self.numbers)

    @cached_property
    def paper_groups(self) -> tuple[PaperGroup, ...]:
        """The papers by type."""
        return group_papers(self.papers)

    @cached_property
    def checklist(self) -> tuple[ChecklistLine, ...]:
        """What the notice asks for beside what is there."""
        return checklist_of(self.report, self._catalogue)

    @cached_property
    def lacking(self) -> int:
        """How many papers that the notice asks for are not surely there."""
        return sum(line.presence in LACKING for line in self.checklist)

    @cached_property
    def unchecked(self) -> tuple[UncheckedFigure, ...]:
        """The declared figures that nobody checked."""
        return unchecked_figures(self.report)

    @cached_property
    def fields_by_page(self) -> Mapping[tuple[str, int], Sequence[Field]]:
        """The fields that stand on each page, by file and number."""
        found: dict[tuple[str, int], list[Field]] = {}
        for field in self.report.fields:
            place = field.reading.place if field.reading is not None else None
            if place is not None:
                found.setdefault((place.file, place.page), []).append(field)
        return found

    @cached_property
    def _findings_by_place(self) -> Mapping[PlaceKey, Mapping[int, Finding]]:
        found: dict[PlaceKey, dict[int, Finding]] = {}
        for number, finding in numbered_own(self.report.findings):
            for place in finding.places:
                found.setdefault(_key(place), {})[number] = finding
        return found

    def findings_on(self, place: Place) -> Mapping[int, Finding]:
        """Return the findings that rest on a place, by their numbers in the report from 0."""
        return self._findings_by_place.get(_key(place), {})


def _key(place: Place) -> PlaceKey:
    """A place as something that is quickly looked up."""
    return place.file, place.page, place.box


class ArrangementShelf:
    """Arrangements by submission and report, the least recently used ones put away."""

    def __init__(self, reports: ReportShelf, catalogue: Catalogue) -> None:
        self._reports = reports
        self._catalogue = catalogue
        self._kept: OrderedDict[tuple[uuid.UUID, str], Arrangement] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, session: Session, submission_id: uuid.UUID, *, blob: str) -> Arrangement:
        """Return a report, given by its blob, as worked out for the screens."""
        key = (submission_id, blob)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        query = select(Page).where(Page.submission_id == submission_id).order_by(Page.ordinal)
        pages = session.scalars(query).all()
        for page in pages:
            session.expunge(page)
        arrangement = Arrangement(self._reports.take_inside(blob), pages, self._catalogue)
        with self._lock:
            self._kept[key] = arrangement
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return arrangement
