"""The page of accounts: who may sign in, with which role; for administrators."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import select

from api.problems import ProblemCode, ProblemError
from api.security.permissions import Permission
from api.service import find_asker, service_of
from api.store.tables import Account, Role
from api.web.pages import show_page, show_problem, to_login

router = APIRouter(include_in_schema=False)

ROLES = {
    Role.applicant: ("报送人员", "报送材料，查看自己报送的材料"),
    Role.reviewer: ("审核员", "审核分配给自己的材料"),
    Role.lead: ("负责人", "查看全部材料，分配给审核员"),
    Role.admin: ("管理员", "负责人的权限，另管账号、日志和删除"),
}


@router.get("/accounts")
def show_people(request: Request) -> Response:
    """Show all accounts with what can be done about them."""
    principal = find_asker(request)
    if principal is None:
        return to_login(request)
    if not principal.may(Permission.keep_accounts):
        message = "您的角色没有此项权限，请联系管理员。"
        return show_problem(request, principal, ProblemError(ProblemCode.forbidden, message))
    with service_of(request).database.reading() as session:
        accounts = session.scalars(select(Account).order_by(Account.login)).all()
    return show_page("people.html", request, principal, accounts=accounts, roles=ROLES)
