"""The web application: parts, routes, errors, headers."""

from __future__ import annotations

import logging
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DataError, SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from api.description import describe_problems
from api.faults import fault_of
from api.headers import SafeHeaders
from api.jobs.shop import open_store
from api.limits import RateLimiter
from api.metrics import CountRequests, Numbers
from api.problems import FieldProblem, Problem, ProblemCode, ProblemError, problem_response
from api.readlog import ReadLog
from api.reports import ReportShelf
from api.routes import (
    access,
    accounts,
    changes,
    comments,
    entries,
    erasure,
    examples,
    exports,
    health,
    metrics,
    pages,
    places,
    programmes,
    reports,
    reviewers,
    session,
    submissions,
    webhooks,
)
from api.routes import (
    log as log_route,
)
from api.service import Service
from api.settings import ServiceSettings
from api.store.blobs import MissingBlobError
from api.store.database import Database
from api.store.texts import TextShelf
from api.web.arrangement import ArrangementShelf
from api.web.pages import show_problem
from api.web.screens import add_screens
from extractor.ocr.pool import ProcessPool
from models.catalogue import load_catalogue

log = logging.getLogger(__name__)

PREFIX = "/api/v1"
ROUTERS = (
    session,
    accounts,
    submissions,
    erasure,
    access,
    reviewers,
    reports,
    changes,
    exports,
    entries,
    comments,
    pages,
    places,
    examples,
    programmes,
    log_route,
    webhooks,
    health,
    metrics,
)
HELPERS = 2
"""Processes that draw pictures of pages and reports."""

_BY_STATUS = {
    404: (ProblemCode.no_such_thing, "没有这个地址，请核对链接。"),
    405: (ProblemCode.wrong_method, "这个地址不支持该操作。"),
}


def create_app(settings: ServiceSettings, *, url: str) -> FastAPI:
    """Return the application on the database at `url`, whose schema is current."""
    service = open_service(settings, url=url)

    @asynccontextmanager
    async def live(app: FastAPI) -> AsyncIterator[None]:
        yield
        service.helpers.close()
        service.database.close()

    app = FastAPI(
        title="Heyan 核验",
        version=version("heyan"),
        lifespan=live,
        openapi_url=f"{PREFIX}/openapi.json",
        docs_url=None,  # they would load scripts from the network
        redoc_url=None,
        responses={"4XX": {"model": Problem}, "5XX": {"model": Problem}},
    )
    app.state.service = service
    api = APIRouter(prefix=PREFIX)
    for module in ROUTERS:
        api.include_router(module.router)
    app.include_router(api)
    add_screens(app)
    app.add_middleware(SafeHeaders)
    app.add_middleware(CountRequests, numbers=service.numbers)
    _answer_errors(app)
    describe_problems(app)
    return app


def open_service(settings: ServiceSettings, *, url: str) -> Service:
    """Open the parts of the service."""
    store = open_store(settings)
    database = Database(url)
    catalogue, reports = load_catalogue(), ReportShelf(store)
    return Service(
        settings=settings,
        database=database,
        store=store,
        catalogue=catalogue,
        helpers=ProcessPool(size=HELPERS, memory=settings.process_bytes),
        reports=reports,
        arrangements=ArrangementShelf(reports, catalogue),
        texts=TextShelf(store),
        reads=ReadLog(database),
        numbers=Numbers(database),
        uploads=RateLimiter(settings.uploads_per_minute),
        requests=RateLimiter(settings.requests_per_minute),
    )


def _answer_errors(app: FastAPI) -> None:
    """Every error leaves as problem+json; what went wrong inside goes to the log only."""

    @app.exception_handler(ProblemError)
    async def answer_problem(request: Request, error: ProblemError) -> JSONResponse:
        return problem_response(error)

    @app.exception_handler(RequestValidationError)
    async def answer_invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        fields = [
            FieldProblem(field=".".join(map(str, part["loc"])), message=str(part["msg"]))
            for part in error.errors()
        ]
        message = "请求内容不符合接口要求，请按 errors 所列逐项改正。"
        return problem_response(ProblemError(ProblemCode.invalid_request, message, errors=fields))

    @app.exception_handler(DataError)
    @app.exception_handler(UnicodeEncodeError)
    async def answer_unstorable(request: Request, error: Exception) -> JSONResponse:
        message = "请求中有无法保存的字符或超出范围的数值，请改正后重试。"
        return problem_response(ProblemError(ProblemCode.invalid_request, message))

    @app.exception_handler(SQLAlchemyError)
    @app.exception_handler(OSError)
    @app.exception_handler(MissingBlobError)
    async def answer_fault(request: Request, error: Exception) -> Response:
        fault = fault_of(error)
        if fault is None:
            return await answer_bug(request, error)
        log.error("%s at %s: %r", fault.code.value, request.url.path, error)
        if request.url.path.startswith(PREFIX):
            return problem_response(fault)
        return show_problem(request, None, fault)

    @app.exception_handler(HTTPException)
    async def answer_http(request: Request, error: HTTPException) -> JSONResponse:
        code, message = _BY_STATUS.get(
            error.status_code, (ProblemCode.invalid_request, "请求无法处理。")
        )
        return problem_response(ProblemError(code, message))

    @app.exception_handler(Exception)
    async def answer_bug(request: Request, error: Exception) -> JSONResponse:
        number = uuid.uuid4().hex[:12]
        log.error("error %s at %s", number, request.url.path, exc_info=error)
        message = f"服务内部错误，请把编号 {number} 告诉管理员。"
        return problem_response(ProblemError(ProblemCode.internal_error, message))
