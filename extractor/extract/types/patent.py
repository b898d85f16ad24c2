"""Patent certificates: lists of names, and the filing day beside the year in the patent number."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractor.extract.by_label import Found
from extractor.extract.patterns import Stream
from extractor.extract.types.wording import listed_names
from models.catalogue.spec_documents import DocumentType
from models.field import Doubt

_BETWEEN_NAMES = re.compile(r"\s*[;:；：,，、]\s*")
_NAME_LISTS = ("inventors", "inventors_at_filing", "patentee", "applicant_at_filing")


def refine(
    streams: Sequence[Stream], paper: DocumentType, found: Mapping[str, Found]
) -> dict[str, Found]:
    """Names parted by one mark; doubt about a filing day whose year is not that of the number."""
    result = dict(found)
    for key in _NAME_LISTS:
        known = result.get(key)
        if known is not None and known.value is not None:
            names = _BETWEEN_NAMES.sub(";", listed_names(known).strip(";:,、"))
            result[key] = replace(known, value=known.value.model_copy(update={"value": names}))
    _doubt_filing_day(result)
    return result


def _doubt_filing_day(result: dict[str, Found]) -> None:
    """The number of a patent holds the year of its filing, except for divisional applications."""
    number, day = result.get("patent_number"), result.get("filing_date")
    if number is None or day is None or number.value is None or day.value is None:
        return
    year = re.match(r"ZL((?:19|20)\d{2})", number.value.value)
    if year is not None and day.value.value[:4] != year[1]:
        doubts = (*day.value.doubts, Doubt.does_not_add_up)
        value = day.value.model_copy(update={"doubts": tuple(dict.fromkeys(doubts))})
        result["filing_date"] = replace(day, value=value)
