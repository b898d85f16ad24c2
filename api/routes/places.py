"""Where things stand: the fields on a page, and words looked up in everything that was read."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from api.problems import ProblemCode, ProblemError
from api.routes.pages import Ordinal
from api.routes.submissions import SubmissionId
from api.service import Reader, ServiceDep
from api.store.readings import load_text
from api.web.desk import open_desk
from api.web.desk_view import level_of
from extractor.report.follow import own_findings
from extractor.report.words import STATUSES, show_period, show_value
from models.finding import Outcome
from models.geometry import Box

router = APIRouter(prefix="/submissions/{submission_id}", tags=["places"])

MOST_HITS = 200


class PlacedField(BaseModel):
    """A field on a page; `findings` are the numbers (from 0) of the findings that rest on this place."""

    box: tuple[float, float, float, float]
    document: str
    key: str
    period: str | None
    scope: str | None
    title: str
    text: str
    raw: str
    unit: str | None
    level: str
    level_words: str
    findings: list[int]
    outcome: Outcome | None


class Hit(BaseModel):
    """A line in which the words stand."""

    number: int
    file: str
    page: int
    box: tuple[float, float, float, float]
    text: str


class Hits(BaseModel):
    """Lines found, at most a few hundred; `more` tells whether there are others."""

    hits: list[Hit]
    more: bool


@router.get("/pages/{number}/fields", summary="Fields on a page")
def show_page_fields(
    submission_id: SubmissionId, number: Ordinal, principal: Reader, service: ServiceDep
) -> list[PlacedField]:
    """Return every field that stands on a page, with how sure it is and which findings rest on it."""
    desk = open_desk(service, principal, submission_id)
    page = next((page for page in desk.pages if page.ordinal == number), None)
    if page is None:
        raise ProblemError(ProblemCode.no_such_thing, "没有这一页。")
    own = own_findings(desk.report.findings)
    found = []
    for field in desk.report.fields:
        place = field.reading.place if field.reading else None
        if (
            field.reading is None
            or place is None
            or (place.file, place.page) != (page.file, page.page)
        ):
            continue
        resting = [finding for finding in own if place in finding.places]
        level, words = level_of(field.reading)
        shown = show_value(field.reading) if field.value is not None else ""
        found.append(
            PlacedField(
                box=_corners(place.box),
                document=field.document,
                key=field.key,
                period=field.period,
                scope=field.scope,
                title=f"{field.title_zh}（{show_period(field.period)}）"
                if field.period
                else field.title_zh,
                text=shown or STATUSES[field.status.value] or "（空）",
                raw=field.reading.raw,
                unit=field.reading.unit,
                level=level,
                level_words=words,
                findings=[desk.report.findings.index(finding) for finding in resting],
                outcome=_worst([finding.outcome for finding in resting]),
            )
        )
    return found


@router.get("/search", summary="Search the read text")
def search_text(
    submission_id: SubmissionId,
    principal: Reader,
    service: ServiceDep,
    words: Annotated[str, Query(min_length=1, max_length=100)],
) -> Hits:
    """Return the lines that hold the words, blanks and case apart, in reading order."""
    desk = open_desk(service, principal, submission_id)
    wanted = _folded(words)
    hits: list[Hit] = []
    for page in desk.pages:
        if page.reading is None or not wanted:
            continue
        text = load_text(service.store, page)
        for line in text.lines:
            if wanted in _folded(line.text):
                if len(hits) == MOST_HITS:
                    return Hits(hits=hits, more=True)
                box = _corners(text.frame.to_displayed(line.box))
                hits.append(
                    Hit(
                        number=page.ordinal, file=page.file, page=page.page, box=box, text=line.text
                    )
                )
    return Hits(hits=hits, more=False)


def _folded(text: str) -> str:
    return "".join(text.split()).replace(",", "").replace("，", "").casefold()


def _corners(box: Box) -> tuple[float, float, float, float]:
    return (box.x0, box.y0, box.x1, box.y1)


def _worst(outcomes: list[Outcome]) -> Outcome | None:
    order = (Outcome.failed, Outcome.review, Outcome.not_checked, Outcome.passed)
    return next((outcome for outcome in order if outcome in outcomes), None)
