"""One side of something shared: where it stands, and who applies there."""

from __future__ import annotations

from extractor.verify.values import shown
from models.batch import PagePrint, Trace, Use, Worked
from models.field import Value
from models.geometry import Place


def use_of(
    worked: Worked,
    *,
    trace: Trace | None = None,
    page: PagePrint | None = None,
    value: Value | None = None,
) -> Use:
    """Return the use of a trace, page or declared value in a submission; of it as a whole without any."""
    paper = trace or page
    source = paper or value
    place: Place | None = source.place if source else None
    return Use(
        submission=worked.name,
        applicant_name=worked.applicant.applicant_name,
        uscc=worked.applicant.uscc,
        document=paper.document if paper else "",
        document_type=paper.document_type if paper else None,
        raw=trace.raw if trace else shown(value) if value else "",
        confidence=trace.confidence if trace else value.stated_confidence if value else 1.0,
        doubts=trace.doubts if trace else value.doubts if value else (),
        holder=trace.holder if trace else None,
        place=place,
    )
