"""Sessions, API tokens and one-time links: made, found, ended."""

from __future__ import annotations

import datetime
import uuid
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from api.security.passwords import hash_secret, new_secret
from api.security.permissions import Principal
from api.store.lookup import now
from api.store.tables import Account, Credential, Role

TOUCH = datetime.timedelta(seconds=60)
"""A session's last use is recorded to the minute, so that reading does not write at every request."""


class CredentialKind(StrEnum):
    """What a secret is for."""

    session = "session"
    token = "token"
    link = "link"


def create_credential(
    session: Session,
    kind: CredentialKind,
    *,
    account: uuid.UUID,
    lasts: datetime.timedelta | None,
    name: str = "",
) -> tuple[str, Credential]:
    """Make a secret for an account; return it (it is shown once) and what is kept of it."""
    secret = new_secret()
    credential = Credential(
        secret=hash_secret(secret),
        kind=kind.value,
        account_id=account,
        name=name,
        csrf=new_secret() if kind is CredentialKind.session else "",
        expires_at=None if lasts is None else now() + lasts,
    )
    session.add(credential)
    session.flush()
    return secret, credential


def find_principal(
    session: Session, secret: str, *, kind: CredentialKind, lasts: datetime.timedelta | None
) -> Principal | None:
    """Return who holds a secret, None when it is unknown, expired, or the account is closed.

    `lasts` prolongs a session that is in use.
    """
    query = (
        select(Credential, Account)
        .join(Account, Account.id == Credential.account_id)
        .where(Credential.secret == hash_secret(secret), Credential.kind == kind.value)
    )
    row = session.execute(query).one_or_none()
    if row is None:
        return None
    credential, account = row
    if not account.is_active or _is_over(credential):
        return None
    if now() - credential.used_at > TOUCH:
        credential.used_at = now()
        if lasts is not None:
            credential.expires_at = now() + lasts
    return Principal(
        account=account.id,
        login=account.login,
        name=account.name,
        role=Role(account.role),
        credential=credential.secret,
        csrf=credential.csrf or None,
    )


def spend_link(session: Session, secret: str) -> Account | None:
    """Return the account of a one-time link and end the link; None when there is no such link."""
    query = select(Credential).where(
        Credential.secret == hash_secret(secret), Credential.kind == CredentialKind.link.value
    )
    credential = session.scalars(query.with_for_update()).one_or_none()
    if credential is None:
        return None
    account = session.get(Account, credential.account_id)
    is_over = _is_over(credential)
    session.delete(credential)
    return account if account is not None and account.is_active and not is_over else None


def end_credentials(session: Session, account: uuid.UUID, *, but: str | None = None) -> None:
    """End every session, token and link of an account, all but one."""
    session.execute(
        delete(Credential).where(Credential.account_id == account, Credential.secret != (but or ""))
    )


def _is_over(credential: Credential) -> bool:
    return credential.expires_at is not None and credential.expires_at < now()
