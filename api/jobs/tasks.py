"""Jobs as the queue runs them: bounded attempts, the reason of each failure shown with its submission."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping
from typing import Any

from procrastinate import App, BaseRetryStrategy, JobContext, PsycopgConnector, RetryDecision
from procrastinate import jobs as queue_jobs

from api.audit import Action, append_entry
from api.faults import fault_of
from api.jobs.deliver import deliver
from api.jobs.ingest import ingest_submission
from api.jobs.outcome import tell_outcome
from api.jobs.queue import QUEUES, Job
from api.jobs.read import read_range
from api.jobs.shop import Shop, StoppingError
from api.jobs.verify import verify_submission, warm_submission
from api.problems import ProblemError
from api.store.lookup import lock_submission, now
from api.store.tables import UNDER_WAY, PageRange, State
from extractor.errors import HeyanError

log = logging.getLogger(__name__)

GIVEN_UP = "job_failed"
LONGEST_WAIT = 60  # seconds between two attempts

Arguments = Mapping[str, Any]
"""What the queue holds for a job: `submission` (an id) and, for some, `number`."""


class Patience(BaseRetryStrategy):  # type: ignore[misc]  # procrastinate is not looked into
    """Try again after 1, 2, 4 … seconds; when to give up is decided in `run_job`."""

    def get_retry_decision(self, *, exception: BaseException, job: queue_jobs.Job) -> RetryDecision:
        """Return when to try again; a job that a stopping worker gave back comes at once."""
        if isinstance(exception, StoppingError):
            return RetryDecision(retry_in={"seconds": 0})
        return RetryDecision(retry_in={"seconds": min(LONGEST_WAIT, 2**job.attempts)})


def make_queue(shop: Shop) -> App:
    """Return the queue with every kind of job, connected to the shop's database when it is opened."""
    app = App(connector=PsycopgConnector(conninfo=shop.database.url, min_size=1, max_size=6))

    def work(context: JobContext, **arguments: Any) -> None:
        run_job(shop, context.job)

    for job, queue in QUEUES.items():
        app.task(name=job.value, queue=queue, pass_context=True, retry=Patience())(work)
    return app


def run_job(shop: Shop, job: queue_jobs.Job) -> None:
    """Run one attempt; note why it failed, and after the last one give its submission up.

    A full disk and a store that is away cost no attempt: the job waits, its reason shown, until they are back.
    """
    try:
        while (fault := _try(shop, job)) is not None:
            _note_waiting(shop, job, fault.message)
            shop.wait_for_store()
            _note_waiting(shop, job, None)
    except StoppingError:
        raise
    except Exception as error:
        log.exception("job %s (%s) failed", job.id, job.task_name)
        reason = _reason_of(error)
        if note_failure(shop, job, reason=reason):
            return
        raise


def _try(shop: Shop, job: queue_jobs.Job) -> ProblemError | None:
    """Do a job; return the fault of disk or store that hindered it, None when it is done."""
    try:
        _do(shop, job)
    except OSError as error:
        fault = fault_of(error)
        if fault is None or shop.is_store_fit():
            raise
        log.error("job %s (%s) waits: %r", job.id, job.task_name, error)
        return fault
    return None


def _note_waiting(shop: Shop, job: queue_jobs.Job, reason: str | None) -> None:
    if job.task_name == Job.deliver:
        return
    with shop.database.transaction() as session:
        row = lock_submission(session, _submission(job.task_kwargs))
        if row is not None and row.state in UNDER_WAY:
            row.reason = reason


def _do(shop: Shop, job: queue_jobs.Job) -> None:
    arguments: Arguments = job.task_kwargs
    match Job(job.task_name):
        case Job.ingest:
            ingest_submission(shop, _submission(arguments))
        case Job.read:
            read_range(shop, _submission(arguments), arguments["number"])
        case Job.verify:
            verify_submission(shop, _submission(arguments), arguments["number"], by=shop.helpers)
        case Job.verify_again:
            verify_submission(shop, _submission(arguments), arguments["number"], by=shop.revisers)
        case Job.warm:
            warm_submission(shop, _submission(arguments))
        case Job.deliver:
            deliver(shop, uuid.UUID(arguments["delivery"]), is_last=_is_last(shop, job))


def note_failure(shop: Shop, job: queue_jobs.Job, *, reason: str) -> bool:
    """Record a failed attempt with its reason; return whether it was the last one allowed."""
    is_last = _is_last(shop, job)
    if job.task_name == Job.deliver:
        return is_last
    submission_id = _submission(job.task_kwargs)
    with shop.database.transaction() as session:
        row = lock_submission(session, submission_id)
        if row is None or row.state in (State.done, State.erased, State.refused):
            return is_last
        row.attempts, row.reason = job.attempts + 1, reason
        if job.task_name == Job.read:
            part = session.get(PageRange, (submission_id, job.task_kwargs["number"]))
            if part is not None:
                part.attempts, part.reason = job.attempts + 1, reason
        if is_last:
            row.state, row.code, row.finished_at = State.failed, GIVEN_UP, now()
            append_entry(
                session,
                Action.submission_failed,
                actor="system",
                subject=str(submission_id),
                detail={"job": job.task_name, "attempts": job.attempts + 1},
            )
            tell_outcome(session, row)
    return is_last


def _is_last(shop: Shop, job: queue_jobs.Job) -> bool:
    return bool(job.attempts + 1 >= shop.settings.max_attempts)


def _submission(arguments: Arguments) -> uuid.UUID:
    return uuid.UUID(arguments["submission"])


def _reason_of(error: Exception) -> str:
    if isinstance(error, HeyanError):
        return error.message
    fault = fault_of(error)
    if fault is not None:
        return fault.message
    return f"程序内部错误（{type(error).__name__}），详情见服务日志。"
