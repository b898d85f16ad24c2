"""Limits are kept, and answered with what to do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.limits import RateLimiter
from api.problems import ProblemError
from api.service import Service
from api.settings import ServiceSettings
from api.store.tables import Role
from tests.api.conftest import PROGRAMME, Person


def test_a_limit_lets_a_burst_pass_and_says_when_to_come_back() -> None:
    seconds = [0.0]
    limiter = RateLimiter(2, clock=lambda: seconds[0])
    limiter.check("a")
    limiter.check("a")
    limiter.check("b")
    with pytest.raises(ProblemError) as raised:
        limiter.check("a")
    assert raised.value.retry_after == pytest.approx(30)
    seconds[0] = 30.0
    limiter.check("a")


def test_uploads_over_the_limits_are_refused(
    service_settings: ServiceSettings,
    database_url: str,
    service: Service,
    paper: Callable[[], bytes],
) -> None:
    changes = {"max_upload_bytes": 60_000, "max_upload_files": 2, "uploads_per_minute": 4}
    app = create_app(service_settings.model_copy(update=changes), url=database_url)
    with TestClient(app, base_url="http://testserver") as client:
        staff = Person(client, service, Role.applicant)

        def upload(*contents: bytes) -> tuple[int, str]:
            answer = staff.client.post(
                "/api/v1/submissions",
                data={"programme": PROGRAMME},
                files=[("files", (f"{n}.docx", c)) for n, c in enumerate(contents)],
            )
            return answer.status_code, answer.json().get("code") or ""

        assert upload(bytes(61_000)) == (413, "upload_too_large")
        assert upload(b"1", b"2", b"3") == (413, "upload_too_large")
        assert upload(paper())[0] == 202
        assert upload(paper())[0] == 202
        assert upload(paper()) == (429, "rate_limited")


def test_who_is_too_quick_is_told_over_http_when_to_come_back(
    service_settings: ServiceSettings, database_url: str, service: Service
) -> None:
    slow = service_settings.model_copy(update={"requests_per_minute": 2})
    app = create_app(slow, url=database_url)
    with TestClient(app, base_url="http://testserver") as client:
        staff = Person(client, service, Role.applicant)
        answers = [staff.client.get("/api/v1/submissions") for _ in range(4)]
    refused = answers[-1]
    assert (refused.status_code, refused.json()["code"]) == (429, "rate_limited")
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert 0 < int(refused.headers["Retry-After"]) <= 60
