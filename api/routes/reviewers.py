"""Who can be given a submission to review."""

from __future__ import annotations

import uuid

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.security.permissions import PERMISSIONS, Permission
from api.service import Assigner, ServiceDep
from api.store.tables import Account

router = APIRouter(tags=["access"])


class ReviewerView(BaseModel):
    """An account that may review."""

    account: uuid.UUID
    login: str
    name: str


@router.get("/reviewers", summary="Who may review")
def show_reviewers(principal: Assigner, service: ServiceDep) -> list[ReviewerView]:
    """Return the accounts that a submission can be assigned to, by name."""
    with service.database.reading() as session:
        return list_reviewers(session)


def list_reviewers(session: Session) -> list[ReviewerView]:
    """Return the open accounts whose role may review, by name."""
    roles = [role for role, may in PERMISSIONS.items() if Permission.review in may]
    query = select(Account).where(Account.is_active, Account.role.in_(roles))
    rows = session.scalars(query.order_by(Account.name, Account.login))
    return [
        ReviewerView(account=row.id, login=row.login, name=row.name or row.login) for row in rows
    ]
