"""The job queue: a job is put in by the same transaction that records why it is needed."""

from __future__ import annotations

import uuid
from enum import StrEnum

from procrastinate import SyncPsycopgConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task
from sqlalchemy.orm import Session

from api.store.database import driver_connection

QUICK = "quick"
"""Queue of short jobs, which never wait behind the reading of pages."""
READING = "reading"
"""Queue of page ranges, which take minutes."""
REVIEW = "review"
"""Queue of what a person waits for at the screen; nothing else stands before it."""

_manager = JobManager(SyncPsycopgConnector())


class Job(StrEnum):
    """The kinds of jobs; the value is the name in the queue."""

    ingest = "ingest"
    """List the pages of a submission."""
    read = "read"
    """Read one range of pages."""
    verify = "verify"
    """Make the report of a submission whose pages are all read."""
    verify_again = "verify_again"
    """Make the report that heeds what people entered."""
    warm = "warm"
    """Understand the pages of a submission that somebody opens, so that corrections show at once."""
    deliver = "deliver"
    """Send a message to a webhook."""


QUEUES = {
    Job.ingest: QUICK,
    Job.read: READING,
    Job.verify: QUICK,
    Job.verify_again: REVIEW,
    Job.warm: REVIEW,
    Job.deliver: QUICK,
}


def put_job(
    session: Session, job: Job, *, submission: uuid.UUID, number: int | None = None
) -> None:
    """Put a job into the queue; it appears when the session's transaction is committed.

    `number` is the range of a read job, the report run of a verify or verify_again job.
    """
    arguments: dict[str, object] = {"submission": str(submission)}
    if number is not None:
        arguments["number"] = number
    _put(session, job, arguments)


def put_delivery(session: Session, delivery: uuid.UUID) -> None:
    """Put the sending of a message into the queue, likewise."""
    _put(session, Job.deliver, {"delivery": str(delivery)})


def _put(session: Session, job: Job, arguments: dict[str, object]) -> None:
    configured = configure_task(
        name=job.value,
        job_manager=_manager,
        queue=QUEUES[job],
        connection=driver_connection(session),
    )
    configured.defer(**arguments)
