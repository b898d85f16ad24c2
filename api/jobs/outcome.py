"""Telling the world that a submission has come to an end: one message per webhook, put into the queue."""

from __future__ import annotations

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.jobs.queue import put_delivery
from api.store.lookup import now
from api.store.tables import Delivery, Submission, Webhook


def tell_outcome(session: Session, row: Submission) -> None:
    """Put a message for every webhook into the queue, in the transaction that ends the submission.

    The message holds ids, state and counts; names and figures are fetched by whoever may read them.
    """
    for webhook in session.scalars(select(Webhook)).all():
        body = {
            "type": f"submission.{row.state}",
            "timestamp": now().isoformat(timespec="seconds"),
            "data": {
                "submission": str(row.id),
                "programme": row.programme,
                "state": str(row.state),
                "code": row.code,
                "run": row.run,
                "counts": row.counts,
            },
        }
        delivery = Delivery(webhook_id=webhook.id, body=json.dumps(body, sort_keys=True))
        session.add(delivery)
        session.flush()
        put_delivery(session, delivery.id)
