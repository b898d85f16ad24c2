"""A whole batch as one value: what was worked, how it ranks, what is shared."""

from __future__ import annotations

from typing import NamedTuple

from extractor.batch.across import compare_submissions
from extractor.batch.rank import Ranked, rank_submissions
from extractor.batch.sample import draw_sample
from models.batch import CrossFinding, Ignored, SubmissionState, Worked

UNUSABLE = (SubmissionState.refused, SubmissionState.failed)


class Batch(NamedTuple):
    """The submissions in the order of the folder, and everything worked out from all of them."""

    code_version: str
    catalogue_sha256: str
    programme: str
    reference_date: str
    submissions: tuple[Worked, ...]
    ignored: tuple[Ignored, ...]
    findings: tuple[CrossFinding, ...]
    ranked: tuple[Ranked, ...]
    sample: frozenset[str]  # names of those drawn for a second look
    earlier: tuple[Worked, ...] = ()  # submissions of earlier batches that these were held against

    @property
    def not_compared(self) -> tuple[Worked, ...]:
        """The submissions of which nothing could be held against others."""
        return tuple(worked for worked in self.submissions if worked.state in UNUSABLE)


def make_batch(
    submissions: tuple[Worked, ...],
    *,
    ignored: tuple[Ignored, ...],
    code_version: str,
    catalogue_sha256: str,
    programme: str,
    reference_date: str,
    sample_percent: float,
    earlier: tuple[Worked, ...] = (),
) -> Batch:
    """Compare and rank what was worked: a pure function."""
    findings = compare_submissions(submissions, earlier=earlier)
    return Batch(
        code_version=code_version,
        catalogue_sha256=catalogue_sha256,
        programme=programme,
        reference_date=reference_date,
        submissions=submissions,
        ignored=ignored,
        findings=findings,
        ranked=rank_submissions(submissions, findings),
        sample=draw_sample(
            submissions,
            percent=sample_percent,
            programme=programme,
            reference_date=reference_date,
        ),
        earlier=earlier,
    )
