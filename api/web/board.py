"""The work board: which submissions there are, how far they are, who has them, what to take up next."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from markupsafe import Markup
from pydantic import BaseModel, Field
from sqlalchemy import ColumnElement, Select, Text, and_, cast, false, func, not_, or_, select
from sqlalchemy.orm import Session

from api.progress import OPEN, count_done
from api.routes.examples import Example, list_examples
from api.routes.reviewers import list_reviewers
from api.routes.submissions import SubmissionView, show_submission
from api.security.permissions import Permission, Principal
from api.service import Service, find_asker, service_of
from api.store.submissions import SubmissionFilter, reachable
from api.store.tables import Account, Grant, State, Submission
from api.web.pages import show_page, to_login

router = APIRouter(include_in_schema=False)

ON_A_PAGE = 50


class Pile(StrEnum):
    """Which submissions are shown."""

    all = "all"
    open = "open"
    moving = "moving"
    broken = "broken"
    done = "done"
    sample = "sample"


PILES = {
    Pile.all: "全部",
    Pile.open: "待处理",
    Pile.moving: "处理中",
    Pile.broken: "有问题",
    Pile.done: "已处理",
    Pile.sample: "抽查",
}


class Order(StrEnum):
    """What comes first."""

    newest = "newest"
    oldest = "oldest"
    most_open = "most_open"
    most_failed = "most_failed"
    name = "name"


ORDERS = {
    Order.newest: "最近报送在前",
    Order.oldest: "最早报送在前",
    Order.most_open: "待判断多的在前",
    Order.most_failed: "不一致多的在前",
    Order.name: "按企业名称",
}

ME, NOBODY = "me", "nobody"
LOT_DIGITS = 6  # hexadecimal ones of the hash that draws submissions for a second look


class BoardWish(BaseModel):
    """What the board is asked for; `holder` is an account, `me` or `nobody`, `page` counts from 1."""

    words: Annotated[str, Field(max_length=100)] = ""
    programme: Annotated[str, Field(max_length=100)] = ""
    holder: Annotated[str, Field(max_length=40)] = ""
    show: Pile = Pile.all
    order: Order = Order.newest
    page: Annotated[int, Field(ge=1, le=100_000)] = 1

    @property
    def is_narrow(self) -> bool:
        """Whether anything but everything is wanted."""
        return bool(self.words or self.programme or self.holder or self.show is not Pile.all)


class Holder(NamedTuple):
    """Somebody who has a submission."""

    account: uuid.UUID
    name: str


class BoardRow(NamedTuple):
    """One submission and who has it."""

    view: SubmissionView
    holders: tuple[Holder, ...]

    @property
    def holder_names(self) -> str:
        """Who has it, in one line."""
        return "、".join(holder.name for holder in self.holders)


@router.get("/")
def show_board(request: Request, wish: Annotated[BoardWish, Query()]) -> Response:
    """Show the work board; a script asks again for the same page to show progress."""
    principal = find_asker(request)
    if principal is None:
        return to_login(request)
    service = service_of(request)
    with service.database.reading() as session:
        query = _wanted(wish, principal)
        percent = service.settings.sample_percent
        counts = _count_piles(session, query, sample_percent=percent)
        narrowed = query.where(in_pile(wish.show, sample_percent=percent)).order_by(
            *_ordering(wish.order)
        )
        rows = session.scalars(narrowed.limit(ON_A_PAGE).offset((wish.page - 1) * ON_A_PAGE)).all()
        board = _rows(session, rows)
        people = list_reviewers(session) if principal.may(Permission.assign) else []
    known = service.catalogue.programmes
    keys = sorted(known, key=lambda key: (not known[key].is_national, key))
    titles = {key: known[key].title_zh for key in keys}
    return show_page(
        "board.html",
        request,
        principal,
        wish=wish,
        rows=board,
        counts=counts,
        piles=PILES,
        orders=ORDERS,
        last_page=max(1, -(-counts[wish.show] // ON_A_PAGE)),
        people=people,
        programmes=titles,
        choices=_choices(tuple(titles.items())),
        examples=_examples(service) if principal.may(Permission.submit) else [],
        may_submit=principal.may(Permission.submit),
        may_assign=principal.may(Permission.assign),
    )


def _examples(service: Service) -> list[tuple[str, list[Example]]]:
    """The examples by programme, in their order."""
    by_programme = groupby(list_examples(service), key=attrgetter("programme"))
    return [(programme, list(group)) for programme, group in by_programme]


@lru_cache(maxsize=1)
def _choices(titles: tuple[tuple[str, str], ...]) -> tuple[Markup, Markup]:
    """The programmes as options, with their titles and by their ids alone; made once, there are hundreds."""
    full = (Markup('<option value="{0}">{0}　{1}</option>').format(*pair) for pair in titles)
    short = (Markup("<option>{}</option>").format(key) for key, _ in titles)
    return Markup().join(full), Markup().join(short)


def holders_of(
    session: Session, ids: Sequence[uuid.UUID]
) -> Mapping[uuid.UUID, tuple[Holder, ...]]:
    """Return who has each submission, by name."""
    query = (
        select(Grant.submission_id, Account.id, Account.name, Account.login)
        .join(Account, Account.id == Grant.account_id)
        .where(Grant.submission_id.in_(ids), Grant.is_assigned)
        .order_by(Account.name)
    )
    found: dict[uuid.UUID, tuple[Holder, ...]] = dict.fromkeys(ids, ())
    for submission_id, account, name, login in session.execute(query):
        found[submission_id] += (Holder(account, name or login),)
    return found


def _rows(session: Session, rows: Sequence[Submission]) -> list[BoardRow]:
    ids = [row.id for row in rows]
    done, holders = count_done(session, ids), holders_of(session, ids)
    return [BoardRow(show_submission(row, done[row.id]), holders[row.id]) for row in rows]


def _wanted(wish: BoardWish, principal: Principal) -> Select[Submission]:
    """The submissions within reach that fit everything but the pile."""
    wanted = SubmissionFilter(
        programme=wish.programme or None,
        assigned_to=principal.account if wish.holder == ME else _account(wish.holder),
        text=wish.words or None,
    )
    query = reachable(wanted, principal=principal)
    if wish.holder == NOBODY:
        held = select(Grant.submission_id).where(Grant.is_assigned)
        query = query.where(Submission.id.not_in(held))
    return query


def _account(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _number(name: str) -> ColumnElement[int]:
    return func.coalesce(Submission.counts[name].as_integer(), 0)


def in_pile(pile: Pile, *, sample_percent: float) -> ColumnElement[bool]:
    """Return the condition of a pile; a submission may lie in several.

    `sample_percent` of the finished ones lie in the sample, always the same ones.
    """
    is_open = and_(Submission.run > 0, _number("open") > 0)
    is_moving = Submission.state.in_(OPEN)
    is_given_up = Submission.state.in_((State.refused, State.failed))
    conditions: Mapping[Pile, ColumnElement[bool]] = {
        Pile.all: Submission.id.is_not(None),
        Pile.open: is_open,
        Pile.moving: is_moving,
        Pile.broken: or_(is_given_up, _number("unreadable") > 0),
        Pile.done: and_(Submission.state == State.done, not_(is_open)),
        Pile.sample: and_(Submission.state == State.done, _is_drawn(sample_percent)),
    }
    return conditions[pile]


def _is_drawn(percent: float) -> ColumnElement[bool]:
    """Whether a submission is drawn for a second look: its id, which nobody chooses, decides for good."""
    lot = func.left(func.md5(cast(Submission.id, Text)), LOT_DIGITS)
    below = round(percent / 100 * 16**LOT_DIGITS) - 1
    return lot.collate("C") <= f"{below:0{LOT_DIGITS}x}" if below >= 0 else false()


def _count_piles(
    session: Session, query: Select[Submission], *, sample_percent: float
) -> dict[Pile, int]:
    piles = (in_pile(pile, sample_percent=sample_percent) for pile in Pile)
    counted = [func.count().filter(pile) for pile in piles]
    row = session.execute(query.with_only_columns(*counted)).one()
    return dict(zip(Pile, row, strict=True))


def _ordering(order: Order) -> tuple[ColumnElement[Any], ...]:
    newest = Submission.created_at.desc()
    first: Mapping[Order, ColumnElement[Any]] = {
        Order.newest: newest,
        Order.oldest: Submission.created_at.asc(),
        Order.most_open: _number("open").desc(),
        Order.most_failed: _number("discrepancies").desc(),
        Order.name: func.coalesce(Submission.applicant_name, Submission.title).asc(),
    }
    return first[order], newest, Submission.id.desc()
