"""The pages of a submission: list, picture, text, and the picture of a place."""

from __future__ import annotations

import uuid
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel
from sqlalchemy import select

from api.pictures import crop_of, picture_of
from api.problems import ProblemCode, ProblemError
from api.routes.submissions import SubmissionId
from api.security.permissions import Principal
from api.service import Reader, Service, ServiceDep, open_submission
from api.store.readings import find_page, reading_of
from api.store.tables import Page
from models.geometry import Box
from models.submission import FileKind

router = APIRouter(prefix="/submissions/{submission_id}", tags=["pages"])

Ordinal = Annotated[
    int, Path(ge=1, le=1_000_000, description="Position of the page in the submission, from 1")
]
JPEG: dict[int | str, dict[str, Any]] = {200: {"content": {"image/jpeg": {}}}}
MAX_AGE = 86_400


class PageView(BaseModel):
    """One page. `number` is its position in the submission, `page` in its file; both from 1."""

    number: int
    file: str
    page: int
    kind: FileKind
    has_picture: bool
    is_read: bool


class LineView(BaseModel):
    """One line of text; `box` in fractions of the page as displayed."""

    text: str
    box: tuple[float, float, float, float]
    confidence: float


class PageTextView(BaseModel):
    """What was read on a page, and how many quarter turns clockwise bring it upright."""

    number: int
    file: str
    page: int
    quarter_turns: int
    lines: list[LineView]


@router.get("/pages", summary="Pages")
def show_pages(
    submission_id: SubmissionId, principal: Reader, service: ServiceDep
) -> list[PageView]:
    """Return all pages in reading order."""
    with service.database.reading() as session:
        open_submission(session, principal, submission_id)
        query = select(Page).where(Page.submission_id == submission_id).order_by(Page.ordinal)
        pages = session.scalars(query).all()
    return [
        PageView(
            number=page.ordinal,
            file=page.file,
            page=page.page,
            kind=FileKind(page.kind),
            has_picture=page.kind in (FileKind.pdf, FileKind.image),
            is_read=page.reading is not None,
        )
        for page in pages
    ]


@router.get(
    "/pages/{number}/image", summary="Picture of a page", response_class=Response, responses=JPEG
)
def show_page_image(
    submission_id: SubmissionId,
    number: Ordinal,
    request: Request,
    principal: Reader,
    service: ServiceDep,
    width: Annotated[int | None, Query(ge=50, le=4000, description="Pixels at most")] = None,
) -> Response:
    """Return the page as a JPEG, as displayed."""
    page = _open_page(service, principal, submission_id, number)
    etag = f'"{page.digest[:32]}-{width}"'
    if request.headers.get("If-None-Match") == etag:
        return Response(status_code=304, headers=_cached(etag))
    return Response(
        picture_of(service, page, width=width), media_type="image/jpeg", headers=_cached(etag)
    )


@router.get("/pages/{number}/text", summary="Text of a page")
def show_page_text(
    submission_id: SubmissionId, number: Ordinal, principal: Reader, service: ServiceDep
) -> PageTextView:
    """Return the lines read on a page with their boxes."""
    page = _open_page(service, principal, submission_id, number)
    turns, found = service.texts.read(reading_of(page))
    lines = [
        LineView(text=line.text, box=_corners(line.box), confidence=line.confidence)
        for line in found
    ]
    return PageTextView(
        number=page.ordinal,
        file=page.file,
        page=page.page,
        quarter_turns=turns,
        lines=lines,
    )


@router.get("/crop", summary="Picture of a place", response_class=Response, responses=JPEG)
def show_crop(
    submission_id: SubmissionId,
    file: str,
    page: Annotated[int, Query(ge=1, le=1_000_000)],
    box: Annotated[str, Query(description="x0,y0,x1,y1 in fractions of the page as displayed")],
    request: Request,
    principal: Reader,
    service: ServiceDep,
) -> Response:
    """Return a place with a little of its surroundings, upright, as a JPEG."""
    place = parse_box(box)
    with service.database.reading() as session:
        open_submission(session, principal, submission_id)
        found = find_page(session, submission_id, file=file, page=page)
    service.reads.note(principal, submission_id, what="pages")
    etag = f'"{found.digest[:32]}-{",".join(map(str, place))}"'
    if request.headers.get("If-None-Match") == etag:
        return Response(status_code=304, headers=_cached(etag))
    return Response(crop_of(service, found, place), media_type="image/jpeg", headers=_cached(etag))


def _corners(box: Box) -> tuple[float, float, float, float]:
    return (box.x0, box.y0, box.x1, box.y1)


def parse_box(text: str) -> Box:
    """Return the box in a text `x0,y0,x1,y1`; raises ProblemError invalid_request."""
    try:
        x0, y0, x1, y1 = (float(part) for part in text.split(","))
    except ValueError:
        x0, y0, x1, y1 = 1.0, 1.0, 0.0, 0.0
    if not (0 <= x0 <= x1 <= 1 and 0 <= y0 <= y1 <= 1):
        message = "位置应为页面上的四个小数 x0,y0,x1,y1（0 到 1 之间）。"
        raise ProblemError(ProblemCode.invalid_request, message)
    return Box(x0, y0, x1, y1).clipped()


def _open_page(
    service: Service, principal: Principal, submission_id: uuid.UUID, number: int
) -> Page:
    with service.database.reading() as session:
        open_submission(session, principal, submission_id)
        page = session.get(Page, (submission_id, number))
    if page is None:
        raise ProblemError(ProblemCode.no_such_thing, "没有这一页。")
    service.reads.note(principal, submission_id, what="pages")
    return page


def _cached(etag: str) -> dict[str, str]:
    return {"ETag": etag, "Cache-Control": f"private, max-age={MAX_AGE}"}
