"""Where things stand: the fields on a page, and words looked up in everything that was read."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from api.problems import ProblemCode, ProblemError
from api.routes.pages import Ordinal
from api.routes.submissions import SubmissionId
from api.service import Reader, ServiceDep
from api.store.texts import fold_text
from api.web.arrangement import Arrangement
from api.web.desk import open_arranged
from api.web.desk_view import level_of
from extractor.report.words import STATUSES, show_period, show_value
from models.field import Field, Value
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
    arranged = open_arranged(service, principal, submission_id, what="pages")
    if number > len(arranged.pages):
        raise ProblemError(ProblemCode.no_such_thing, "没有这一页。")
    page = arranged.pages[number - 1]
    return [
        _placed(field, field.reading, arranged)
        for field in arranged.fields_by_page.get((page.file, page.page), ())
        if field.reading is not None
    ]


def _placed(field: Field, reading: Value, arranged: Arrangement) -> PlacedField:
    assert reading.place is not None
    resting = arranged.findings_on(reading.place)
    level, words = level_of(reading)
    shown = show_value(reading) if field.value is not None else ""
    return PlacedField(
        box=_corners(reading.place.box),
        document=field.document,
        key=field.key,
        period=field.period,
        scope=field.scope,
        title=f"{field.title_zh}（{show_period(field.period)}）"
        if field.period
        else field.title_zh,
        text=shown or STATUSES[field.status.value] or "（空）",
        raw=reading.raw,
        unit=reading.unit,
        level=level,
        level_words=words,
        findings=list(resting),
        outcome=_worst([finding.outcome for finding in resting.values()]),
    )


@router.get("/search", summary="Search the read text")
def search_text(
    submission_id: SubmissionId,
    principal: Reader,
    service: ServiceDep,
    words: Annotated[str, Query(min_length=1, max_length=100)],
) -> Hits:
    """Return the lines that hold the words, blanks and case apart, in reading order."""
    arranged = open_arranged(service, principal, submission_id, what="pages")
    wanted = fold_text(words)
    hits: list[Hit] = []
    for page in arranged.pages:
        if page.reading is None or not wanted:
            continue
        for line in service.texts.find(page.reading, wanted):
            if len(hits) == MOST_HITS:
                return Hits(hits=hits, more=True)
            hits.append(
                Hit(
                    number=page.ordinal,
                    file=page.file,
                    page=page.page,
                    box=_corners(line.box),
                    text=line.text,
                )
            )
    return Hits(hits=hits, more=False)


def _corners(box: Box) -> tuple[float, float, float, float]:
    return (box.x0, box.y0, box.x1, box.y1)


def _worst(outcomes: list[Outcome]) -> Outcome | None:
    order = (Outcome.failed, Outcome.review, Outcome.not_checked, Outcome.passed)
    return next((outcome for outcome in order if outcome in outcomes), None)
