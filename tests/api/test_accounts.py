"""Accounts, links, tokens, and who is given access."""

from __future__ import annotations

from collections.abc import Callable

from fastapi.testclient import TestClient

from api.store.tables import Role
from tests.api.conftest import PASSWORD, Person

People = Callable[[Role], Person]


def test_an_account_is_created_with_a_link_that_sets_its_password(
    person: People, service_client: TestClient
) -> None:
    admin = person(Role.admin)
    body = {"login": f"new-{admin.login}", "name": "新同事", "role": "reviewer"}
    answer = admin.client.post("/api/v1/accounts", json=body)
    assert answer.status_code == 201, answer.text
    assert answer.json()["account"]["has_password"] is False
    token = answer.json()["link"].partition("token=")[2]
    again = admin.client.post("/api/v1/accounts", json=body)
    assert (again.status_code, again.json()["code"]) == (409, "conflict")
    client = TestClient(service_client.app, base_url="http://testserver")
    first = client.post("/api/v1/session/first", json={"token": token, "password": PASSWORD})
    assert first.json()["role"] == "reviewer"


def test_only_an_administrator_keeps_accounts(person: People) -> None:
    for role in (Role.applicant, Role.reviewer, Role.lead):
        answer = person(role).client.get("/api/v1/accounts")
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


def test_a_closed_account_is_signed_out_at_once(person: People) -> None:
    admin, staff = person(Role.admin), person(Role.reviewer)
    address = f"/api/v1/accounts/{staff.id}"
    assert admin.client.patch(address, json={"is_active": False}).status_code == 200
    assert staff.client.get("/api/v1/session").status_code == 401
    own = admin.client.patch(f"/api/v1/accounts/{admin.id}", json={"is_active": False})
    assert own.json()["code"] == "conflict"


def test_a_token_works_without_the_token_of_a_session_until_it_is_revoked(
    person: People, service_client: TestClient
) -> None:
    staff = person(Role.lead)
    made = staff.client.post("/api/v1/tokens", json={"name": "脚本"}).json()
    client = TestClient(service_client.app, base_url="http://testserver")
    client.headers["Authorization"] = f"Bearer {made['token']}"
    assert client.get("/api/v1/session").json()["login"] == staff.login
    assert client.post("/api/v1/tokens", json={"name": "另一个"}).status_code == 201
    assert "token" not in staff.client.get("/api/v1/tokens").json()[0]
    assert staff.client.delete(f"/api/v1/tokens/{made['id']}").status_code == 204
    assert client.get("/api/v1/session").status_code == 401


def test_a_lead_assigns_a_submission_and_takes_it_back(
    person: People, paper: Callable[[], bytes]
) -> None:
    lead, reviewer = person(Role.lead), person(Role.reviewer)
    submission = lead.upload(("甲.docx", paper()))
    address = f"/api/v1/submissions/{submission}/access"
    granted = lead.client.put(f"{address}/{reviewer.id}", json={"is_assigned": True})
    assert granted.status_code == 204
    mine = reviewer.client.get("/api/v1/submissions", params={"assigned": True}).json()
    assert [item["id"] for item in mine["items"]] == [submission]
    assert lead.client.get(address).json()[0]["login"] == reviewer.login
    assert reviewer.client.put(f"{address}/{reviewer.id}", json={}).json()["code"] == "forbidden"
    assert lead.client.delete(f"{address}/{reviewer.id}").status_code == 204
    assert reviewer.client.get(f"/api/v1/submissions/{submission}").status_code == 404


def test_numbers_for_monitoring_need_the_permission(person: People) -> None:
    assert person(Role.lead).client.get("/api/v1/metrics").status_code == 403
    text = person(Role.admin).client.get("/api/v1/metrics").text
    assert 'heyan_submissions{state="received"}' in text
    assert "heyan_request_seconds_bucket" in text


def test_the_log_is_read_and_verified_by_an_administrator(person: People) -> None:
    assert person(Role.lead).client.get("/api/v1/log").status_code == 403
    admin = person(Role.admin)
    check = admin.client.get("/api/v1/log/verification").json()
    assert check["is_intact"] is True
    part = admin.client.get("/api/v1/log", params={"limit": 1}).json()
    assert part["items"][0]["number"] == 1
    assert part["next"] == 1
