"""Numbers for Prometheus: requests, submissions by state, pages read, the queue, workers."""

from __future__ import annotations

import time
from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import func, select, text
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.progress import OPEN
from api.store.database import Database
from api.store.lookup import now
from api.store.tables import Page, Submission, Worker

BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class ServiceNumbers(Collector):
    """What the database says at the moment it is asked."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def collect(self) -> Iterable[Metric]:
        """Yield every gauge."""
        with self._database.reading() as session:
            states = session.execute(
                select(Submission.state, func.count()).group_by(Submission.state)
            ).all()
            oldest = session.scalar(
                select(func.min(Submission.created_at)).where(Submission.state.in_(OPEN))
            )
            pages = session.scalar(select(func.count()).where(Page.reading.is_not(None))) or 0
            waiting = select(func.count()).where(Page.reading.is_(None))
            unread = session.scalar(waiting) or 0
            workers = session.execute(select(Worker.is_fit, Worker.seen_at)).all()
            jobs = session.execute(
                text("SELECT queue_name, status, count(*) FROM procrastinate_jobs GROUP BY 1, 2")
            ).all()
        age = 0.0 if oldest is None else (now() - oldest).total_seconds()
        yield _by("heyan_submissions", "Submissions by state", ["state"], states)
        yield _by("heyan_jobs", "Jobs by queue and status", ["queue", "status"], jobs)
        yield GaugeMetricFamily("heyan_oldest_open_seconds", "Age of the oldest open one", age)
        yield GaugeMetricFamily("heyan_pages_read", "Pages of submissions that are read", pages)
        yield GaugeMetricFamily("heyan_pages_unread", "Pages that wait to be read", unread)
        fit = sum(bool(worker.is_fit) for worker in workers)
        yield GaugeMetricFamily("heyan_workers_fit", "Workers that passed the self-test", fit)


class Numbers:
    """The registry of one application, and the requests it counts."""

    def __init__(self, database: Database) -> None:
        self.collected = CollectorRegistry()
        self.collected.register(ServiceNumbers(database))
        where = (
            "",
            "",
            "",
            self.collected,
        )  # namespace, subsystem, unit, and where it is collected
        labels = ["method", "route"]
        self.seconds = Histogram(
            "heyan_request_seconds", "Time of a request", labels, *where, buckets=BUCKETS
        )
        self.answers = Counter("heyan_requests", "Requests answered", ["method", "status"], *where)


class CountRequests:
    """Times every request under its route, never under its address, which holds ids."""

    def __init__(self, app: ASGIApp, *, numbers: Numbers) -> None:
        self._app = app
        self._numbers = numbers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and count the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        status = "500"

        async def note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = str(message["status"])
            await send(message)

        try:
            await self._app(scope, receive, note)
        finally:
            route = getattr(scope.get("route"), "path", "none")
            seconds = time.perf_counter() - began
            self._numbers.seconds.labels(scope["method"], route).observe(seconds)
            self._numbers.answers.labels(scope["method"], status).inc()


def _by(
    name: str, what: str, labels: list[str], rows: Iterable[Iterable[object]]
) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, what, labels=labels)
    for row in rows:
        *keys, number = row
        family.add_metric([str(key) for key in keys], float(str(number)))
    return family
