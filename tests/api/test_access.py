"""Everything is refused that is not allowed: nobody, foreign pages, other people's submissions."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.service import Service
from api.store.tables import Grant, Role
from tests.api.conftest import PASSWORD, PROGRAMME, Person

People = Callable[[Role], Person]

OPEN = {
    ("GET", "/api/v1/health"),
    ("GET", "/api/v1/ready"),
    ("POST", "/api/v1/session"),
    ("POST", "/api/v1/session/first"),
}
"""What works without signing in; a route that is added here needs a reason."""


def api_routes(client: TestClient) -> list[tuple[str, str]]:
    """Method and path of every route of the interface."""
    app = client.app
    assert isinstance(app, FastAPI)
    paths = app.openapi()["paths"]
    return [(method.upper(), path) for path, methods in paths.items() for method in methods]


def test_every_route_refuses_who_is_not_signed_in(service_client: TestClient) -> None:
    routes = api_routes(service_client)
    assert len(routes) > 15
    for method, path in routes:
        if (method, path) in OPEN:
            continue
        filled = re.sub(r"\{[^}]*number[^}]*\}", "1", path)
        filled = re.sub(r"\{[^}]+\}", str(uuid.uuid4()), filled)
        answer = service_client.request(method, filled)
        assert answer.status_code == 401, (method, path, answer.text)
        assert answer.json()["code"] == "unauthenticated"


def test_changes_need_the_token_of_the_session(person: People) -> None:
    staff = person(Role.applicant)
    del staff.client.headers["X-CSRF-Token"]
    answer = staff.client.post("/api/v1/submissions", data={"programme": PROGRAMME})
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf")


def test_a_foreign_page_cannot_sign_in(service_client: TestClient) -> None:
    answer = service_client.post(
        "/api/v1/session",
        json={"login": "x", "password": "y"},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert answer.json()["code"] == "csrf"


@pytest.mark.parametrize("role", [Role.applicant, Role.reviewer])
def test_other_peoples_submissions_do_not_exist(
    person: People, service: Service, paper: Callable[[], bytes], role: Role
) -> None:
    submission = person(Role.applicant).upload(("甲.docx", paper()))
    other = person(role)
    answer = other.client.get(f"/api/v1/submissions/{submission}")
    assert (answer.status_code, answer.json()["code"]) == (404, "no_such_thing")
    assert other.client.get("/api/v1/submissions").json()["items"] == []
    with service.database.transaction() as session:
        session.add(Grant(submission_id=uuid.UUID(submission), account_id=other.id))
    assert other.client.get(f"/api/v1/submissions/{submission}").status_code == 200
    assert len(other.client.get("/api/v1/submissions").json()["items"]) == 1


def test_a_lead_sees_every_submission(person: People, paper: Callable[[], bytes]) -> None:
    submission = person(Role.applicant).upload(("甲.docx", paper()))
    assert person(Role.lead).client.get(f"/api/v1/submissions/{submission}").status_code == 200


def test_signing_out_ends_the_session(person: People) -> None:
    staff = person(Role.applicant)
    cookie = staff.client.cookies["heyan_session"]
    assert staff.client.delete("/api/v1/session").status_code == 204
    staff.client.cookies["heyan_session"] = cookie
    assert staff.client.get("/api/v1/session").status_code == 401


def test_wrong_passwords_lock_the_account_for_a_while(
    person: People, service_client: TestClient
) -> None:
    staff = person(Role.applicant)
    wrong = {"login": staff.login, "password": "not the secret"}
    codes = [service_client.post("/api/v1/session", json=wrong).json()["code"] for _ in range(6)]
    assert codes == ["sign_in_refused"] * 5 + ["sign_in_locked"]
    right = {"login": staff.login, "password": PASSWORD}
    answer = service_client.post("/api/v1/session", json=right)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 300


def test_answers_carry_the_headers_that_keep_a_page_to_itself(service_client: TestClient) -> None:
    headers = service_client.get("/api/v1/health").headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


def test_an_unknown_address_is_a_problem_with_a_code(service_client: TestClient) -> None:
    answer = service_client.get("/api/v1/nothing")
    assert answer.json()["code"] == "no_such_thing"
