"""Numbers for monitoring."""

from __future__ import annotations

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from api.service import MetricsReader, ServiceDep

router = APIRouter(tags=["health"])


@router.get(
    "/metrics",
    summary="Numbers for Prometheus",
    response_class=Response,
    responses={200: {"content": {"text/plain": {}}}},
)
def show_metrics(principal: MetricsReader, service: ServiceDep) -> Response:
    """Return all numbers in Prometheus' text format; scrape with an API token."""
    return Response(generate_latest(service.numbers.collected), media_type=CONTENT_TYPE_LATEST)
