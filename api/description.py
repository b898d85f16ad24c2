"""The OpenAPI description: every error is described as it is sent, as a problem."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

PROBLEM = {
    "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}},
}


def describe_problems(app: FastAPI) -> None:
    """Let the application describe its errors with their media type; FastAPI knows one per route."""
    describe = app.openapi

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = describe()
            for methods in schema["paths"].values():
                for operation in methods.values():
                    _describe(operation["responses"])
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]  # as FastAPI's manual says


def _describe(responses: dict[str, Any]) -> None:
    responses.pop("422", None)  # part of 4XX
    for status, response in responses.items():
        if status in ("4XX", "5XX"):
            response["content"] = PROBLEM
