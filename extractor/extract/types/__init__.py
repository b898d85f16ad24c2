"""One module per group of papers that need more care than the catalogue can declare."""

from __future__ import annotations

from extractor.extract.types import honors, letters, management, patent, software
from extractor.extract.types import license as business_license
from extractor.extract.types.base import Refine, unchanged

_REFINERS: dict[str, Refine] = {
    "business_license": business_license.refine,
    "commitment_letter": letters.refine_declaration,
    "high_tech_cert": honors.refine_high_tech,
    "management_system_cert": management.refine,
    "market_share_proof": letters.refine_market_share,
    "patent_certificate": patent.refine,
    "rd_institution_proof": honors.refine_institution,
    "software_copyright_cert": software.refine,
    "trademark_cert": letters.refine_trademark,
}


def refiner_for(document_type: str) -> Refine:
    """What is special about reading this document type; nothing for types that the catalogue suffices for."""
    return _REFINERS.get(document_type, unchanged)
