"""Addresses that are told when a submission is finished, refused or given up."""

from __future__ import annotations

import datetime
import uuid
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy import delete, select

from api.audit import Action, append_entry
from api.problems import ProblemCode, ProblemError
from api.security.passwords import new_secret
from api.service import ServiceDep, WebhookKeeper
from api.store.tables import Delivery, Webhook

router = APIRouter(prefix="/webhooks", tags=["webhooks"])


class NewWebhook(BaseModel):
    """Where to send; the host must be among those of `HEYAN_WEBHOOK_HOSTS`."""

    url: Annotated[str, Field(max_length=500)]


class WebhookView(BaseModel):
    """One webhook."""

    id: uuid.UUID
    url: str
    created_at: datetime.datetime


class WebhookSecret(WebhookView):
    """A new webhook and the secret of its signatures, which is shown once."""

    secret: str


class DeliveryView(BaseModel):
    """One message: whether it was taken, how often it was tried, why it was not taken."""

    id: uuid.UUID
    body: str
    is_taken: bool
    attempts: int
    reason: str | None
    created_at: datetime.datetime


@router.get("", summary="Webhooks")
def show_webhooks(principal: WebhookKeeper, service: ServiceDep) -> list[WebhookView]:
    """Return all webhooks."""
    with service.database.reading() as session:
        rows = session.scalars(select(Webhook).order_by(Webhook.created_at)).all()
    return [WebhookView(id=row.id, url=row.url, created_at=row.created_at) for row in rows]


@router.post("", status_code=201, summary="Create a webhook")
def create_webhook(
    body: NewWebhook, principal: WebhookKeeper, service: ServiceDep
) -> WebhookSecret:
    """Messages are signed after the Standard Webhooks specification and tried again with growing pauses."""
    parts = urlsplit(body.url)
    if (
        parts.scheme not in ("http", "https")
        or parts.hostname not in service.settings.webhook_hosts
    ):
        message = "该地址不在允许的主机之列，请管理员检查 HEYAN_WEBHOOK_HOSTS。"
        raise ProblemError(ProblemCode.invalid_request, message)
    webhook = Webhook(url=body.url, secret=new_secret(), created_by=principal.account)
    with service.database.transaction() as session:
        session.add(webhook)
        session.flush()
        session.refresh(webhook)
        append_entry(
            session,
            Action.webhook_created,
            actor=str(principal.account),
            subject=str(webhook.id),
        )
    return WebhookSecret(
        id=webhook.id, url=webhook.url, created_at=webhook.created_at, secret=webhook.secret
    )


@router.get("/{webhook_id}/deliveries", summary="Messages of a webhook")
def show_deliveries(
    webhook_id: uuid.UUID, principal: WebhookKeeper, service: ServiceDep
) -> list[DeliveryView]:
    """Return the last hundred messages, newest first."""
    with service.database.reading() as session:
        if session.get(Webhook, webhook_id) is None:
            raise ProblemError(ProblemCode.no_such_thing, "没有这个回调地址。")
        query = select(Delivery).where(Delivery.webhook_id == webhook_id)
        rows = session.scalars(query.order_by(Delivery.created_at.desc()).limit(100)).all()
    names = DeliveryView.model_fields
    return [DeliveryView(**{name: getattr(row, name) for name in names}) for row in rows]


@router.delete("/{webhook_id}", status_code=204, summary="Remove a webhook")
def remove_webhook(webhook_id: uuid.UUID, principal: WebhookKeeper, service: ServiceDep) -> None:
    """Remove a webhook with its messages."""
    with service.database.transaction() as session:
        statement = delete(Webhook).where(Webhook.id == webhook_id).returning(Webhook.id)
        if session.scalar(statement) is None:
            raise ProblemError(ProblemCode.no_such_thing, "没有这个回调地址。")
        append_entry(
            session,
            Action.webhook_removed,
            actor=str(principal.account),
            subject=str(webhook_id),
        )
