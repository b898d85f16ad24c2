"""Whether the service lives and is fit to serve."""

from __future__ import annotations

from fastapi import APIRouter, Response
from pydantic import BaseModel

from api.readiness import Part, look_at_parts
from api.service import ServiceDep

router = APIRouter(tags=["health"])


class Alive(BaseModel):
    """The process answers."""

    status: str = "alive"


class Ready(BaseModel):
    """Every part the service needs, and whether all are fit."""

    ready: bool
    parts: list[Part]


@router.get("/health", summary="Is the process alive")
def show_health() -> Alive:
    """Answer without looking at anything else."""
    return Alive()


@router.get("/ready", summary="Is the service fit to serve", responses={503: {"model": Ready}})
def show_readiness(response: Response, service: ServiceDep) -> Ready:
    """Look at database, schema, file store, and workers that passed the self-test of the recognition."""
    parts = look_at_parts(service)
    ready = all(part.fit for part in parts)
    if not ready:
        response.status_code = 503
    return Ready(ready=ready, parts=parts)
