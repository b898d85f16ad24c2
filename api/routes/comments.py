"""Remarks on a submission, or on one thing in it."""

from __future__ import annotations

import datetime
import uuid
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.audit import Action, append_entry
from api.routes.submissions import SubmissionId
from api.service import Reader, Reviewer, ServiceDep, open_submission
from api.store.tables import Account, Comment

router = APIRouter(prefix="/submissions/{submission_id}/comments", tags=["comments"])


class NewComment(BaseModel):
    """A remark; `about` names what it is on, empty for the whole.

    The review screen writes rule and subject of a finding, which outlast the next run.
    """

    text: Annotated[str, Field(min_length=1, max_length=5000)]
    about: Annotated[str, Field(max_length=200)] = ""


class CommentView(NewComment):
    """A remark with its author."""

    id: uuid.UUID
    author: str
    made_at: datetime.datetime


def list_comments(session: Session, submission_id: uuid.UUID) -> list[CommentView]:
    """Return all remarks on a submission, oldest first."""
    query = (
        select(Comment, Account.name)
        .join(Account, Account.id == Comment.account_id)
        .where(Comment.submission_id == submission_id)
        .order_by(Comment.made_at, Comment.id)
    )
    return [_view(comment, author) for comment, author in session.execute(query)]


@router.get("", summary="Comments")
def show_comments(
    submission_id: SubmissionId, principal: Reader, service: ServiceDep
) -> list[CommentView]:
    """Return all remarks, oldest first."""
    with service.database.reading() as session:
        open_submission(session, principal, submission_id)
        return list_comments(session, submission_id)


@router.post("", status_code=201, summary="Comment")
def add_comment(
    submission_id: SubmissionId, body: NewComment, principal: Reviewer, service: ServiceDep
) -> CommentView:
    """Add a remark; there is no way to change it afterwards."""
    with service.database.transaction() as session:
        open_submission(session, principal, submission_id)
        comment = Comment(
            submission_id=submission_id,
            account_id=principal.account,
            about=body.about,
            text=body.text,
        )
        session.add(comment)
        session.flush()
        session.refresh(comment)
        append_entry(
            session,
            Action.submission_commented,
            actor=str(principal.account),
            subject=str(submission_id),
            detail={"comment": str(comment.id)},
        )
    return _view(comment, principal.name)


def _view(comment: Comment, author: str) -> CommentView:
    return CommentView(
        id=comment.id,
        author=author,
        about=comment.about,
        text=comment.text,
        made_at=comment.made_at,
    )
