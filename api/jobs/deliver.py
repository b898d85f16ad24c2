"""Sending one message to a webhook, signed after the Standard Webhooks specification."""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import uuid
from urllib.parse import urlsplit

from api.jobs.shop import Shop
from api.store.lookup import now
from api.store.tables import Delivery, Webhook
from extractor.errors import HeyanError

SECONDS = 10.0


class NotTakenError(HeyanError):
    """A webhook did not take a message; it is tried again."""

    code = "webhook_not_taken"


def deliver(shop: Shop, delivery_id: uuid.UUID, *, is_last: bool) -> None:
    """Send a message; raises NotTakenError where it is to be tried again, notes the reason in any case."""
    with shop.database.transaction() as session:
        delivery = session.get(Delivery, delivery_id)
        webhook = session.get(Webhook, delivery.webhook_id) if delivery is not None else None
    if delivery is None or webhook is None or delivery.is_taken:
        return
    problem = send_message(
        webhook.url, delivery.body, message_id=str(delivery.id), secret=webhook.secret, shop=shop
    )
    with shop.database.transaction() as session:
        kept = session.get_one(Delivery, delivery_id)
        kept.attempts += 1
        kept.is_taken, kept.reason = problem is None, problem
    if problem is not None and not is_last:
        raise NotTakenError(problem)


def send_message(url: str, body: str, *, message_id: str, secret: str, shop: Shop) -> str | None:
    """Post a message; return why it was not taken, None when it was. Redirects are not followed."""
    parts = urlsplit(url)
    if parts.hostname not in shop.settings.webhook_hosts:
        return "该地址不在允许的主机之列（HEYAN_WEBHOOK_HOSTS）。"
    stamp = str(int(now().timestamp()))
    headers = {
        "Content-Type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": stamp,
        "webhook-signature": sign_message(body, message_id=message_id, stamp=stamp, secret=secret),
    }
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    try:
        connection = kind(str(parts.hostname), parts.port, timeout=SECONDS)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, body.encode(), headers)
        status = connection.getresponse().status
        connection.close()
    except (OSError, http.client.HTTPException) as error:
        return f"无法送达（{type(error).__name__}）。"
    return None if 200 <= status < 300 else f"对方返回 {status}。"


def sign_message(body: str, *, message_id: str, stamp: str, secret: str) -> str:
    """Return `v1,<base64>`: HMAC-SHA256 over `id.timestamp.body` (standardwebhooks.com)."""
    signed = f"{message_id}.{stamp}.{body}".encode()
    digest = hmac.new(secret.encode(), signed, hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode()
