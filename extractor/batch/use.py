"""One side of something shared: where it stands, and who applies there."""

from __future__ import annotations

from models.batch import PagePrint, Trace, Use, Worked
from models.geometry import Place


def use_of(worked: Worked, *, trace: Trace | None = None, page: PagePrint | None = None) -> Use:
    """Return the use of a trace or page in a submission; of the submission as a whole without either."""
    source = trace or page
    place: Place | None = source.place if source else None
    return Use(
        submission=worked.name,
        applicant_name=worked.applicant.applicant_name,
        uscc=worked.applicant.uscc,
        document=source.document if source else "",
        document_type=source.document_type if source else None,
        raw=trace.raw if trace else "",
        confidence=trace.confidence if trace else 1.0,
        doubts=trace.doubts if trace else (),
        holder=trace.holder if trace else None,
        place=place,
    )
