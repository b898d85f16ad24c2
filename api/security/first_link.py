"""The way in on a new machine: a one-time link for the first administrator, printed at the first start."""

from __future__ import annotations

import datetime

from sqlalchemy import select

from api.audit import Action, append_entry
from api.security.credentials import CredentialKind, create_credential
from api.store.database import Database
from api.store.tables import Account, Role

LASTS = datetime.timedelta(hours=24)
LOGIN = "admin"


def make_first_link(database: Database, *, address: str) -> str | None:
    """Return the link, None as soon as somebody has set an administrator's password."""
    with database.transaction() as session:
        query = select(Account).where(Account.role == Role.admin)
        accounts = session.scalars(query).all()
        if any(account.password is not None for account in accounts):
            return None
        if accounts:
            account = accounts[0]
        else:
            account = Account(login=LOGIN, name="管理员", role=Role.admin)
            session.add(account)
            session.flush()
        secret, _ = create_credential(session, CredentialKind.link, account=account.id, lasts=LASTS)
        append_entry(session, Action.link_created, actor="system", subject=str(account.id))
        return f"{address}/welcome?token={secret}"
