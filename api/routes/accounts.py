"""Accounts, and the API tokens that programs of an account use."""

from __future__ import annotations

import datetime
import uuid
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from api.audit import Action, append_entry
from api.problems import ProblemCode, ProblemError
from api.security.credentials import CredentialKind, create_credential, end_credentials
from api.security.first_link import LASTS
from api.service import AccountKeeper, Service, ServiceDep, SignedIn
from api.store.tables import Account, Credential, Role

router = APIRouter(tags=["accounts"])

Login = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[\w.@-]+$")]
Name = Annotated[str, Field(min_length=1, max_length=100)]

_NOBODY = "没有这个账号。"


class AccountView(BaseModel):
    """One account."""

    id: uuid.UUID
    login: str
    name: str
    role: Role
    is_active: bool
    has_password: bool
    created_at: datetime.datetime


class NewAccount(BaseModel):
    """Who is to have an account."""

    login: Login
    name: Name
    role: Role


class AccountChange(BaseModel):
    """What is to be changed; None leaves it."""

    name: Name | None = None
    role: Role | None = None
    is_active: bool | None = None


class Link(BaseModel):
    """A one-time link that sets the password, valid for a day; it is shown once."""

    account: AccountView
    link: str


class NewToken(BaseModel):
    """What a token is for, and after how many days it ends."""

    name: Name
    days: Annotated[int, Field(ge=1, le=3650)] = 365


class TokenView(BaseModel):
    """One API token; the secret itself is not kept."""

    id: uuid.UUID
    name: str
    created_at: datetime.datetime
    used_at: datetime.datetime
    expires_at: datetime.datetime | None


class TokenSecret(TokenView):
    """A new token with its secret, which is shown once."""

    token: str


@router.get("/accounts", summary="Accounts")
def show_accounts(principal: AccountKeeper, service: ServiceDep) -> list[AccountView]:
    """Return all accounts by login."""
    with service.database.reading() as session:
        rows = session.scalars(select(Account).order_by(Account.login)).all()
    return [_view(account) for account in rows]


@router.post("/accounts", status_code=201, summary="Create an account")
def create_account(body: NewAccount, principal: AccountKeeper, service: ServiceDep) -> Link:
    """Create an account and return the link with which its owner sets a password."""
    with service.database.transaction() as session:
        values = {
            "id": uuid.uuid4(),
            "is_active": True,
            "failures": 0,
            **body.model_dump(mode="json"),
        }
        statement = insert(Account).values(values).on_conflict_do_nothing().returning(Account.id)
        created = session.scalar(statement)
        if created is None:
            raise ProblemError(ProblemCode.conflict, f"账号“{body.login}”已存在，请换一个。")
        _log(session, Action.account_created, principal.account, created, role=body.role.value)
        return _link(session, session.get_one(Account, created), service=service)


@router.patch("/accounts/{account_id}", summary="Change an account")
def change_account(
    account_id: uuid.UUID, body: AccountChange, principal: AccountKeeper, service: ServiceDep
) -> AccountView:
    """Change name or role, close or open an account; closing ends its sessions and tokens."""
    with service.database.transaction() as session:
        account = _account(session, account_id)
        if account.id == principal.account and (body.is_active is False or body.role is not None):
            message = "不能停用自己的账号或改变自己的角色，请由另一位管理员操作。"
            raise ProblemError(ProblemCode.conflict, message)
        changes = body.model_dump(exclude_none=True)
        for name, value in changes.items():
            setattr(account, name, value)
        if body.is_active is False or body.role is not None:
            end_credentials(session, account.id)
        shown = {key: str(value) for key, value in changes.items() if key != "name"}
        _log(session, Action.account_changed, principal.account, account.id, **shown)
    return _view(account)


@router.post("/accounts/{account_id}/link", status_code=201, summary="New link for a password")
def renew_link(account_id: uuid.UUID, principal: AccountKeeper, service: ServiceDep) -> Link:
    """Return a one-time link for an account whose password is forgotten."""
    with service.database.transaction() as session:
        account = _account(session, account_id)
        _log(session, Action.link_created, principal.account, account.id)
        return _link(session, account, service=service)


@router.get("/tokens", summary="My API tokens")
def show_tokens(principal: SignedIn, service: ServiceDep) -> list[TokenView]:
    """Return the tokens of the account that is signed in."""
    with service.database.transaction() as session:
        query = select(Credential).where(
            Credential.account_id == principal.account,
            Credential.kind == CredentialKind.token.value,
        )
        rows = session.scalars(query.order_by(Credential.created_at)).all()
    return [_token(row) for row in rows]


@router.post("/tokens", status_code=201, summary="Create an API token")
def create_token(body: NewToken, principal: SignedIn, service: ServiceDep) -> TokenSecret:
    """Return a token that may do what the account may; use it as `Authorization: Bearer`."""
    with service.database.transaction() as session:
        secret, row = create_credential(
            session,
            CredentialKind.token,
            account=principal.account,
            lasts=datetime.timedelta(days=body.days),
            name=body.name,
        )
        session.refresh(row)
        _log(session, Action.token_created, principal.account, row.public_id)
        return TokenSecret(token=secret, **_token(row).model_dump())


@router.delete("/tokens/{token_id}", status_code=204, summary="Revoke an API token")
def revoke_token(token_id: uuid.UUID, principal: SignedIn, service: ServiceDep) -> None:
    """End one of one's own tokens."""
    with service.database.transaction() as session:
        statement = delete(Credential).where(
            Credential.public_id == token_id,
            Credential.account_id == principal.account,
            Credential.kind == CredentialKind.token.value,
        )
        if session.scalar(statement.returning(Credential.public_id)) is None:
            raise ProblemError(ProblemCode.no_such_thing, "没有这个令牌。")
        _log(session, Action.token_revoked, principal.account, token_id)


def _account(session: Session, account_id: uuid.UUID) -> Account:
    account = session.get(Account, account_id)
    if account is None:
        raise ProblemError(ProblemCode.no_such_thing, _NOBODY)
    return account


def _link(session: Session, account: Account, *, service: Service) -> Link:
    secret, _ = create_credential(session, CredentialKind.link, account=account.id, lasts=LASTS)
    link = f"{service.settings.address}/welcome?token={secret}"
    return Link(account=_view(account), link=link)


def _view(account: Account) -> AccountView:
    return AccountView(
        id=account.id,
        login=account.login,
        name=account.name,
        role=Role(account.role),
        is_active=account.is_active,
        has_password=account.password is not None,
        created_at=account.created_at,
    )


def _token(row: Credential) -> TokenView:
    return TokenView(
        id=row.public_id,
        name=row.name,
        created_at=row.created_at,
        used_at=row.used_at,
        expires_at=row.expires_at,
    )


def _log(
    session: Session, action: Action, actor: uuid.UUID, subject: uuid.UUID, **detail: str
) -> None:
    append_entry(session, action, actor=str(actor), subject=str(subject), detail=detail)
