"""Erasing a submission for good."""

from __future__ import annotations

from fastapi import APIRouter

from api.erase import erase_submission
from api.routes.submissions import SubmissionId
from api.service import Eraser, ServiceDep, open_submission

router = APIRouter(prefix="/submissions", tags=["submissions"])


@router.delete("/{submission_id}", status_code=204, summary="Erase a submission")
def erase(submission_id: SubmissionId, principal: Eraser, service: ServiceDep) -> None:
    """Remove its files, readings, reports, entries and comments; the log keeps that it was there."""
    with service.database.transaction() as session:
        open_submission(session, principal, submission_id)
    erase_submission(
        service.database,
        submission_id,
        actor=str(principal.account),
        store=service.store,
        cache=service.settings.cache_dir,
    )
