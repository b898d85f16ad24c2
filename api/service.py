"""What a request has at hand, and the dependencies of the routes: who asks, and what they may reach."""

from __future__ import annotations

import datetime
import hmac
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from api.limits import RateLimiter
from api.metrics import Numbers
from api.problems import ProblemCode, ProblemError
from api.readlog import ReadLog
from api.reports import ReportShelf
from api.security.credentials import CredentialKind, find_principal
from api.security.permissions import Permission, Principal
from api.settings import ServiceSettings
from api.store.blobs import BlobStore
from api.store.database import Database
from api.store.tables import Grant, State, Submission
from api.store.texts import TextShelf
from api.web.arrangement import ArrangementShelf
from extractor.ocr.pool import ProcessPool
from models.catalogue import Catalogue

COOKIE = "heyan_session"
CSRF_HEADER = "X-CSRF-Token"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

_NOTHING = "没有这份材料，或您没有查看权限。请核对链接，或联系负责人开通权限。"


@dataclass(frozen=True)
class Service:
    """The parts of the service. `helpers` are processes for whatever opens an applicant's file."""

    settings: ServiceSettings
    database: Database
    store: BlobStore
    catalogue: Catalogue
    helpers: ProcessPool
    reports: ReportShelf
    arrangements: ArrangementShelf
    texts: TextShelf
    reads: ReadLog
    numbers: Numbers
    uploads: RateLimiter
    requests: RateLimiter


def service_of(request: Request) -> Service:
    """Return the parts of the service that answers a request."""
    service = request.app.state.service
    assert isinstance(service, Service)
    return service


def find_asker(request: Request) -> Principal | None:
    """Return who makes a request, by API token or session cookie; None when nobody is signed in."""
    service = service_of(request)
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    kind, secret, lasts = CredentialKind.token, token.strip(), None
    if scheme.lower() != "bearer":
        kind, secret = CredentialKind.session, request.cookies.get(COOKIE, "")
        lasts = datetime.timedelta(hours=service.settings.session_hours)
    if not secret:
        return None
    with service.database.reading() as session:
        return find_principal(session, secret, kind=kind, lasts=lasts)


def signed_in(request: Request) -> Principal:
    """Return who makes a request; refuses nobody, foreign pages, and too many requests."""
    principal = find_asker(request)
    if principal is None:
        raise ProblemError(ProblemCode.unauthenticated, "请先登录。")
    if principal.csrf is not None and request.method not in SAFE_METHODS:
        given = request.headers.get(CSRF_HEADER, "")
        if not hmac.compare_digest(given.encode(), principal.csrf.encode()):
            raise ProblemError(ProblemCode.csrf, "页面已过期，请刷新后重试。")
    service_of(request).requests.check(str(principal.account))
    return principal


def requires(permission: Permission) -> Callable[[Request], Principal]:
    """Return the dependency of a route that needs a permission."""

    def allowed(request: Request) -> Principal:
        principal = signed_in(request)
        if not principal.may(permission):
            raise ProblemError(ProblemCode.forbidden, "您的角色没有此项权限，请联系管理员。")
        return principal

    allowed.__name__ = f"requires_{permission.value}"
    return allowed


async def _at_hand(request: Request) -> Service:
    """Not in a thread of its own: there is nothing to wait for."""
    return service_of(request)


ServiceDep = Annotated[Service, Depends(_at_hand)]
SignedIn = Annotated[Principal, Depends(signed_in)]
Reader = Annotated[Principal, Depends(requires(Permission.read_submissions))]
Submitter = Annotated[Principal, Depends(requires(Permission.submit))]
Reviewer = Annotated[Principal, Depends(requires(Permission.review))]
Assigner = Annotated[Principal, Depends(requires(Permission.assign))]
Eraser = Annotated[Principal, Depends(requires(Permission.erase))]
AccountKeeper = Annotated[Principal, Depends(requires(Permission.keep_accounts))]
LogReader = Annotated[Principal, Depends(requires(Permission.read_log))]
MetricsReader = Annotated[Principal, Depends(requires(Permission.read_metrics))]
WebhookKeeper = Annotated[Principal, Depends(requires(Permission.keep_webhooks))]


def open_submission(session: Session, principal: Principal, submission_id: uuid.UUID) -> Submission:
    """Return a submission that somebody has access to.

    What is not open to them is not told apart from what does not exist: ProblemError no_such_thing.
    """
    row = session.get(Submission, submission_id)
    is_open = row is not None and (
        principal.may(Permission.read_all)
        or row.created_by == principal.account
        or session.get(Grant, (submission_id, principal.account)) is not None
    )
    if row is None or not is_open or row.state == State.erased:
        raise ProblemError(ProblemCode.no_such_thing, _NOTHING)
    return row
