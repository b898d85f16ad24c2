"""Errors over HTTP: `application/problem+json` (RFC 9457) with a stable code and a Chinese sentence."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from pydantic import BaseModel
from starlette.responses import JSONResponse


class ProblemCode(StrEnum):
    """Why a request was not fulfilled."""

    unauthenticated = "unauthenticated"
    """No valid session or token came with the request."""
    sign_in_refused = "sign_in_refused"
    """Login and password do not fit, or the account is closed."""
    sign_in_locked = "sign_in_locked"
    """Too many wrong passwords; the account waits for some minutes."""
    link_spent = "link_spent"
    """A one-time link was used already, or is too old."""
    csrf = "csrf"
    """The request came without the token of its session, as a foreign page would send it."""
    forbidden = "forbidden"
    """The role of the account does not allow this."""
    no_such_thing = "no_such_thing"
    """What the address names does not exist, or is not open to the account."""
    no_such_programme = "no_such_programme"
    """There is no programme of that id."""
    invalid_request = "invalid_request"
    """A field of the request is missing or of another form than documented; `errors` names it."""
    wrong_method = "wrong_method"
    """The address does not know the method."""
    conflict = "conflict"
    """The thing is in another state than the request takes for granted."""
    idempotency_conflict = "idempotency_conflict"
    """An `Idempotency-Key` was used before with other content."""
    not_finished = "not_finished"
    """The report is not there yet."""
    no_picture = "no_picture"
    """The page has no picture: it comes from a DOCX or XLSX file."""
    page_not_shown = "page_not_shown"
    """The picture of the page cannot be made."""
    upload_too_large = "upload_too_large"
    """The upload has more bytes or files than allowed."""
    no_files = "no_files"
    """The upload holds no file."""
    rate_limited = "rate_limited"
    """Too many requests; `Retry-After` says when to come back."""
    not_ready = "not_ready"
    """A part the service needs is not there; the message names it."""
    database_down = "database_down"
    """The database cannot be reached; `Retry-After` says when to come back."""
    disk_full = "disk_full"
    """The disk of the file store is full; nothing of the request was kept."""
    store_down = "store_down"
    """The file store cannot be read or written; `Retry-After` says when to come back."""
    internal_error = "internal_error"
    """A mistake of ours; the log has the details under the given number."""


STATUS: Mapping[ProblemCode, int] = {
    ProblemCode.unauthenticated: 401,
    ProblemCode.sign_in_refused: 401,
    ProblemCode.sign_in_locked: 429,
    ProblemCode.link_spent: 410,
    ProblemCode.csrf: 403,
    ProblemCode.forbidden: 403,
    ProblemCode.no_such_thing: 404,
    ProblemCode.no_such_programme: 422,
    ProblemCode.invalid_request: 422,
    ProblemCode.wrong_method: 405,
    ProblemCode.conflict: 409,
    ProblemCode.idempotency_conflict: 409,
    ProblemCode.not_finished: 409,
    ProblemCode.no_picture: 404,
    ProblemCode.page_not_shown: 422,
    ProblemCode.upload_too_large: 413,
    ProblemCode.no_files: 422,
    ProblemCode.rate_limited: 429,
    ProblemCode.not_ready: 503,
    ProblemCode.database_down: 503,
    ProblemCode.disk_full: 507,
    ProblemCode.store_down: 503,
    ProblemCode.internal_error: 500,
}


class FieldProblem(BaseModel):
    """One field of a request that is not as documented: its path and what is wrong, in English."""

    field: str
    message: str


class Problem(BaseModel):
    """The body of an error."""

    type: str = "about:blank"
    title: str
    status: int
    code: ProblemCode
    detail: str
    errors: list[FieldProblem] = []


class ProblemError(Exception):
    """A request is not fulfilled. `message` is a whole Chinese sentence that says what to do next."""

    def __init__(
        self,
        code: ProblemCode,
        message: str,
        *,
        retry_after: float | None = None,
        errors: list[FieldProblem] | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.retry_after = retry_after
        self.errors = errors or []

    @property
    def status(self) -> int:
        """The HTTP status."""
        return STATUS[self.code]


def problem_response(error: ProblemError) -> JSONResponse:
    """Return the answer for an error."""
    problem = Problem(
        title=error.code.value,
        status=error.status,
        code=error.code,
        detail=error.message,
        errors=error.errors,
    )
    headers: dict[str, str] = {}
    if error.retry_after is not None:
        headers["Retry-After"] = str(max(1, round(error.retry_after)))
    if error.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return JSONResponse(
        problem.model_dump(mode="json"),
        status_code=error.status,
        headers=headers,
        media_type="application/problem+json",
    )
