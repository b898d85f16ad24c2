"""How a page is answered: templates, the way to the sign-in page, problems told as a page."""

from __future__ import annotations

import datetime
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from api.problems import ProblemError
from api.security.permissions import Permission, Principal
from api.store.tables import UNDER_WAY, State

STATES = {
    State.received: ("◷", "排队中"),
    State.reading: ("◔", "识别中"),
    State.verifying: ("◑", "核验中"),
    State.done: ("✓", "已完成"),
    State.refused: ("✕", "未能受理"),
    State.failed: ("✕", "处理失败"),
    State.erased: ("—", "已删除"),
}


def show_time(at: datetime.datetime) -> str:
    """Return a time for people, in the time zone of the machine; the year where it is not this one."""
    here = at.astimezone()
    is_this_year = here.year == datetime.datetime.now().astimezone().year
    return here.strftime("%m-%d %H:%M" if is_this_year else "%Y-%m-%d %H:%M")


_ENVIRONMENT = Environment(
    loader=PackageLoader("api.web", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.globals.update(states=STATES, under_way=UNDER_WAY)
_ENVIRONMENT.filters["local"] = show_time


def render(template: str, **what: object) -> Markup:
    """Return the HTML that a template makes."""
    return Markup(_ENVIRONMENT.get_template(template).render(what))


def show_page(
    template: str, request: Request, principal: Principal | None, **what: object
) -> Response:
    """Return a page made from a template, for the person signed in or for nobody."""
    keeps_accounts = principal is not None and principal.may(Permission.keep_accounts)
    shown = render(
        template, who=principal, path=request.url.path, keeps_accounts=keeps_accounts, **what
    )
    return HTMLResponse(shown)


def show_problem(request: Request, principal: Principal | None, error: ProblemError) -> Response:
    """Return a page that says why something cannot be shown."""
    page = show_page(
        "problem.html", request, principal, message=error.message, code=error.code.value
    )
    page.status_code = error.status
    return page


def to_login(request: Request) -> Response:
    """Return the way to the sign-in page, and back here afterwards."""
    there = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/login?next={quote(there)}", status_code=303)
