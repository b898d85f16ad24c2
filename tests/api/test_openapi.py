"""The OpenAPI description is complete, and the service keeps to it whatever it is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from api.store.tables import Role
from tests.api.conftest import Person

EXAMPLES = 4
"""Requests drawn per operation."""

LEFT_OUT = ("/events", "/session", "/ready")
"""A stream has no end to wait for, signing out would end the test's own session, and without a worker the
service rightly says that it is not ready."""

MORE_THAN_A_SHAPE: list[Any] = [positive_data_acceptance]
"""A request of the right shape may name a programme or a page that is not there: 422 is right then."""


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_the_service_keeps_to_its_description(
    service_client: TestClient, person: Callable[[Role], Person]
) -> None:
    admin = person(Role.admin)
    headers = {"X-CSRF-Token": str(admin.client.headers["X-CSRF-Token"])}
    cookies = {"heyan_session": admin.client.cookies["heyan_session"]}
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", service_client.app)
    seen: list[str] = []
    for found in schema.get_all_operations():
        operation = found.ok()  # type: ignore[union-attr]  # an error has no `ok`, and the test ends
        if any(part in operation.path for part in LEFT_OUT):
            continue
        seen.append(operation.label)

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def keeps_to_it(case: schemathesis.Case[Any]) -> None:
            case.call_and_validate(
                headers=headers, cookies=cookies, excluded_checks=MORE_THAN_A_SHAPE
            )

        keeps_to_it()
    assert len(seen) > 35


def test_every_operation_is_described(service_client: TestClient) -> None:
    app = service_client.app
    assert isinstance(app, FastAPI)
    for path, methods in app.openapi()["paths"].items():
        for method, operation in methods.items():
            assert operation.get("summary"), (method, path)
            assert operation.get("description"), (method, path)
            assert operation.get("tags"), (method, path)
