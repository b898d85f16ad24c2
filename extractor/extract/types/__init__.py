"""One module per group of papers that print fields without labels, or need care of their own."""

from __future__ import annotations

from extractor.extract.types import honors, letters, management, patent, software
from extractor.extract.types import license as business_license
from extractor.extract.types.base import PLAIN, TypeReader

_READERS: dict[str, TypeReader] = {
    "business_license": business_license.READER,
    "commitment_letter": letters.DECLARATION,
    "high_tech_cert": honors.HIGH_TECH,
    "honor_cert": honors.HONOR,
    "management_system_cert": management.READER,
    "market_share_proof": letters.MARKET_SHARE,
    "patent_acceptance_notice": letters.ACCEPTANCE,
    "patent_certificate": patent.READER,
    "rd_institution_proof": honors.INSTITUTION,
    "software_copyright_cert": software.READER,
    "title_proof": honors.TITLE,
    "trademark_cert": letters.TRADEMARK,
}


def reader_for(document_type: str) -> TypeReader:
    """What is special about reading this document type; nothing for types that labels suffice for."""
    return _READERS.get(document_type, PLAIN)
