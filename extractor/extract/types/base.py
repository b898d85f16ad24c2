"""What a document type may add to the label reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from extractor.extract.by_label import Found
from extractor.extract.patterns import Stream
from models.catalogue.spec_documents import DocumentType

Refine = Callable[[Sequence[Stream], DocumentType, Mapping[str, Found]], dict[str, Found]]


def unchanged(
    streams: Sequence[Stream], paper: DocumentType, found: Mapping[str, Found]
) -> dict[str, Found]:
    """Leave what the labels gave as it is."""
    return dict(found)


@dataclass(frozen=True)
class TypeReader:
    """`stops` are printed labels of no field; `refine` completes and corrects what the labels gave."""

    refine: Refine = unchanged
    stops: tuple[str, ...] = ()


PLAIN = TypeReader()
