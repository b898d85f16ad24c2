"""Who may see a submission, and whose work it is."""

from __future__ import annotations

import datetime
import uuid

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from api.audit import Action, append_entry
from api.problems import ProblemCode, ProblemError
from api.routes.submissions import SubmissionId
from api.service import Assigner, Reader, ServiceDep, open_submission
from api.store.lookup import now
from api.store.tables import Account, Grant, Role

router = APIRouter(prefix="/submissions/{submission_id}/access", tags=["access"])


class AccessView(BaseModel):
    """One account that a submission is open to, beside its owner, leads and administrators."""

    account: uuid.UUID
    login: str
    name: str
    role: Role
    is_assigned: bool
    granted_at: datetime.datetime


class AccessWish(BaseModel):
    """Whether the submission is that person's work, or only open to them."""

    is_assigned: bool = True


@router.get("", summary="Who has access")
def show_access(
    submission_id: SubmissionId, principal: Reader, service: ServiceDep
) -> list[AccessView]:
    """Return to whom a submission was opened."""
    with service.database.reading() as session:
        open_submission(session, principal, submission_id)
        query = (
            select(Grant, Account)
            .join(Account, Account.id == Grant.account_id)
            .where(Grant.submission_id == submission_id)
            .order_by(Grant.granted_at)
        )
        rows = session.execute(query).all()
    return [
        AccessView(
            account=account.id,
            login=account.login,
            name=account.name,
            role=Role(account.role),
            is_assigned=grant.is_assigned,
            granted_at=grant.granted_at,
        )
        for grant, account in rows
    ]


@router.put("/{account_id}", status_code=204, summary="Open to somebody, or assign")
def grant_access(
    submission_id: SubmissionId,
    account_id: uuid.UUID,
    body: AccessWish,
    principal: Assigner,
    service: ServiceDep,
) -> None:
    """Open a submission to an account; with `is_assigned` it is on their board."""
    with service.database.transaction() as session:
        open_submission(session, principal, submission_id)
        account = session.get(Account, account_id)
        if account is None or not account.is_active:
            raise ProblemError(ProblemCode.no_such_thing, "没有这个账号，或账号已停用。")
        changes = {
            "is_assigned": body.is_assigned,
            "granted_by": principal.account,
            "granted_at": now(),
        }
        statement = insert(Grant).values(
            submission_id=submission_id, account_id=account_id, **changes
        )
        keys = ["submission_id", "account_id"]
        session.execute(statement.on_conflict_do_update(index_elements=keys, set_=changes))
        append_entry(
            session,
            Action.submission_granted,
            actor=str(principal.account),
            subject=str(submission_id),
            detail={"account": str(account_id), "assigned": body.is_assigned},
        )


@router.delete("/{account_id}", status_code=204, summary="Close to somebody")
def withdraw_access(
    submission_id: SubmissionId, account_id: uuid.UUID, principal: Assigner, service: ServiceDep
) -> None:
    """Take a submission back from an account."""
    with service.database.transaction() as session:
        open_submission(session, principal, submission_id)
        statement = delete(Grant).where(
            Grant.submission_id == submission_id, Grant.account_id == account_id
        )
        if session.scalar(statement.returning(Grant.account_id)) is None:
            raise ProblemError(ProblemCode.no_such_thing, "这份材料没有开放给该账号。")
        append_entry(
            session,
            Action.submission_withdrawn,
            actor=str(principal.account),
            subject=str(submission_id),
            detail={"account": str(account_id)},
        )
