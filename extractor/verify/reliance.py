"""Whether a claim of the applicant leans on a certificate: without it, fewer valid ones than claimed remain."""

from __future__ import annotations

from extractor.verify.case import Case
from extractor.verify.certificates import Certificate, Standing
from extractor.verify.matching import matches
from extractor.verify.values import number, options_of
from models.catalogue.spec import Match
from models.catalogue.spec_tables import EvidenceSource, TableField


def is_relied_on(case: Case, item: Certificate) -> bool:
    """Whether some claim, or a condition that the form has no field for, needs this certificate."""
    return any(_field_needs(case, field, item) for field in case.spec.fields)


def _field_needs(case: Case, field: TableField, item: Certificate) -> bool:
    ticked = options_of(case.declared(field.key))
    for proof in field.option_proofs:
        mine = (
            proof.document_type == item.type.key and matches(item.record, proof.where) is not False
        )
        if mine and proof.option in ticked and not _valid(case, item, proof.where):
            return True
    return any(_source_needs(case, field, source, item) for source in field.evidence)


def _source_needs(case: Case, field: TableField, source: EvidenceSource, item: Certificate) -> bool:
    if source.document_type != item.type.key or matches(item.record, source.where) is False:
        return False
    valid = _valid(case, item, source.where)
    if source.how == "count_of_valid":
        claimed = number(case.declared(field.key))
        return claimed is not None and claimed > valid
    if source.how == "value":
        claims = [case.declared(field.key, period) for period in field.periods or (None,)]
        return valid == 0 and any(value is not None for value in claims)
    return source.how == "presence" and valid == 0


def _valid(case: Case, item: Certificate, where: tuple[Match, ...]) -> int:
    """How many certificates of the same type surely count."""
    return sum(
        other.type.key == item.type.key
        and other.standing is Standing.valid
        and matches(other.record, where) is True
        for other in case.certificates
    )
