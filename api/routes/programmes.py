"""The programmes that can be verified."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from api.service import ServiceDep, SignedIn

router = APIRouter(prefix="/programmes", tags=["programmes"])


class ProgrammeView(BaseModel):
    """One programme."""

    id: str
    title_zh: str
    doc_no: str
    reference_date: str


@router.get("", summary="Programmes")
def show_programmes(principal: SignedIn, service: ServiceDep) -> list[ProgrammeView]:
    """Return all programmes of the catalogue."""
    return [
        ProgrammeView(
            id=key,
            title_zh=programme.title_zh,
            doc_no=programme.doc_no,
            reference_date=programme.reference_date,
        )
        for key, programme in sorted(service.catalogue.programmes.items())
    ]
