"""Messages about finished submissions: signed, tried again, and only to allowed hosts."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from sqlalchemy import select

from api.jobs.deliver import NotTakenError, deliver
from api.jobs.shop import Shop
from api.store.tables import Delivery, Role
from tests.api.conftest import Person

People = Callable[[Role], Person]


@dataclass
class Listener:
    """A listening address, what it received, and the statuses it answers with, in turn."""

    url: str = ""
    received: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)


@pytest.fixture
def listener() -> Iterator[Listener]:
    """A web server of this machine."""
    heard = Listener()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            heard.received.append((dict(self.headers), self.rfile.read(length)))
            self.send_response(heard.statuses.pop(0) if heard.statuses else 204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    heard.url = f"http://127.0.0.1:{server.server_port}/told"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield heard
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_finished_submission_is_told_with_a_signature(
    person: People,
    listener: Listener,
    paper: Callable[[], bytes],
    work_off: Callable[[str], None],
    shop: Shop,
) -> None:
    lead = person(Role.lead)
    made = lead.client.post("/api/v1/webhooks", json={"url": listener.url})
    assert made.status_code == 201, made.text
    webhook, secret = made.json()["id"], made.json()["secret"]
    submission = lead.upload(("甲.docx", paper()))
    work_off(submission)
    with shop.database.transaction() as session:
        delivery = session.scalars(select(Delivery).where(Delivery.webhook_id == webhook)).one()
    listener.statuses = [500]
    with pytest.raises(NotTakenError):
        deliver(shop, delivery.id, is_last=False)
    deliver(shop, delivery.id, is_last=False)
    deliver(shop, delivery.id, is_last=False)
    assert len(listener.received) == 2
    headers, body = listener.received[1]
    assert json.loads(body)["data"]["submission"] == submission
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{body.decode()}"
    digest = hmac.new(secret.encode(), signed.encode(), hashlib.sha256).digest()
    assert headers["webhook-signature"] == "v1," + b64encode(digest).decode()
    told = lead.client.get(f"/api/v1/webhooks/{webhook}/deliveries").json()
    assert [(item["is_taken"], item["attempts"]) for item in told] == [(True, 2)]
    assert lead.client.delete(f"/api/v1/webhooks/{webhook}").status_code == 204


@pytest.mark.parametrize("url", ["http://example.org/x", "file:///etc/passwd", "http://10.0.0.1/"])
def test_other_hosts_are_refused(person: People, url: str) -> None:
    answer = person(Role.lead).client.post("/api/v1/webhooks", json={"url": url})
    assert answer.json()["code"] == "invalid_request"
