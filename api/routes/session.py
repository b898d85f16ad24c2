"""Signing in and out, and the one-time link that sets a password."""

from __future__ import annotations

import datetime
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field
from sqlalchemy import select

from api.audit import Action, append_entry
from api.problems import ProblemCode, ProblemError
from api.security.credentials import (
    CredentialKind,
    create_credential,
    end_credentials,
    spend_link,
)
from api.security.passwords import SHORTEST, hash_password, is_password
from api.service import COOKIE, Service, ServiceDep, SignedIn
from api.store.lookup import now
from api.store.tables import Account, Credential, Role

router = APIRouter(prefix="/session", tags=["session"])

TRIES = 5
"""Wrong passwords after which an account waits."""
LOCKED = datetime.timedelta(minutes=5)

Password = Annotated[str, Field(min_length=SHORTEST, max_length=200)]


class SignIn(BaseModel):
    """Login and password."""

    login: Annotated[str, Field(max_length=100)]
    password: Annotated[str, Field(max_length=200)]


class FirstPassword(BaseModel):
    """The secret of a one-time link, and the password that is to be set."""

    token: Annotated[str, Field(max_length=200)]
    password: Password
    name: Annotated[str | None, Field(max_length=100)] = None


class WhoIsSignedIn(BaseModel):
    """Who is signed in. `csrf_token` goes into the header `X-CSRF-Token` of every request that changes something."""

    id: str
    login: str
    name: str
    role: Role
    csrf_token: str | None


@router.post("", summary="Sign in")
def open_session(
    body: SignIn, request: Request, response: Response, service: ServiceDep
) -> WhoIsSignedIn:
    """Set the session cookie; five wrong passwords lock the account for five minutes."""
    refuse_foreign(request)
    with service.database.transaction() as session:
        query = select(Account).where(Account.login == body.login).with_for_update()
        account = session.scalars(query).one_or_none()
        problem = _problem(account, body.password)
        if problem is not None:
            subject = str(account.id) if account is not None else "unknown"
            append_entry(session, Action.session_refused, actor="system", subject=subject)
    if problem is not None:
        raise problem
    assert account is not None
    return start_session(service, account, response)


@router.post("/first", summary="Set a password with a one-time link")
def open_first_session(
    body: FirstPassword, request: Request, response: Response, service: ServiceDep
) -> WhoIsSignedIn:
    """Spend the link, set the password, end all other sessions of the account and sign in."""
    refuse_foreign(request)
    with service.database.transaction() as session:
        account = spend_link(session, body.token)
        if account is None:
            raise ProblemError(
                ProblemCode.link_spent, "该链接已使用或已过期，请联系管理员重新生成。"
            )
        account.password = hash_password(body.password)
        account.failures, account.locked_until = 0, None
        if body.name:
            account.name = body.name
        end_credentials(session, account.id)
        append_entry(
            session,
            Action.account_changed,
            actor=str(account.id),
            subject=str(account.id),
            detail={"password": True},
        )
    return start_session(service, account, response)


@router.get("", summary="Who is signed in")
def show_session(principal: SignedIn) -> WhoIsSignedIn:
    """Return the account of the session or token."""
    return WhoIsSignedIn(
        id=str(principal.account),
        login=principal.login,
        name=principal.name,
        role=principal.role,
        csrf_token=principal.csrf,
    )


@router.delete("", status_code=204, summary="Sign out")
def close_session(principal: SignedIn, response: Response, service: ServiceDep) -> None:
    """End the session, or the token, that the request came with."""
    with service.database.transaction() as session:
        credential = session.get(Credential, principal.credential)
        if credential is not None:
            session.delete(credential)
        actor = str(principal.account)
        append_entry(session, Action.session_closed, actor=actor, subject=actor)
    response.delete_cookie(COOKIE, path="/")


def start_session(service: Service, account: Account, response: Response) -> WhoIsSignedIn:
    """Open a session for an account and put its cookie on the response."""
    lasts = datetime.timedelta(hours=service.settings.session_hours)
    with service.database.transaction() as session:
        secret, credential = create_credential(
            session, CredentialKind.session, account=account.id, lasts=lasts
        )
        actor = str(account.id)
        append_entry(session, Action.session_opened, actor=actor, subject=actor)
    response.set_cookie(
        COOKIE,
        secret,
        httponly=True,
        secure=service.settings.cookie_secure,
        samesite="strict",
        path="/",
    )
    return WhoIsSignedIn(
        id=str(account.id),
        login=account.login,
        name=account.name,
        role=Role(account.role),
        csrf_token=credential.csrf,
    )


def refuse_foreign(request: Request) -> None:
    """Refuse a sign-in that another site's page sends; browsers say so in `Sec-Fetch-Site`."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise ProblemError(ProblemCode.csrf, "请从本系统的登录页面登录。")


def _problem(account: Account | None, password: str) -> ProblemError | None:
    """Return why this account does not open, and count the failure."""
    locked = account.locked_until if account is not None else None
    if locked is not None and locked > now():
        wait = (locked - now()).total_seconds()
        message = "密码错误次数过多，账号暂时锁定，请几分钟后再试。"
        return ProblemError(ProblemCode.sign_in_locked, message, retry_after=wait)
    fits = is_password(password, account.password if account is not None else None)
    if account is not None and fits and account.is_active:
        account.failures, account.locked_until = 0, None
        return None
    if account is not None:
        account.failures += 1
        if account.failures >= TRIES:
            account.failures, account.locked_until = 0, now() + LOCKED
    return ProblemError(ProblemCode.sign_in_refused, "账号或密码不正确。")
